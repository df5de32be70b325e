// Where a page's front matter ends and its body begins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace knav {

struct FrontMatter {
    enum class State { read, missing, unclosed };
    State state = State::missing;
    std::string_view toml;        // between the +++ lines, from the second line of the file
    std::size_t body_begin = 0;   // byte after the closing line; the end of the text when unclosed
    std::uint32_t body_line = 1;  // line of the file that the body begins on
};

/// Front matter opens with a line +++ first of all and closes with the next such line (blanks may follow on it).
[[nodiscard]] FrontMatter split_front_matter(std::string_view text);

}  // namespace knav
