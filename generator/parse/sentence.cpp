#include "parse/sentence.hpp"

#include <algorithm>
#include <array>

namespace knav {

namespace {

bool continues(char c) { return (c & '\xC0') == '\x80'; }

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

}  // namespace

std::string sentence_before(std::string_view text, std::size_t begin, std::size_t limit) {
    const std::size_t lowest = begin > limit ? begin - limit : 0;
    std::size_t from = begin;
    while (from > lowest && !(from + 1 <= begin && from >= 2 && text[from - 1] == ' ' && ends_sentence(text, from - 2)))
        --from;
    if (from > 0 && from == lowest && text[from - 1] != ' ') {  // in the middle of a word
        const auto blank = text.find(' ', from);
        if (blank < begin) from = blank + 1;
        while (from < begin && continues(text[from])) ++from;
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
        while (to > end && continues(text[to])) --to;
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
    while (to > 0 && continues(text[to])) --to;
    return std::string{text.substr(0, to)}.append(more);
}

std::uint32_t count_words(std::string_view text) {
    enum : char { other, blank, letter };
    static constexpr std::array<char, 256> sorts = [] {
        std::array<char, 256> made{};
        for (unsigned c = 0; c < 256; ++c) {
            const bool in_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                 (c >= 0xC3 && c != 0xE2);  // C2 and E2 begin dashes, quotes and arrows
            made[c] = in_word ? letter : other;
        }
        made[' '] = made['\n'] = made['\t'] = blank;
        return made;
    }();
    const auto sort_of = [](char c) { return sorts[static_cast<unsigned char>(c)]; };
    std::uint32_t words = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (sort_of(text[i]) != letter) continue;
        ++words;
        while (i < text.size() && sort_of(text[i]) != blank) ++i;
    }
    return words;
}

}  // namespace knav
