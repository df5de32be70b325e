// What words two texts have in common, and which came or went: for showing a change to people.
#pragma once

#include <string_view>
#include <vector>

namespace knav {

enum class DiffKind { same, removed, added };

/// A run of words with the white space between and after them. Views of the texts compared.
struct DiffPiece {
    DiffKind kind = DiffKind::same;
    std::string_view text;
};

/// The pieces in order; what was removed stands before what took its place. Fewest words changed (Myers 1986), unless that
/// would take long: then a stretch in the middle is said to be replaced as a whole. Line ends are words of their own.
[[nodiscard]] std::vector<DiffPiece> word_diff(std::string_view before, std::string_view after);

}  // namespace knav
