#include "parse/toml_slips.hpp"

#include <algorithm>
#include <initializer_list>

#include "text/ascii.hpp"
#include "text/utf8.hpp"

namespace knav {
namespace {

constexpr std::size_t longest_quote = 40;  // bytes of the line that a diagnostic repeats

bool says(std::string_view said, std::string_view words) { return said.find(words) != std::string_view::npos; }

/// The line at a place, cut in two there.
struct PlaceInLine {
    std::string_view before;
    std::string_view rest;
};

PlaceInLine place_in_line(std::string_view text, Position at) {
    for (auto line = at.line; line > 1 && !text.empty(); --line)
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    text = text.substr(0, text.find('\n'));
    std::size_t cut = 0;
    for (auto column = at.column; column > 1 && cut < text.size(); --column)
        static_cast<void>(next_code_point(text, cut));
    return {text.substr(0, cut), text.substr(cut)};
}

/// What stands there, without blanks at its end, and not too much of it.
std::string shown(std::string_view rest) {
    rest = rest.substr(0, std::min(rest.find_last_not_of(" \t\r") + 1, rest.size()));
    if (rest.size() <= longest_quote) return std::string{rest};
    std::size_t end = 0;
    for (auto next = end; next <= longest_quote; static_cast<void>(next_code_point(rest, next))) end = next;
    return std::string{rest.substr(0, end)} + "…";
}

/// The day or time around the place.
std::string moment_at(const PlaceInLine& line) {
    const auto belongs = [](char c) {
        return is_ascii_digit(c) || std::string_view{"-:.TZ+"}.find(c) != std::string_view::npos;
    };
    const auto begin = std::find_if_not(line.before.rbegin(), line.before.rend(), belongs).base();
    const auto end = std::find_if_not(line.rest.begin(), line.rest.end(), belongs);
    return std::string{begin, line.before.end()} + std::string{line.rest.begin(), end};
}

/// What toml++ puts between the last two apostrophes.
std::string named_in(std::string_view said) {
    const auto end = said.rfind('\'');
    const auto begin = end == std::string_view::npos || end == 0 ? end : said.rfind('\'', end - 1);
    return begin == std::string_view::npos ? std::string{} : std::string{said.substr(begin + 1, end - begin - 1)};
}

}  // namespace

Slip slip_of(std::string_view said, std::string_view text, Position at) {
    const auto line = place_in_line(text, at);
    const bool ended = says(said, "end-of-file");
    if (says(said, "parsing string") && (ended || says(said, "unescaped control"))) return {&rule::toml_text_open, {}};
    if (says(said, "parsing date") || says(said, "parsing time")) return {&rule::toml_date, {moment_at(line)}};
    if (says(said, "parsing array")) return {&rule::toml_list, {}};
    if (says(said, "parsing table header") && (ended || says(said, "expected ']'"))) return {&rule::toml_header, {}};
    if (says(said, "could not determine value type")) return {&rule::toml_text_unquoted, {shown(line.rest)}};
    if (says(said, "cannot redefine existing")) return {&rule::toml_key_twice, {named_in(said)}};
    if (says(said, "expected '='")) return {&rule::toml_equals, {shown(line.rest)}};
    if (says(said, "expected value")) return {&rule::toml_value_missing, {}};
    if (says(said, "expected a comment or whitespace")) return {&rule::toml_more, {shown(line.rest)}};
    if (says(said, "expected keys, tables")) return {&rule::toml_key, {shown(line.rest)}};
    return {&rule::toml_syntax, {std::string{said}}};
}

}  // namespace knav
