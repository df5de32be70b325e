// What must not be handed to the TOML library: it recurses once a level, so very deep keys and values end the process,
// and a letter beyond ASCII outside quotes ("å = 1") takes it to a point its authors declared unreachable.
// A scanner that knows strings and comments from the rest and nothing more; syntax is the library's business.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace knav {

inline constexpr std::size_t largest_toml = 1'000'000;       // bytes
inline constexpr std::size_t longest_toml_line = 100'000;    // bytes
inline constexpr int deepest_toml = 32;                      // arrays and inline tables, or parts of a dotted key

struct TomlObstacle {
    enum class Kind { depth, letter } kind = Kind::depth;
    std::uint32_t line = 1;
    std::size_t offset = 0;
};
/// Where values or dotted keys first go deeper than `deepest_toml`, or a byte beyond ASCII stands outside strings and
/// comments. Nothing if the library may have the text.
[[nodiscard]] std::optional<TomlObstacle> toml_obstacle(std::string_view text);
/// The line that is longer than `longest_toml_line`, or nothing.
[[nodiscard]] std::optional<std::uint32_t> too_long_toml_line(std::string_view text);

}  // namespace knav
