// Which pages have a term, and how much they are about it: BM25F with fields weighed and lengths made up for, brought
// down to a few levels when the index is made. The browser needs no frequencies, lengths or positions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/document.hpp"
#include "search/shards.hpp"
#include "search/vocabulary.hpp"
#include "search/word_store.hpp"

namespace knav::search {

/// Four bytes, since there are millions.
struct Posting {
    std::uint32_t page : 24;
    std::uint32_t level : 5;  // 1 … levels - 1
    std::uint32_t name : 3;   // words of the page's shortest name that the term stands in; 0: in none
};

struct TermPostings {
    std::span<const Posting> pages;  // by number
    std::uint32_t rarity = 0;        // log2(1 + pages of the site / pages with the term), in sixteenths
};

class Postings {
public:
    /// `form_of_word`: for each word of the store, its number among the vocabulary's forms; `is_name`: whether it is by
    /// itself the name of a page.
    Postings(std::span<const Document> documents, std::span<const CountedPage* const> pages,
             std::span<const std::uint32_t> form_of_word, std::span<const char> is_name, const Vocabulary& vocabulary,
             unsigned threads);
    [[nodiscard]] TermPostings of(TermNo term) const;

private:
    std::vector<Posting> all_;
    std::vector<std::uint32_t> begin_;
    std::vector<char> is_year_;
    std::size_t pages_ = 0;
};

}  // namespace knav::search
