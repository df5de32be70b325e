#include "parse/source_text.hpp"

#include <algorithm>
#include <cstring>

#include "text/utf8.hpp"

namespace knav {

namespace {

// How far ahead is looked for one construct, so that a hostile page cannot make every search walk all of it.
constexpr std::size_t farthest = 16 * 1024;
constexpr int most_candidates = 100;
constexpr std::string_view emphasis = "*_~`![<";  // what may stand between a link's bracket and its words

/// Whether `source` is how `parsed` may have been written: equal up to a backslash, an entity or a line break.
bool may_be(std::string_view source, std::string_view parsed) {
    const std::size_t length = std::min({source.size(), parsed.size(), std::size_t{32}});
    for (std::size_t i = 0; i < length; ++i) {
        if (source[i] == parsed[i]) continue;
        const bool rewritten = source[i] == '\\' || source[i] == '&' || parsed[i] == '\n' || parsed[i] == ' ';
        return rewritten;
    }
    return length == std::min(parsed.size(), std::size_t{32});
}

bool is_escaped(std::string_view text, std::size_t offset) {
    std::size_t backslashes = 0;
    while (backslashes < offset && text[offset - backslashes - 1] == '\\') ++backslashes;
    return backslashes % 2 == 1;
}

}  // namespace

SourceText::SourceText(std::string_view text, std::uint32_t first_line)
    : text_(text), first_line_(first_line), known_{first_line, 1} {
    lines_.reserve(text.size() / 40 + 2);
    lines_.push_back(0);
    for (const char* at = text.data(); !text.empty();) {
        at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(text.data() + text.size() - at)));
        if (!at) break;
        lines_.push_back(static_cast<std::uint32_t>(++at - text.data()));
    }
}

std::size_t SourceText::line_begin(int line) const {
    if (line < 1) return 0;
    const auto index = static_cast<std::size_t>(line - 1);
    return index < lines_.size() ? lines_[index] : text_.size();
}

Position SourceText::position(std::size_t offset) {
    const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset);
    const auto line = static_cast<std::uint32_t>(after - lines_.begin());
    Position at{first_line_ + line - 1, 1};
    std::size_t from = lines_[line - 1];
    if (known_.line == at.line && known_offset_ <= offset) {
        from = known_offset_;
        at = known_;
    }
    at.column += static_cast<std::uint32_t>(code_points(text_.substr(from, offset - from)));
    known_offset_ = offset;
    known_ = at;
    return at;
}

void SourceText::enter_block(int first_line, int last_line) {
    // A block without lines (cmark gives none to text just above a table) begins where the one before it ended.
    begin_ = first_line > 0 ? line_begin(first_line) : end_;
    end_ = first_line > 0 ? std::max(line_begin(std::max(first_line, last_line) + 1), begin_)
                          : std::min(begin_ + farthest, text_.size());
    cursor_ = std::max(cursor_, begin_);
}

std::size_t SourceText::block_begin() const {
    const auto begin = text_.find_first_not_of(" \t>", begin_);
    return begin < end_ ? begin : begin_;
}

std::size_t SourceText::search(std::string_view needle, std::size_t from) const {
    const std::size_t end = std::min(end_, from + farthest);
    if (from >= end) return std::string_view::npos;
    return text_.substr(0, end).find(needle, from);
}

SourceText::WikiPlace SourceText::find_wiki(std::string_view inside) {
    std::size_t at = search("[[", cursor_);
    for (int tried = 0; at != std::string_view::npos; at = search("[[", at + 1)) {
        if (may_be(text_.substr(at + 2), inside)) {
            cursor_ = at + 2;
            return {is_escaped(text_, at) ? Wiki::escaped : Wiki::found, at};
        }
        if (++tried == most_candidates || at - cursor_ > farthest) return {Wiki::elsewhere, block_begin()};
    }
    return {end_ > cursor_ + farthest ? Wiki::elsewhere : Wiki::escaped, block_begin()};
}

std::size_t SourceText::find_labelled(std::string_view open, std::string_view label) {
    const std::size_t first = search(open, cursor_);
    std::size_t at = first;
    for (int tried = 0; at != std::string_view::npos && tried < most_candidates; ++tried) {
        std::size_t behind = at + open.size();
        for (int marks = 0; marks < 6 && behind < end_ && emphasis.find(text_[behind]) != emphasis.npos; ++marks)
            ++behind;
        if (!is_escaped(text_, at) && may_be(text_.substr(behind), label)) break;
        at = search(open, at + 1);
    }
    if (at == std::string_view::npos) at = first;
    if (at == std::string_view::npos) return block_begin();
    cursor_ = at + open.size();
    return at;
}

std::optional<std::size_t> SourceText::find(std::string_view literal) {
    const auto at = search(literal.substr(0, std::min({literal.size(), literal.find('\n'), std::size_t{64}})), cursor_);
    if (at == std::string_view::npos) return {};
    cursor_ = at + 1;
    return at;
}

}  // namespace knav
