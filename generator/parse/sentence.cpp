#include "parse/sentence.hpp"

#include <algorithm>
#include <optional>

#include "text/utf8.hpp"

namespace knav {

namespace {

bool is_lower(std::string_view text, std::size_t i) {
    if (i >= text.size()) return false;
    if (text[i] >= 'a' && text[i] <= 'z') return true;
    return text[i] == '\xC3' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xA0;
}

/// Whether the sentence ends with the mark at `i`. A small letter after it means an abbreviation: "t.ex. på".
bool ends_sentence(std::string_view text, std::size_t i) {
    if (text[i] != '.' && text[i] != '!' && text[i] != '?') return false;
    return i + 1 == text.size() || (text[i + 1] == ' ' && !is_lower(text, i + 2));
}

bool parts_words(unsigned char c) { return (c == ' ') | (c == '\n') | (c == '\t'); }

bool is_letter(unsigned char c) {
    const bool ascii = ((c >= 'a') & (c <= 'z')) | ((c >= 'A') & (c <= 'Z')) | ((c >= '0') & (c <= '9'));
    return ascii | ((c >= 0xC3) & (c != 0xE2));  // C2 and E2 begin dashes, quotes and arrows
}

bool begins_between_blanks(std::string_view text, std::size_t i) {
    return (i == 0 || parts_words(static_cast<unsigned char>(text[i - 1]))) &&
           !parts_words(static_cast<unsigned char>(text[i]));
}

/// Whether there is one from `i` on to the next blank.
bool holds_letter(std::string_view text, std::size_t i) {
    while (i < text.size() && !parts_words(static_cast<unsigned char>(text[i])) &&
           !is_letter(static_cast<unsigned char>(text[i])))
        ++i;
    return i < text.size() && is_letter(static_cast<unsigned char>(text[i]));
}

constexpr std::size_t counted_at_once = 16;

/// How many words begin in so many bytes, where all of them begin with a letter; without branches, so that the compiler
/// can look at them together. The byte before is looked at too.
std::optional<unsigned> words_begun(const char* bytes) {
    unsigned char letters = 0, signs = 0;
    for (std::size_t i = 0; i < counted_at_once; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]), before = static_cast<unsigned char>(bytes[i - 1]);
        const auto begins = static_cast<unsigned char>(parts_words(before) & !parts_words(byte));
        letters = static_cast<unsigned char>(letters + (begins & static_cast<unsigned char>(is_letter(byte))));
        signs |= static_cast<unsigned char>(begins & static_cast<unsigned char>(!is_letter(byte)));
    }
    if (signs != 0) return {};
    return letters;
}

}  // namespace

std::string sentence_before(std::string_view text, std::size_t begin, std::size_t limit) {
    const std::size_t lowest = begin > limit ? begin - limit : 0;
    std::size_t from = begin;
    while (from > lowest && !(from + 1 <= begin && from >= 2 && text[from - 1] == ' ' && ends_sentence(text, from - 2)))
        --from;
    if (from > 0 && from == lowest && text[from - 1] != ' ') {  // in the middle of a word
        const auto blank = text.find(' ', from);
        if (blank < begin) from = blank + 1;
        while (from < begin && continues_character(text[from])) ++from;
    }
    return std::string{text.substr(from, begin - from)};
}

std::string sentence_after(std::string_view text, std::size_t end, std::size_t limit) {
    const std::size_t highest = std::min(text.size(), end + limit);
    std::size_t to = end;
    while (to < highest && !ends_sentence(text, to)) ++to;
    if (to < highest) ++to;
    if (to < text.size() && to == highest && text[to] != ' ') {
        const auto blank = text.rfind(' ', to);
        if (blank != text.npos && blank > end) to = blank;
        while (to > end && continues_character(text[to])) --to;
    }
    return std::string{text.substr(end, to - end)};
}

std::string beginning(std::string_view text, std::size_t limit) {
    constexpr std::string_view more = "\xE2\x80\xA6";
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (text.size() <= limit) return std::string{text};
    std::size_t to = limit - more.size();
    const auto blank = text.rfind(' ', to);
    if (blank != text.npos && blank > 0) to = blank;
    while (to > 0 && continues_character(text[to])) --to;
    return std::string{text.substr(0, to)}.append(more);
}

std::uint32_t count_words(std::string_view text) {
    std::uint32_t words = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t end = std::min(i + counted_at_once, text.size());
        const auto begun = i > 0 && end < text.size() ? words_begun(text.data() + i) : std::nullopt;
        words += begun.value_or(0);
        if (begun) i = end;
        for (; i < end; ++i) words += begins_between_blanks(text, i) && holds_letter(text, i) ? 1 : 0;
    }
    return words;
}

}  // namespace knav
