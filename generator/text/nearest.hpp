// "Menade du ...?": the known word nearest to a mistyped one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace knav {

/// Edits (insert, delete, replace, swap neighbours) between two texts, in bytes; stops counting past `limit`.
[[nodiscard]] std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit);
/// The nearest candidate within a third of the word's length (at least 2 edits), compared without case and accents;
/// for ids ("npo/endokrin") a candidate that continues or shares the last part also counts. First among equals.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace knav
