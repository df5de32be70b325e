#include "edit/link_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "edit/splice.hpp"
#include "edit/text_at.hpp"
#include "parse/link_target.hpp"
#include "text/utf8.hpp"

namespace knav {
namespace {

std::optional<LinkText> wiki_text(std::string_view text, std::size_t at, const Link& link) {
    if (is_at(text, at, "!")) ++at;
    if (!is_at(text, at, "[[")) return {};
    at = text.find_first_not_of(blanks, at + 2);
    if (at == text.npos || !is_at(text, at, link.target)) return {};
    return LinkText{at, at + link.target.size()};
}

/// Past a code span that begins at `at`; past its backticks alone if it never ends.
std::size_t past_code(std::string_view text, std::size_t at) {
    const auto inside = std::min(text.find_first_not_of('`', at), text.size());
    const auto marks = text.substr(at, inside - at);
    for (auto close = text.find(marks, inside); close != text.npos; close = text.find(marks, close)) {
        const auto end = std::min(text.find_first_not_of('`', close), text.size());
        if (end - close == marks.size()) return end;
        close = end;
    }
    return inside;
}

/// The ']' that answers the '[' at `open`.
std::optional<std::size_t> closing_bracket(std::string_view text, std::size_t open) {
    int depth = 0;
    for (auto at = open; at < text.size();) {
        switch (text[at]) {
            case '\\': at += 2; continue;
            case '`': at = past_code(text, at); continue;
            case '[': ++depth; break;
            case ']':
                if (--depth == 0) return at;
                break;
            default: break;
        }
        ++at;
    }
    return {};
}

/// The destination that begins at or after `at`, if it is the one the link was read as.
std::optional<LinkText> destination(std::string_view text, std::size_t at, const Link& link) {
    at = text.find_first_not_of(blanks, at);
    if (at == text.npos) return {};
    const bool bracketed = text[at] == '<';
    at += bracketed ? 1 : 0;
    auto end = at;
    for (int depth = 0; end < text.size(); ++end) {
        const char c = text[end];
        if (bracketed ? c == '>' || c == '\n' : blanks.find(c) != blanks.npos) break;
        if (c == '(') ++depth;
        if (c == ')' && --depth < 0 && !bracketed) break;
    }
    const auto url = text.substr(at, end - at);
    const auto read = link_target(url);
    if (read.kind != link.kind || read.target != link.target) return {};
    return LinkText{at, at + std::min(url.find_first_of("?#"), url.size())};
}

/// As labels of definitions are compared (CommonMark 4.7): without case, blanks run together.
std::string comparable(std::string_view label) {
    std::string made;
    for (const char c : label) {
        const bool blank = blanks.find(c) != blanks.npos;
        if (!blank)
            made += c;
        else if (!made.empty() && made.back() != ' ')
            made += ' ';
    }
    if (made.ends_with(' ')) made.pop_back();
    return lower(made);
}

/// The line "[label]: address".
std::optional<LinkText> definition(std::string_view text, std::string_view label, const Link& link) {
    const auto wanted = comparable(label);
    for (std::size_t line = 0; line < text.size(); line = std::min(text.find('\n', line), text.size() - 1) + 1) {
        const auto open = text.find_first_not_of(" >", line);
        if (open == text.npos || text[open] != '[') continue;
        const auto close = closing_bracket(text, open);
        if (!close || !is_at(text, *close + 1, ":") || comparable(text.substr(open + 1, *close - open - 1)) != wanted)
            continue;
        if (const auto found = destination(text, *close + 2, link)) return found;
    }
    return {};
}

std::optional<LinkText> markdown_text(std::string_view text, std::size_t at, const Link& link) {
    if (is_at(text, at, "!")) ++at;
    if (!is_at(text, at, "[")) return {};
    const auto close = closing_bracket(text, at);
    if (!close) return {};
    if (is_at(text, *close + 1, "(")) {
        if (const auto found = destination(text, *close + 2, link)) return found;
    }
    auto label = text.substr(at + 1, *close - at - 1);
    if (is_at(text, *close + 1, "[")) {
        const auto end = text.find(']', *close + 2);
        const auto name = end == text.npos ? std::string_view{} : text.substr(*close + 2, end - *close - 2);
        if (!name.empty()) label = name;
    }
    return definition(text, label, link);
}

}  // namespace

std::optional<LinkText> link_text(std::string_view text, const Link& link) {
    const auto at = offset_of(text, link.at);
    if (!at || link.target.empty()) return {};
    const bool wiki = link.kind == LinkKind::wiki || link.kind == LinkKind::transclusion;
    return wiki ? wiki_text(text, *at, link) : markdown_text(text, *at, link);
}

std::string written_address(std::string_view path) {
    constexpr std::string_view encoded = " ()<>%#?\\";
    std::string made;
    for (const char c : path) {
        if (encoded.find(c) == encoded.npos)
            made += c;
        else
            made += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return made;
}

}  // namespace knav
