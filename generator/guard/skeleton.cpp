#include "guard/skeleton.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"

namespace knav {

namespace {

struct Lookalike {
    char32_t from;
    char32_t to;
};

// After lower-casing. Cyrillic, Greek and Armenian letters that common fonts draw as Latin ones, and signs drawn as others.
constexpr std::array lookalikes = {
    Lookalike{U'\u0430', U'a'},      Lookalike{U'\u0432', U'b'}, Lookalike{U'\u0435', U'e'},
    Lookalike{U'\u043A', U'k'},      Lookalike{U'\u043C', U'm'}, Lookalike{U'\u043D', U'h'},
    Lookalike{U'\u043E', U'o'},      Lookalike{U'\u0440', U'p'}, Lookalike{U'\u0441', U'c'},
    Lookalike{U'\u0442', U't'},      Lookalike{U'\u0443', U'y'}, Lookalike{U'\u0445', U'x'},
    Lookalike{U'\u0455', U's'},      Lookalike{U'\u0456', U'i'}, Lookalike{U'\u0457', U'i'},
    Lookalike{U'\u0458', U'j'},      Lookalike{U'\u0501', U'd'}, Lookalike{U'\u051B', U'q'},
    Lookalike{U'\u051D', U'w'},      Lookalike{U'\u04BB', U'h'}, Lookalike{U'\u03B1', U'a'},
    Lookalike{U'\u03B2', U'b'},      Lookalike{U'\u03B5', U'e'}, Lookalike{U'\u03B9', U'i'},
    Lookalike{U'\u03BA', U'k'},      Lookalike{U'\u03BC', U'm'}, Lookalike{U'\u03BD', U'v'},
    Lookalike{U'\u03BF', U'o'},      Lookalike{U'\u03C1', U'p'}, Lookalike{U'\u03C4', U't'},
    Lookalike{U'\u03C5', U'u'},      Lookalike{U'\u03C7', U'x'}, Lookalike{U'\u03B3', U'y'},
    Lookalike{U'\u03B7', U'n'},      Lookalike{U'\u03B6', U'z'}, Lookalike{U'\u0578', U'n'},
    Lookalike{U'\u0585', U'o'},      Lookalike{U'\u057D', U'u'}, Lookalike{U'\u0566', U'q'},
    Lookalike{U'\u0131', U'i'},      Lookalike{U'\u0237', U'j'}, Lookalike{U'\u0251', U'a'},
    Lookalike{U'\u0261', U'g'},      Lookalike{U'\u017F', U's'}, Lookalike{U'\u04E7', U'\u00F6'},
    Lookalike{U'\u04D3', U'\u00E4'}, Lookalike{U'\u1D00', U'a'}, Lookalike{U'\u2010', U'-'},
    Lookalike{U'\u2011', U'-'},      Lookalike{U'\u2012', U'-'}, Lookalike{U'\u2013', U'-'},
    Lookalike{U'\u2014', U'-'},      Lookalike{U'\u2212', U'-'}, Lookalike{U'\u00A0', U' '},
    Lookalike{U'\u2007', U' '},      Lookalike{U'\u202F', U' '}, Lookalike{U'\u2009', U' '},
    Lookalike{U'\u3000', U' '},      Lookalike{U'\u2024', U'.'}, Lookalike{U'\uFF0E', U'.'},
    Lookalike{U'\uFF0F', U'/'}};

bool is_joiner(char32_t c) { return c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0020 && c <= 0xE007F); }

bool is_invisible(char32_t c) {
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 ||
           (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

bool is_emoji(char32_t c) {
    return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF) || c == 0x20E3 || (c >= U'0' && c <= U'9') ||
           c == U'#' || c == U'*' || c == 0xA9 || c == 0xAE || c == 0x3030 || c == 0x303D;
}

char32_t plain(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c = c - 0xFF01 + 0x21;  // full-width forms
    if (c >= U'A' && c <= U'Z') c += 32;
    if (c >= 0x1D400 && c <= 0x1D6A3) {  // mathematical letters: alphabets of 52, one after the other
        const auto letter = (c - 0x1D400) % 52;
        return U'a' + letter % 26;
    }
    const auto found =
        std::find_if(lookalikes.begin(), lookalikes.end(), [c](const Lookalike& each) { return each.from == c; });
    return found == lookalikes.end() ? c : found->to;
}

}  // namespace

std::string skeleton(std::string_view text) {
    const auto folded = lower(nfc(text));
    std::string out;
    for (std::size_t at = 0; at < folded.size();) {
        const auto c = next_code_point(folded, at);
        if (!is_invisible(c)) append_utf8(out, plain(c));
    }
    return nfc(out);
}

bool has_invisible(std::string_view text) {
    bool after_emoji = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = next_code_point(text, at);
        if (is_joiner(c) && after_emoji) continue;
        if (is_invisible(c)) return true;
        after_emoji = is_emoji(c);
    }
    return false;
}

}  // namespace knav
