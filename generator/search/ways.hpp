// What words count for: a vocabulary as two flat tables, asked for every word of every page, and kept from one index to
// the next, so that the next can tell whether a page that is as it was would still be found by the same terms.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "search/site_words.hpp"
#include "search/vocabulary.hpp"
#include "text/binary.hpp"

namespace knav::search {

struct Ways {
    std::vector<char> says_nothing;           // of word n of the store
    std::vector<std::uint32_t> shares_begin;  // of word n; its shares end where those of n + 1 begin
    std::vector<Share> shares;
    std::vector<std::uint32_t> expansions_begin;  // of term n
    std::vector<Expansion> expansions;
    std::vector<char> is_name;  // of term n: whether some page is called so, and nothing more

    Ways() = default;
    /// The vocabulary's forms are the site's words in their order.
    Ways(const Vocabulary& vocabulary, const SiteWords& site);

    [[nodiscard]] std::size_t words() const { return says_nothing.size(); }
    [[nodiscard]] std::size_t terms() const { return is_name.size(); }
    [[nodiscard]] std::span<const Share> of(std::uint32_t word) const {
        return std::span{shares}.subspan(shares_begin[word], shares_begin[word + 1] - shares_begin[word]);
    }

    void write(BinaryWriter& out) const;
    void read(BinaryReader& in);
};

inline constexpr TermNo no_term = 0xffffffffU;

/// For each term of `before` its number in `after`, or no_term; nothing unless every word that both know counts for the
/// same terms, these lead to the same others, and are names of pages alike. Keys ascend.
[[nodiscard]] std::optional<std::vector<TermNo>> same_ways(const Ways& before, std::span<const std::string_view> keys,
                                                           const Ways& after, const std::vector<Term>& terms);

}  // namespace knav::search
