// Splices: a text with some of its bytes replaced and all others as they were. Every edit of a file that a person has
// written is made of these, so that comments, blanks and order stay theirs.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"

namespace knav {

/// The bytes [begin, end) become `text`.
struct Splice {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
    friend auto operator<=>(const Splice&, const Splice&) = default;
};

/// Splices in any order; one that is there twice is made once. They must not overlap.
[[nodiscard]] std::string spliced(std::string_view text, std::vector<Splice> splices);

/// The byte that a position points at; nothing if the text has no such place. `text` must be valid UTF-8 with LF line
/// ends, for so positions are counted.
[[nodiscard]] std::optional<std::size_t> offset_of(std::string_view text, Position at);
/// The position of a byte.
[[nodiscard]] Position position_of(std::string_view text, std::size_t offset);

}  // namespace knav
