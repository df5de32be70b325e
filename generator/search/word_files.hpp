// The files by which words are found: w- and t- (index.hpp). From the vocabulary and the pages of each term.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "search/payload.hpp"
#include "search/shards.hpp"
#include "search/vocabulary.hpp"

namespace knav::search {

/// Where a term's pages are told: in which of the files of words, and at which bytes.
struct TermPlace {
    std::uint32_t file = 0;
    std::uint32_t numbers = 0, numbers_size = 0, levels = 0;
    std::uint32_t pages = 0, rarity = 0;  // no pages: nowhere
};

struct WordFiles {
    std::vector<Payload> words, tails;     // in order
    std::string word_starts, tail_starts;  // the first text of each, with spaces between
    std::vector<TermPlace> places;         // of each term, and of the people after them
};

/// `terms`: the pages of each term, and after them those of people and groups, for questions that ask for them.
[[nodiscard]] WordFiles make_word_files(const Vocabulary& vocabulary, std::span<const TermPages> terms,
                                        unsigned threads);

}  // namespace knav::search
