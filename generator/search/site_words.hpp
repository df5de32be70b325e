// The words that a site's pages have, in order, and on how many each stands.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/page_words.hpp"
#include "text/binary.hpp"

namespace knav::search {

class CountedPage;

/// What a word of the store is to the site.
struct SiteWord {
    std::uint32_t pages = 0;    // on how many it stands
    bool is_name = false;       // some page is called so, and nothing more
    bool says_nothing = false;  // a stop word
};

struct SiteWords {
    std::vector<SiteWord> words;       // of the store, by number
    std::vector<std::uint32_t> order;  // numbers of those that stand on pages, by spelling

    [[nodiscard]] static SiteWords of(std::span<const CountedPage> pages, std::span<const std::string_view> spelling);
    /// Pages whose words were `lost` have the words `found` instead.
    void replace(std::span<const CountedWord> lost, std::span<const CountedWord> found,
                 std::span<const std::string_view> spelling);

    void write(BinaryWriter& out) const;
    void read(BinaryReader& in);

private:
    void grow(std::span<const std::string_view> spelling);
};

}  // namespace knav::search
