// A group's surroundings as a picture and in words: what it belongs to and mirrors above, what belongs to it below.
#pragma once

#include <string>

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

struct Neighbours {
    std::string svg;  // empty when there is nothing to draw
    View::List text;  // [{label items[title url]}], the same in words
};

[[nodiscard]] Neighbours neighbours(const Lens& lens, PageNo page);

/// Lines of at most `width` characters, broken between words; a last line that won't fit ends in "…".
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width, std::size_t most_lines);

}  // namespace knav
