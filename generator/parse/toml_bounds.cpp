#include "parse/toml_bounds.hpp"

#include <algorithm>

namespace knav {

namespace {

bool three(std::string_view text, std::size_t i, char quote) {
    return i + 2 < text.size() && text[i] == quote && text[i + 1] == quote && text[i + 2] == quote;
}

/// Just past the string on one line that `begin` opens, if it holds nothing but itself; or else 0.
std::size_t skip_plain_string(std::string_view text, std::size_t begin) {
    const auto end = text.find(text[begin], begin + 1);
    if (end == text.npos || end == begin + 1) return 0;
    const auto held = text.substr(begin, end - begin);
    return held.find('\\') == held.npos && held.find('\n') == held.npos ? end + 1 : 0;
}

/// From the opening quote at `i` to just past the closing one. An unclosed string ends with its line, or the text.
std::size_t skip_string(std::string_view text, std::size_t i, std::uint32_t& line) {
    if (const auto end = skip_plain_string(text, i)) return end;
    const char quote = text[i];
    const bool multi_line = three(text, i, quote);
    for (i += multi_line ? 3 : 1; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n' && !multi_line) return i;
        if (c == '\\' && quote == '"' && i + 1 < text.size()) ++i;
        if (text[i] == '\n') ++line;
        if (c == quote && !multi_line) return i + 1;
        if (c == quote && three(text, i, quote)) return i + 3;
    }
    return i;
}

}  // namespace

std::optional<std::uint32_t> too_deep_toml(std::string_view text) {
    std::uint32_t line = 1;
    int depth = 0;
    int parts = 1;
    for (std::size_t i = 0; i < text.size();) {
        switch (text[i]) {
            case '"':
            case '\'': i = skip_string(text, i, line); continue;
            case '#': i = std::min(text.find('\n', i), text.size()); continue;
            case '\n':
                ++line;
                parts = 1;
                break;
            case '[':
            case '{':
                ++depth;
                parts = 1;
                break;
            case ']':
            case '}': depth = std::max(depth - 1, 0); break;
            case '=':
            case ',': parts = 1; break;
            case '.': ++parts; break;
            default: break;
        }
        if (depth > deepest_toml || parts > deepest_toml) return line;
        ++i;
    }
    return {};
}

std::optional<std::uint32_t> too_long_toml_line(std::string_view text) {
    if (text.size() <= longest_toml_line) return {};
    std::uint32_t line = 1;
    for (std::size_t begin = 0; begin < text.size(); ++line) {
        const auto end = std::min(text.find('\n', begin), text.size());
        if (end - begin > longest_toml_line) return line;
        begin = end + 1;
    }
    return {};
}

}  // namespace knav
