// One page's words, counted by field. The costly part of taking in a page, and a function of its text alone: kept
// between runs by the text's digest.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "search/document.hpp"

namespace knav::search {

struct WordCount {
    std::string word;  // as words_of gives it
    std::array<std::uint8_t, field_count> counts{};
    std::uint8_t name = 0;  // how many words the shortest of the page's names has that it stands in; 0: it is in none
    friend bool operator==(const WordCount&, const WordCount&) = default;
};

struct PageWords {
    std::vector<WordCount> words;  // by word
    std::array<std::uint32_t, field_count> lengths{};
    std::vector<Abbreviation> abbreviations;  // "words (ABBR)" in the text, and the document's own
    friend bool operator==(const PageWords&, const PageWords&) = default;
};

[[nodiscard]] PageWords count_words(const Document& document);

/// "Det regionala medicinska programområdet (RMPO)": RMPO and the words its letters come from. A letter may come from
/// within a word, since Swedish joins words. Every such pair of a text, in order.
[[nodiscard]] std::vector<Abbreviation> abbreviations_in(std::string_view text);

}  // namespace knav::search
