#include "edit/toml_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "edit/text_at.hpp"

namespace knav {
namespace {

/// Past blanks, line ends and comments.
std::size_t past_nothing(std::string_view text, std::size_t at) {
    while (true) {
        at = std::min(text.find_first_not_of(blanks, at), text.size());
        if (at == text.size() || text[at] != '#') return at;
        at = std::min(text.find('\n', at), text.size());
    }
}

std::size_t line_begin(std::string_view text, std::size_t at) {
    const auto before = at == 0 ? text.npos : text.rfind('\n', at - 1);
    return before == text.npos ? 0 : before + 1;
}

/// A list of strings as it stands.
struct ListText {
    std::size_t open = 0;  // its '['
    std::vector<TomlString> elements;
};

std::optional<ListText> list_text(std::string_view text, const Value& list) {
    const auto open = offset_of(text, list.at());
    if (!open || !is_at(text, *open, "[")) return {};
    ListText made{*open, {}};
    for (const auto& element : list.array()) {
        const auto offset = offset_of(text, element.at());
        const auto string = offset ? toml_string_at(text, *offset) : std::nullopt;
        if (!string) return {};
        made.elements.push_back(*string);
    }
    return made;
}

Splice appended(std::string_view text, const ListText& list, const std::string& element) {
    if (list.elements.empty()) return {list.open + 1, list.open + 1, element};
    const auto& last = list.elements.back();
    const auto begin = line_begin(text, last.begin);
    // One element a line: the new one gets a line too, as far in as the last.
    const auto indent = text.substr(begin, last.begin - begin);
    const bool own_line = begin > list.open && indent.find_first_not_of(" \t") == indent.npos;
    return {last.end, last.end, own_line ? fmt::format(",\n{}{}", indent, element) : ", " + element};
}

/// The element with the comma that goes with it.
Splice removed(std::string_view text, const ListText& list, std::size_t number) {
    const auto& element = list.elements[number];
    if (number > 0) return {list.elements[number - 1].end, element.end, ""};
    if (list.elements.size() > 1) return {element.begin, list.elements[1].begin, ""};
    const auto next = past_nothing(text, element.end);
    return {element.begin, is_at(text, next, ",") ? next + 1 : element.end, ""};
}

/// The lines of a key and its list of one element, if nothing else stands on them.
std::optional<Splice> whole_line(std::string_view text, const ListText& list, const Entry& entry) {
    const auto key = offset_of(text, entry.key_at);
    auto close = past_nothing(text, list.elements.front().end);
    if (is_at(text, close, ",")) close = past_nothing(text, close + 1);
    if (!key || !is_at(text, close, "]") || !is_at(text, close + 1, "\n") || line_begin(text, *key) != *key) return {};
    return Splice{*key, close + 2, ""};
}

}  // namespace

std::optional<TomlString> toml_string_at(std::string_view text, std::size_t offset) {
    if (offset >= text.size() || (text[offset] != '"' && text[offset] != '\'')) return {};
    const char mark = text[offset];
    const std::size_t marks = is_at(text, offset, std::string(3, mark)) ? 3 : 1;
    const std::string close(marks, mark);
    auto at = offset + marks;
    for (; at < text.size() && !is_at(text, at, close); ++at) {
        if (marks == 1 && text[at] == '\n') return {};
        if (mark == '"' && text[at] == '\\') ++at;
    }
    if (at >= text.size()) return {};
    // Up to two quotes may stand just before the three that close.
    if (marks == 3)
        while (is_at(text, at + 1, close)) ++at;
    return TomlString{offset, at + marks, offset + marks, at};
}

std::string toml_quoted(std::string_view text) {
    std::string made = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            made.append(1, '\\').append(1, c);
        else if (c == '\n')
            made += "\\n";
        else if (c == '\t')
            made += "\\t";
        else if (byte < 0x20 || byte == 0x7F)
            made += fmt::format("\\u{:04X}", byte);
        else
            made += c;
    }
    return made + "\"";
}

std::string toml_written(const Value& value) {
    switch (value.kind()) {
        case ValueKind::string: return toml_quoted(value.text());
        case ValueKind::array: {
            std::string made;
            for (const auto& element : value.array()) made += (made.empty() ? "" : ", ") + toml_written(element);
            return "[" + made + "]";
        }
        case ValueKind::table: {
            std::string made;
            for (const auto& entry : value.table().entries()) {
                made += fmt::format("{}{} = {}", made.empty() ? "" : ", ", entry.key, toml_written(entry.value));
            }
            return "{ " + made + " }";
        }
        default: return value.written();
    }
}

std::optional<std::vector<Splice>> toml_list_with(std::string_view text, const Value& list, std::string_view add,
                                                  std::string_view instead_of) {
    const auto written = list_text(text, list);
    if (!written) return {};
    std::optional<Splice> splice;
    for (std::size_t i = 0; i < written->elements.size(); ++i) {
        if (list.array()[i].text() == add) return std::vector<Splice>{};
        const auto& element = written->elements[i];
        if (list.array()[i].text() == instead_of) splice = Splice{element.begin, element.end, toml_quoted(add)};
    }
    return std::vector{splice ? *splice : appended(text, *written, toml_quoted(add))};
}

std::optional<std::vector<Splice>> toml_list_without(std::string_view text, const Entry& list, std::string_view word) {
    const auto written = list_text(text, list.value);
    if (!written) return {};
    for (std::size_t i = 0; i < written->elements.size(); ++i) {
        if (list.value.array()[i].text() != word) continue;
        const auto line = written->elements.size() == 1 ? whole_line(text, *written, list) : std::nullopt;
        return std::vector{line ? *line : removed(text, *written, i)};
    }
    return std::vector<Splice>{};
}

std::optional<Splice> toml_line_of(std::string_view text, const Entry& entry) {
    const auto key = offset_of(text, entry.key_at);
    const auto value = offset_of(text, entry.value.at());
    const auto string = value ? toml_string_at(text, *value) : std::nullopt;
    if (!key || !string || line_begin(text, *key) != *key) return {};
    const auto line_end = text.find('\n', string->end);
    const auto rest = text.find_first_not_of(" \t", string->end);
    if (line_end == text.npos || (rest < line_end && text[rest] != '#')) return {};
    return Splice{*key, line_end + 1, ""};
}

std::optional<Splice> toml_line_after(std::string_view text, const Entry& after, std::string_view key,
                                      std::string_view value) {
    const auto key_at = offset_of(text, after.key_at);
    const auto value_at = offset_of(text, after.value.at());
    if (!key_at || !value_at || *value_at < *key_at) return {};
    const auto string = toml_string_at(text, *value_at);
    const auto line_end = text.find('\n', string ? string->end : *value_at);
    if (line_end == text.npos) return {};
    const auto equals = text.find('=', *key_at);
    const auto width = equals == text.npos || equals > *value_at ? 0 : std::max(equals - *key_at, std::size_t{1}) - 1;
    return Splice{line_end + 1, line_end + 1, fmt::format("{:<{}} = {}\n", key, width, value)};
}

}  // namespace knav
