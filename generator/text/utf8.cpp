#include "text/utf8.hpp"

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <utf8proc.h>

#include "text/ascii.hpp"
#include "text/eight_bytes.hpp"

namespace knav {

namespace {

constexpr char32_t replacement = 0xFFFD;

std::uint8_t byte_at(std::string_view text, std::size_t offset) { return static_cast<std::uint8_t>(text[offset]); }

bool continues(std::string_view text, std::size_t offset) {
    return offset < text.size() && continues_character(text[offset]);
}

/// First offset at or after `offset` that holds a byte above 0x7F.
std::size_t skip_ascii(std::string_view text, std::size_t offset) {
    return find_byte(text, offset, [](EightBytes bytes) { return bytes.beyond_ascii(); });
}

/// Length of the well-formed sequence at `offset` (RFC 3629: no surrogates, no overlong forms), or 0.
std::size_t sequence_length(std::string_view text, std::size_t offset) {
    const auto lead = byte_at(text, offset);
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4 || !continues(text, offset + 1)) return 0;
    if (lead < 0xE0) return 2;
    const auto second = byte_at(text, offset + 1);
    if (!continues(text, offset + 2)) return 0;
    if (lead < 0xF0) return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ? 0 : 3;
    if (!continues(text, offset + 3)) return 0;
    return (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F) ? 0 : 4;
}

/// Letters that Unicode does not take apart, but that people type without their stroke or ligature.
std::string_view plain_letters(char32_t lower_case) {
    switch (lower_case) {
        case U'æ': return "ae";
        case U'œ': return "oe";
        case U'ø': return "o";
        case U'ß': return "ss";
        case U'ł': return "l";
        case U'đ':
        case U'ð': return "d";
        case U'þ': return "th";
        case U'ħ': return "h";
        case U'ı': return "i";
        default: return {};
    }
}

void append_folded(std::string& out, char32_t code_point) {
    utf8proc_int32_t parts[16];
    int boundary = 0;
    const auto count =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(code_point), parts, 16,
                                static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK), &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < 16; ++i) {
        const auto lower_case = static_cast<char32_t>(utf8proc_tolower(parts[i]));
        const auto plain = plain_letters(lower_case);
        if (plain.empty())
            append_utf8(out, lower_case);
        else
            out += plain;
    }
}

template <class Append>
std::string mapped(std::string_view text, Append append) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (byte_at(text, i) < 0x80)
            out += ascii_lower(text[i++]);
        else
            append(out, next_code_point(text, i));
    }
    return out;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
    for (std::size_t i = skip_ascii(text, 0); i < text.size(); i = skip_ascii(text, i)) {
        const auto length = sequence_length(text, i);
        if (length == 0) return i;
        i += length;
    }
    return std::nullopt;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
    const auto length = sequence_length(text, offset);
    if (length == 0) {
        ++offset;
        return replacement;
    }
    constexpr std::uint8_t lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t code_point = byte_at(text, offset) & lead_bits[length];
    for (std::size_t i = 1; i < length; ++i) code_point = code_point << 6 | (byte_at(text, offset + i) & 0x3F);
    offset += length;
    return code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
    const auto tail = [&](int shift) { return static_cast<char>(0x80 | (code_point >> shift & 0x3F)); };
    if (code_point < 0x80) {
        out += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        out += {static_cast<char>(0xC0 | code_point >> 6), tail(0)};
    } else if (code_point < 0x10000) {
        if (code_point >= 0xD800 && code_point < 0xE000) return append_utf8(out, replacement);
        out += {static_cast<char>(0xE0 | code_point >> 12), tail(6), tail(0)};
    } else if (code_point < 0x110000) {
        out += {static_cast<char>(0xF0 | code_point >> 18), tail(12), tail(6), tail(0)};
    } else {
        append_utf8(out, replacement);
    }
}

std::size_t code_points(std::string_view text) {
    std::size_t count = text.size(), i = 0;
    for (; i + 8 <= text.size(); i += 8) {  // eight bytes at a time, less those that continue a sequence
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, 8);
        count -= static_cast<std::size_t>(std::popcount(word >> 7 & ~word >> 6 & 0x0101010101010101ULL));
    }
    for (; i < text.size(); ++i) count -= (byte_at(text, i) & 0xC0) == 0x80 ? 1 : 0;
    return count;
}

// Below U+0300, whose first byte is 0xCC, every sequence of code points is composed already; and so is what texts have
// of dashes, quotation marks and the like, from U+2002 (0xE2 0x80 0x82) to U+203F.
bool is_surely_nfc(std::string_view text) {
    const auto skip_composed = [text](std::size_t offset) {
        return find_byte(text, offset, [](EightBytes bytes) { return bytes.within(0xCC, 0xFF); });
    };
    for (auto i = skip_composed(0); i < text.size(); i = skip_composed(i + 3)) {
        if (i + 2 >= text.size() || byte_at(text, i) != 0xE2 || byte_at(text, i + 1) != 0x80 ||
            byte_at(text, i + 2) < 0x82)
            return false;
    }
    return true;
}

std::string nfc(std::string_view text) {
    if (is_surely_nfc(text)) return std::string{text};
    utf8proc_uint8_t* composed = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (length < 0) return std::string{text};  // ill-formed: reported elsewhere, and no form is better than another
    std::string out(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(length));
    std::free(composed);
    return out;
}

char32_t lower(char32_t code_point) {
    if (code_point >= 0xDF && code_point <= 0xFF) return code_point;  // å ä ö é are small already
    return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(code_point)));
}

std::string lower(std::string_view text) {
    return mapped(text, [](std::string& out, char32_t code_point) { append_utf8(out, lower(code_point)); });
}

std::string fold(std::string_view text) { return mapped(text, append_folded); }

}  // namespace knav
