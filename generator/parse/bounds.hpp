// Whether a Markdown text may be handed to the parser. cmark-gfm has inputs whose cost grows with the square of their
// length (wide tables, repeated table heads, deep quotes, brackets left open, long reference targets used many times),
// so what drives each of them is counted first, in one pass. No page written by a person comes near these bounds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/rules.hpp"

namespace knav {

inline constexpr std::size_t most_table_columns = 100;
inline constexpr std::size_t most_table_cells = 20'000;  // of a page: columns times rows, summed
inline constexpr std::size_t deepest_nesting = 64;

struct OverBounds {
    const Rule* rule = nullptr;
    std::uint32_t line = 1;  // of the text
    std::vector<std::string> arguments;
};

[[nodiscard]] std::optional<OverBounds> over_bounds(std::string_view markdown);

}  // namespace knav
