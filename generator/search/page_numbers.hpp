// Ascending numbers in few bits: the middle one first, within what its neighbours leave room for, then each half alike
// (binary interpolative coding, Moffat and Stuiver 2000). Pages that lie close together, and words that nearly all pages
// have, cost next to nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace knav::search {

/// `numbers`: ascending, each once, all below `limit`.
[[nodiscard]] std::string encode_numbers(std::span<const std::uint32_t> numbers, std::uint32_t limit);

/// So many numbers again; nothing of bytes that are too few, or of more numbers than there are below the limit.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> decode_numbers(std::string_view bytes, std::size_t count,
                                                                       std::uint32_t limit);

}  // namespace knav::search
