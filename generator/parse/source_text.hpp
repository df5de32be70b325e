// Where things stand: from a construct of the Markdown tree back to its line and column in the file.
// cmark's own columns are not used: softbreaks carry none, and `\|` in a table shifts those after it. Instead the
// construct is searched for in the lines of its block, forward from the one before it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"

namespace knav {

class SourceText {
public:
    /// `first_line` is the file's number of the text's first line. The text must outlive this.
    SourceText(std::string_view text, std::uint32_t first_line);

    [[nodiscard]] std::string_view text() const { return text_; }
    /// Byte where a line of the text begins, lines from 1; beyond the last one the text's end.
    [[nodiscard]] std::size_t line_begin(int line) const;
    /// Line of the file, column in code points. Cheapest in ascending order.
    [[nodiscard]] Position position(std::size_t offset);

    /// What is searched for from now on stands on these lines of the text. Never goes back.
    void enter_block(int first_line, int last_line);
    /// Where the block begins, blanks and quote marks passed over.
    [[nodiscard]] std::size_t block_begin() const;

    enum class Wiki { found, elsewhere, escaped };
    struct WikiPlace {
        Wiki wiki = Wiki::escaped;
        std::size_t offset = 0;
    };
    /// The next "[[" followed by `inside`. `escaped`: it is not there as written, so its brackets came of backslashes
    /// or entities and are no link. `elsewhere`: not found near by; it may be a link whose place is not known.
    WikiPlace find_wiki(std::string_view inside);
    /// The next `open` with `label` behind it (marks of emphasis may stand between); else the block's begin.
    std::size_t find_labelled(std::string_view open, std::string_view label);
    /// The next place of a literal text.
    std::optional<std::size_t> find(std::string_view literal);

    [[nodiscard]] std::size_t cursor() const { return cursor_; }
    void set_cursor(std::size_t cursor) { cursor_ = cursor; }

private:
    [[nodiscard]] std::size_t search(std::string_view needle, std::size_t from) const;

    std::string_view text_;
    std::uint32_t first_line_;
    std::vector<std::uint32_t> lines_;  // byte where each begins
    std::size_t begin_ = 0;             // of the block
    std::size_t end_ = 0;
    std::size_t cursor_ = 0;
    std::size_t known_offset_ = 0;  // the last place asked for, so that a long line is counted once
    Position known_;
};

}  // namespace knav
