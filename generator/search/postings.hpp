// Which pages have a term (of words that say nothing: which have it in their title), and how much they are about it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/page_terms.hpp"
#include "search/shards.hpp"
#include "search/word_store.hpp"

namespace knav::search {

[[nodiscard]] Averages average_length(std::span<const CountedPage> pages);

/// Four bytes, since there are millions.
struct Posting {
    std::uint32_t page : 24;
    std::uint32_t level : 5;  // 1 … levels - 1
    std::uint32_t name : 3;   // words of the page's shortest name that the term stands in; 0: in none
    friend bool operator==(const Posting&, const Posting&) = default;
};

class Postings {
public:
    /// `percent`: each page's own weight.
    Postings(std::span<const CountedPage> pages, std::span<const int> percent, const Ways& ways,
             const Averages& average, unsigned threads);
    [[nodiscard]] std::span<const Posting> of(TermNo term) const {
        return std::span{all_}.subspan(begin_[term], begin_[term + 1] - begin_[term]);
    }

private:
    std::vector<Posting> all_;
    std::vector<std::uint32_t> begin_;
};

/// How finely levels are told apart for a term that so many of the site's pages have. A word on every fourth page decides
/// little, and such words are most of the index.
[[nodiscard]] std::uint32_t level_step(std::size_t with, std::size_t pages);

/// A term's postings by page as they are published, levels made as coarse as its step.
struct EncodedPages {
    std::string numbers, levels;
    std::uint32_t pages = 0, rarity = 0;
    [[nodiscard]] TermPages view() const { return {numbers, levels, pages, rarity, nullptr}; }
};
[[nodiscard]] EncodedPages encode(std::string_view key, std::span<const Posting> postings, std::size_t pages_of_site);
/// Its levels alone.
[[nodiscard]] std::string encode_levels(std::span<const Posting> postings, std::size_t pages_of_site);
[[nodiscard]] std::vector<Posting> decode(const TermPages& pages, std::size_t pages_of_site);

}  // namespace knav::search
