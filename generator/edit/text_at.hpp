// Finding one's way in the text of a file that is to be changed in place.
#pragma once

#include <string_view>

namespace knav {

inline constexpr std::string_view blanks = " \t\n";

/// Whether `word` stands at `offset`, which may be past the end.
[[nodiscard]] inline bool is_at(std::string_view text, std::size_t offset, std::string_view word) {
    return offset <= text.size() && text.substr(offset, word.size()) == word;
}

}  // namespace knav
