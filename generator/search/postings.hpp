// Which pages have a term (of words that say nothing: which have it in their title), and how much they are about it:
// BM25F with fields weighed and lengths made up for, brought down to a few levels when the index is made. The browser
// needs no frequencies, lengths or positions.
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

/// What a word of the store is to the site's index.
struct SiteWord {
    std::uint32_t form = 0;     // its number among the vocabulary's forms; of a word that no page has any more, none
    bool is_name = false;       // some page is called so, and nothing more
    bool says_nothing = false;  // a stop word
};

class Postings {
public:
    /// `words`: of each word of the store.
    Postings(std::span<const Document> documents, std::span<const CountedPage* const> pages,
             std::span<const SiteWord> words, const Vocabulary& vocabulary, unsigned threads);
    [[nodiscard]] TermPostings of(TermNo term) const;

private:
    std::vector<Posting> all_;
    std::vector<std::uint32_t> begin_;
    std::vector<char> is_year_;
    std::size_t pages_ = 0;
};

}  // namespace knav::search
