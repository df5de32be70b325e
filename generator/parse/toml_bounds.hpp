// What must not be handed to the TOML library: it recurses once a level, so very deep keys and values end the process.
// A scanner that knows strings and comments from the rest and nothing more; syntax is the library's business.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace knav {

inline constexpr std::size_t largest_toml = 1'000'000;     // bytes
inline constexpr std::size_t longest_toml_line = 100'000;  // bytes
inline constexpr int deepest_toml = 32;                    // arrays and inline tables, or parts of a dotted key

/// The line (from 1) where values or dotted keys go deeper than `deepest_toml`, or nothing.
[[nodiscard]] std::optional<std::uint32_t> too_deep_toml(std::string_view text);
/// The line that is longer than `longest_toml_line`, or nothing.
[[nodiscard]] std::optional<std::uint32_t> too_long_toml_line(std::string_view text);

}  // namespace knav
