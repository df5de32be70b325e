// ~~struck~~ text (GFM §6.5). cmark-gfm's own extension for it shares a table between threads, so the marks are found
// while text is written and paired when their block ends: which of them close is not known earlier.
#pragma once

#include <cstdint>
#include <vector>

#include "parse/html_writer.hpp"

namespace knav {

class Strikethrough {
public:
    /// A mark at the end of what is written. `container` tells inline elements apart (a pair does not straddle one);
    /// it can open before a character that is no blank, close after one.
    void mark(const HtmlWriter& html, std::uint32_t container, bool can_open, bool can_close);
    /// Writes <del>, </del> or the tildes themselves where the marks were.
    void end_block(HtmlWriter& html);

private:
    struct Mark {
        std::size_t offset = 0;  // into the html
        std::size_t hole = 0;    // the first hole after it
        std::uint32_t container = 0;
        bool can_open = false;
        bool can_close = false;
        std::string_view written = "~~";
    };
    void pair();

    std::vector<Mark> marks_;
};

}  // namespace knav
