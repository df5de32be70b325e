#include "graph/page_index.hpp"

#include <bit>
#include <functional>

namespace knav {

namespace {

std::uint32_t hash_of(std::string_view id) {
    const std::uint64_t hash = std::hash<std::string_view>{}(id);
    return static_cast<std::uint32_t>(hash ^ hash >> 32U);
}

}  // namespace

PageIndex::PageIndex(std::span<const Page> pages) : slots_(std::bit_ceil(pages.size() * 2 + 2)) {
    const std::size_t mask = slots_.size() - 1;
    for (PageNo number = 0; number < pages.size(); ++number) {
        const auto hash = hash_of(pages[number].id);
        std::size_t at = hash & mask;
        while (slots_[at].page != no_page) at = (at + 1) & mask;
        slots_[at] = {hash, number, pages[number].id};
    }
}

PageNo PageIndex::find(std::string_view id) const {
    if (slots_.empty()) return no_page;
    const std::size_t mask = slots_.size() - 1;
    const auto hash = hash_of(id);
    for (std::size_t at = hash & mask; slots_[at].page != no_page; at = (at + 1) & mask) {
        if (slots_[at].hash == hash && slots_[at].id == id) return slots_[at].page;
    }
    return no_page;
}

}  // namespace knav
