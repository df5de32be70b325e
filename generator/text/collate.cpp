#include "text/collate.hpp"

#include <algorithm>
#include <cstdint>

#include "text/ascii.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

// First bytes of primary weights, in their order. None is below 2: byte 1 ends a level.
constexpr char space_weight = 2;
constexpr char punctuation_weight = 3;
constexpr char digits_weight = 8;
constexpr char other_weight = 0x7F;  // other alphabets and symbols, after ö, in code point order
constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz";

char letter_weight(char letter) { return static_cast<char>(0x20 + (letter - 'a')); }
constexpr char a_ring = 0x20 + 26, a_umlaut = a_ring + 1, o_umlaut = a_ring + 2;

/// Foreign letters take the place that Svenska Akademiens ordlista gives them: ü with y, æ with ä, ø with ö.
char weight_of(char32_t lower_case) {
    switch (lower_case) {
        case U'å': return a_ring;
        case U'ä':
        case U'æ': return a_umlaut;
        case U'ö':
        case U'ø':
        case U'œ':
        case U'ő': return o_umlaut;
        case U'ü':
        case U'ű': return letter_weight('y');
        default: return 0;
    }
}

bool is_punctuation(char32_t code_point) {
    return (code_point >= 0xA1 && code_point <= 0xBF && code_point != 0xAA && code_point != 0xB5 &&
            code_point != 0xBA) ||
           (code_point >= 0x2010 && code_point <= 0x206F);
}

bool is_space(char32_t code_point) {
    return code_point <= ' ' || code_point == 0xA0 || (code_point >= 0x2000 && code_point <= 0x200F);
}

/// A run of digits by value: how many there are (without leading zeros), then the digits themselves.
std::size_t append_number(std::string& key, std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    while (end < text.size() && is_ascii_digit(text[end])) ++end;
    const std::size_t next = end;
    while (begin + 1 < end && text[begin] == '0') ++begin;
    key += digits_weight;
    std::size_t count = end - begin;
    for (; count > 250; count -= 250) key += '\xFF';
    key += static_cast<char>(count + 2);
    key.append(text.substr(begin, end - begin));
    return next;
}

void append_ascii(std::string& key, char lower_case) {
    if (lower_case >= 'a' && lower_case <= 'z') {
        key += letter_weight(lower_case);
    } else if (static_cast<std::uint8_t>(lower_case) <= ' ') {
        key += space_weight;
    } else {
        key += punctuation_weight;
        key += lower_case;
    }
}

void append_beyond_ascii(std::string& key, char32_t lower_case, std::string_view written) {
    if (const char weight = weight_of(lower_case)) {
        key += weight;
    } else if (is_space(lower_case)) {
        key += space_weight;
    } else if (is_punctuation(lower_case)) {
        key += punctuation_weight;
        key += written;
    } else if (const std::string plain = fold(written);
               !plain.empty() && plain.find_first_not_of(alphabet) == std::string::npos) {
        for (const char letter : plain) key += letter_weight(letter);
    } else {
        key += other_weight;
        key += written;
    }
}

std::string primary(std::string_view lower_case) {
    std::string key;
    key.reserve(lower_case.size() * 3);
    for (std::size_t i = 0; i < lower_case.size();) {
        const char c = lower_case[i];
        if (is_ascii_digit(c)) {
            i = append_number(key, lower_case, i);
        } else if (static_cast<std::uint8_t>(c) < 0x80) {
            append_ascii(key, c);
            ++i;
        } else {
            const std::size_t begin = i;
            const char32_t code_point = next_code_point(lower_case, i);
            append_beyond_ascii(key, code_point, lower_case.substr(begin, i - begin));
        }
    }
    return key;
}

/// The text itself, so that keys differ where texts do; with the case bit turned, so that "a" comes before "A".
void append_text(std::string& key, std::string_view text) {
    bool after_c3 = false;  // U+00C0 … U+00FF: their second byte has the same case bit
    for (const char c : text) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        key += letter || after_c3 ? static_cast<char>(c ^ 0x20) : c;
        after_c3 = c == '\xC3';
    }
}

}  // namespace

std::string sort_key(std::string_view text) {
    std::string lower_case = lower(nfc(text));
    std::string key = primary(lower_case);
    std::erase(lower_case, '\1');
    key += '\1';
    key += lower_case;  // accents: "e" before "é"
    key += '\1';
    append_text(key, text);
    return key;
}

}  // namespace knav
