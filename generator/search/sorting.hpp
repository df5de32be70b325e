// Texts in byte order, many at once: most comparisons are decided by the first bytes, which are held beside the text.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace knav::search {

/// The first eight bytes as a number, that is ordered as they are.
[[nodiscard]] inline std::uint64_t first_bytes(std::string_view text) {
    unsigned char bytes[8] = {};
    text.copy(reinterpret_cast<char*>(bytes), sizeof bytes);
    std::uint64_t first = 0;
    for (const auto byte : bytes) first = first << 8U | byte;
    return first;
}

/// A text to sort by, and what it is of.
struct Sortable {
    explicit Sortable(std::string_view said, std::uint32_t whose = 0)
        : first(first_bytes(said)), text(said), of(whose) {}

    std::uint64_t first = 0;
    std::string_view text;
    std::uint32_t of = 0;
    friend bool operator<(const Sortable& one, const Sortable& other) {
        return one.first != other.first ? one.first < other.first : one.text < other.text;
    }
    friend bool operator==(const Sortable& one, const Sortable& other) { return one.text == other.text; }
};

}  // namespace knav::search
