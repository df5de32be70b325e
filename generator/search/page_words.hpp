// One page's words, counted by field. The costly part of taking in a page, and a function of its text alone: kept
// between runs by the text's digest.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/document.hpp"
#include "search/text_arena.hpp"
#include "search/word_numbers.hpp"

namespace knav::search {

struct CountedWord {
    std::uint32_t word = 0;  // its number: of a counter, or of the store
    std::array<std::uint8_t, field_count> counts{};
    std::uint8_t name = 0;  // how many words the shortest of the page's names has that it stands in; 0: it is in none
    friend bool operator==(const CountedWord&, const CountedWord&) = default;
};

struct PageWords {
    std::vector<CountedWord> words;  // in the order of their first standing
    std::array<std::uint32_t, field_count> lengths{};
    std::vector<Abbreviation> abbreviations;  // "words (ABBR)" in the text, and the document's own
};

/// Counts one page after another; for one thread. A word is numbered, from 0, when it is first seen.
class WordCounter {
public:
    [[nodiscard]] PageWords count(const Document& document);
    [[nodiscard]] const std::vector<std::string_view>& words() const { return words_.all(); }  // by number

private:
    CountedWord& counted(std::string_view word);
    std::uint32_t number(std::string_view word);

    TextArena texts_;
    WordNumbers words_;
    std::vector<std::uint32_t> places_;  // by number: where in the page's words it is, plus one
    std::vector<CountedWord> page_;
};

/// "Det regionala medicinska programområdet (RMPO)": RMPO and the words its letters come from. A letter may come from
/// within a word, since Swedish joins words. Every such pair of a text, in order.
[[nodiscard]] std::vector<Abbreviation> abbreviations_in(std::string_view text);

}  // namespace knav::search
