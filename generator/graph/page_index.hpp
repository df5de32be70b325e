// Pages by id: the question that joining pages asks a hundred thousand times.
// A flat table instead of std::unordered_map, which spends most of its time waiting for memory.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "graph/page.hpp"

namespace knav {

class PageIndex {
public:
    PageIndex() = default;
    /// `pages` must stay where they are in memory, and keep their ids.
    explicit PageIndex(std::span<const Page> pages);

    [[nodiscard]] PageNo find(std::string_view id) const;  // no_page when absent

private:
    struct Slot {
        std::uint32_t hash = 0;
        PageNo page = no_page;
        std::string_view id;  // of the page: saves going by way of it
    };

    std::vector<Slot> slots_;  // a power of two of them, at most half filled
};

}  // namespace knav
