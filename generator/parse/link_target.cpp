#include "parse/link_target.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "text/ascii.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

int hex_value(char c) {
    if (is_ascii_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Left as written where the bytes would not be text: such an address names no file of ours anyway.
std::string percent_decoded(std::string_view text) {
    if (text.find('%') == text.npos) return std::string{text};
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool coded =
            text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
        made += coded ? static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])) : text[i];
        if (coded) i += 2;
    }
    if (first_invalid_utf8(made) || std::any_of(made.begin(), made.end(), is_control)) return std::string{text};
    return made;
}

/// RFC 3986 §3.1; empty when the address has none.
std::string_view scheme_of(std::string_view url) {
    if (url.starts_with("//")) return url.substr(0, 2);
    if (url.empty() || !is_ascii_letter(url[0])) return {};
    std::size_t i = 1;
    while (i < url.size() &&
           (is_ascii_letter(url[i]) || is_ascii_digit(url[i]) || url[i] == '+' || url[i] == '-' || url[i] == '.'))
        ++i;
    return i < url.size() && url[i] == ':' ? url.substr(0, i) : std::string_view{};
}

bool is_one_of(std::string_view scheme, std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return std::equal(scheme.begin(), scheme.end(), name.begin(), name.end(),
                          [](char a, char b) { return (a | 0x20) == b; });
    });
}

}  // namespace

LinkTarget link_target(std::string_view url) {
    LinkTarget made;
    made.scheme = scheme_of(url);
    // Browsers drop tabs and line ends within an address, so that "java\nscript:" is a scheme to them.
    if (std::any_of(url.begin(), url.end(), is_control)) {
        made.allowed = false;
        made.target = url;
        return made;
    }
    if (!made.scheme.empty()) {
        made.allowed = is_one_of(made.scheme, {"http", "https", "mailto", "tel"});
        made.kind = LinkKind::external;
        made.target = url;
        return made;
    }
    const std::size_t hash = std::min(url.find('#'), url.size());
    if (hash < url.size()) made.fragment = percent_decoded(url.substr(hash + 1));
    url = url.substr(0, hash);
    made.kind = url.starts_with('/') || (url.empty() && !made.fragment.empty()) ? LinkKind::path : LinkKind::resource;
    const std::size_t question = std::min(url.find('?'), url.size());
    if (question < url.size()) made.query = url.substr(question + 1);
    made.target = percent_decoded(url.substr(0, question));
    return made;
}

bool is_web(std::string_view url) { return is_one_of(scheme_of(url), {"http", "https"}); }

bool says_nothing(std::string_view label) {
    constexpr std::size_t longest = 24;
    constexpr std::string_view decoration = " \t.,:;!?>\xC2\xBB\xE2\x80\xA6\xE2\x86\x92\xC2\xA0";  // » … → and spaces
    static constexpr std::array empty_words = {std::string_view{"här"},
                                               std::string_view{"hit"},
                                               std::string_view{"se här"},
                                               std::string_view{"klicka"},
                                               std::string_view{"klicka här"},
                                               std::string_view{"tryck här"},
                                               std::string_view{"läs mer"},
                                               std::string_view{"läs mer här"},
                                               std::string_view{"läs här"},
                                               std::string_view{"läs vidare"},
                                               std::string_view{"mer"},
                                               std::string_view{"mer info"},
                                               std::string_view{"mer information"},
                                               std::string_view{"se mer"},
                                               std::string_view{"visa mer"},
                                               std::string_view{"länk"},
                                               std::string_view{"länken"},
                                               std::string_view{"denna länk"},
                                               std::string_view{"den här länken"},
                                               std::string_view{"here"},
                                               std::string_view{"click here"},
                                               std::string_view{"see here"},
                                               std::string_view{"click"},
                                               std::string_view{"read more"},
                                               std::string_view{"read more here"},
                                               std::string_view{"learn more"},
                                               std::string_view{"see more"},
                                               std::string_view{"more"},
                                               std::string_view{"more info"},
                                               std::string_view{"more information"},
                                               std::string_view{"link"},
                                               std::string_view{"this link"}};
    if (label.size() > longest + 8) return false;
    const auto first = label.find_first_not_of(decoration);
    if (first == label.npos) return true;
    const auto last = label.find_last_not_of(decoration);
    const std::string words = lower(label.substr(first, last + 1 - first));
    return std::find(empty_words.begin(), empty_words.end(), words) != empty_words.end();
}

}  // namespace knav
