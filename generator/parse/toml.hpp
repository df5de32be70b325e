// TOML to values with places (TOML 1.0, by toml++, which is not seen outside toml.cpp).
#pragma once

#include <optional>
#include <string_view>

#include "parse/value.hpp"

namespace knav {

/// Reads one TOML text. `first_line` is the line of the file its first line stands on. A syntax error is reported at
/// `path` with its line and column and gives nothing: toml++ stops at the first. Bounded: over 1 MB, lines over
/// 100 kB, or keys and values nested over 32 deep are refused before the library sees them.
[[nodiscard]] std::optional<Table> parse_toml(std::string_view path, std::string_view text, std::uint32_t first_line,
                                              Diagnostics& found);

}  // namespace knav
