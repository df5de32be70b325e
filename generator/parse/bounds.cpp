#include "parse/bounds.hpp"

#include <algorithm>
#include <utility>

#include "text/ascii.hpp"

namespace knav {

namespace {

// Work is counted as products of what the parser walks through again and again. Each bound is some tens of
// milliseconds' worth, measured.
constexpr std::size_t most_level_lines = 3'000'000;      // depth of nesting times lines
constexpr std::size_t most_table_rereading = 8'000'000;  // lines like a table's second times bytes of their block
constexpr std::size_t most_bracket_pairs = 5'000'000;    // images begun times brackets closed, in one block
constexpr std::size_t most_brackets = 20'000;            // begun in one block
constexpr std::size_t most_expansion = 32'000'000;       // bytes of a reference's definition times brackets closed

/// What one line holds that costs.
struct Line {
    std::size_t markers = 0;  // of quotes and lists, before the text
    std::size_t indent = 0;   // columns of blank before the text
    std::size_t pipes = 0;
    std::size_t opened = 0;   // '['
    std::size_t images = 0;   // "!["
    std::size_t closed = 0;   // ']'
    bool blank = false;       // nothing but marks of quotes
    bool delimiter = false;   // may be a table's second line
    bool definition = false;  // may define a reference: "[x]: ..."
};

bool is_space_or_tab(char c) { return c == ' ' || c == '\t'; }

/// Length of a list marker at `i`, or 0.
std::size_t list_marker(std::string_view line, std::size_t i) {
    std::size_t end = i;
    if (line[i] == '-' || line[i] == '*' || line[i] == '+') {
        end = i + 1;
    } else if (is_ascii_digit(line[i])) {
        while (end < line.size() && end - i < 9 && is_ascii_digit(line[end])) ++end;
        if (end == line.size() || (line[end] != '.' && line[end] != ')')) return 0;
        ++end;
    }
    return end > i && (end == line.size() || is_space_or_tab(line[end])) ? end - i : 0;
}

/// Reads quote and list marks; returns where the text begins.
std::size_t read_prefix(std::string_view text, Line& line) {
    std::size_t i = 0;
    bool lists = false;
    while (i < text.size()) {
        if (is_space_or_tab(text[i])) {
            line.indent += text[i] == '\t' ? 4 : 1;
            ++i;
        } else if (text[i] == '>') {
            ++line.markers;
            ++i;
        } else if (const auto length = list_marker(text, i)) {
            lists = true;
            ++line.markers;
            i += length;
        } else {
            break;
        }
    }
    line.blank = i == text.size() && !lists;
    return i;
}

bool has(std::string_view text, char c) { return text.find(c) != text.npos; }

void count_brackets(std::string_view text, std::size_t begin, Line& line) {
    for (auto i = text.find(']', begin); i != text.npos; i = text.find(']', i + 1)) {
        ++line.closed;
        line.definition = line.definition || (text[begin] == '[' && i + 1 < text.size() && text[i + 1] == ':');
    }
    for (auto i = text.find('[', begin); i != text.npos; i = text.find('[', i + 1)) {
        ++line.opened;
        if (i > 0 && text[i - 1] == '!') ++line.images;
    }
}

Line read_line(std::string_view text) {
    Line line;
    const std::size_t begin = read_prefix(text, line);
    const auto words = text.substr(begin);
    // Most lines have none, which is seen at once.
    if (has(words, '|')) line.pipes = static_cast<std::size_t>(std::count(words.begin(), words.end(), '|'));
    count_brackets(text, begin, line);
    line.delimiter = text.find_first_not_of("|:- \t>*+.)0123456789") == text.npos && has(text, '-') &&
                     (has(text, '|') || has(text, ':'));
    return line;
}

/// Sums over a block: lines up to a blank one, which ends paragraphs and tables alike.
struct Block {
    std::size_t bytes = 0;
    std::size_t widest = 0;   // pipes on one line
    std::size_t columns = 0;  // of its widest table
    std::size_t rows = 0;     // lines from the first that makes a table
    std::size_t delimiters = 0;
    std::size_t opened = 0;
    std::size_t images = 0;
    std::size_t closed = 0;
    std::size_t definition = 0;  // bytes from the first definition on
};

class Counter {
public:
    std::optional<OverBounds> add(std::string_view text, std::uint32_t number) {
        const Line line = read_line(text);
        ++lines_;
        closed_ += line.closed;
        depth_ = std::max(depth_, line.markers + line.indent / 2);
        if (line.markers > deepest_nesting || depth_ * lines_ > most_level_lines) return nesting(number);
        if (line.blank) return end_block(number);
        block_.bytes += text.size() + 1;
        block_.widest = std::max(block_.widest, line.pipes);
        block_.opened += line.opened;
        block_.images += line.images;
        block_.closed += line.closed;
        if (line.definition || block_.definition > 0) block_.definition += text.size() + 1;
        if (line.delimiter) {
            ++block_.delimiters;
            block_.columns = std::max(block_.columns, line.pipes + 1);
        }
        if (block_.delimiters > 0) ++block_.rows;
        if (block_.images * block_.closed > most_bracket_pairs || block_.opened > most_brackets) return nesting(number);
        return {};
    }

    std::optional<OverBounds> end_block(std::uint32_t number) {
        const Block block = std::exchange(block_, {});
        longest_definition_ = std::max(longest_definition_, block.definition);
        if (block.delimiters == 0) return {};
        cells_ += block.columns * block.rows;
        rereading_ += block.delimiters * block.bytes;
        // A table written with bars at both ends has one more of them than columns.
        const bool wide = block.columns > most_table_columns + 2 || block.widest > 2 * most_table_columns;
        if (!wide && cells_ <= most_table_cells && rereading_ <= most_table_rereading) return {};
        const auto times = [](std::size_t columns, std::size_t rows) {
            return std::to_string(columns) + " \u00D7 " + std::to_string(rows);
        };
        return OverBounds{
            &rule::table_too_large,
            number,
            {times(block.columns, block.rows), times(most_table_columns, most_table_cells / most_table_columns)}};
    }

    std::optional<OverBounds> end(std::uint32_t number) {
        if (auto over = end_block(number)) return over;
        if (longest_definition_ * closed_ > most_expansion) return nesting(number);
        return {};
    }

private:
    static OverBounds nesting(std::uint32_t number) {
        return {&rule::nesting_too_deep, number, {std::to_string(deepest_nesting)}};
    }

    Block block_;
    std::size_t lines_ = 0;
    std::size_t depth_ = 0;
    std::size_t closed_ = 0;
    std::size_t cells_ = 0;
    std::size_t rereading_ = 0;
    std::size_t longest_definition_ = 0;
};

}  // namespace

std::optional<OverBounds> over_bounds(std::string_view markdown) {
    Counter counter;
    std::uint32_t number = 1;
    for (std::size_t begin = 0; begin < markdown.size(); ++number) {
        const std::size_t end = std::min(markdown.find('\n', begin), markdown.size());
        if (auto over = counter.add(markdown.substr(begin, end - begin), number)) return over;
        begin = end + 1;
    }
    return counter.end(number);
}

}  // namespace knav
