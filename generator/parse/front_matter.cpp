#include "parse/front_matter.hpp"

#include <algorithm>

namespace knav {

namespace {

bool is_fence(std::string_view line) {
    return line.starts_with("+++") && line.find_first_not_of(" \t", 3) == line.npos;
}

}  // namespace

FrontMatter split_front_matter(std::string_view text) {
    FrontMatter split;
    const std::size_t first_end = std::min(text.find('\n'), text.size());
    if (!is_fence(text.substr(0, first_end))) return split;
    const std::size_t toml_begin = std::min(first_end + 1, text.size());
    std::uint32_t line = 2;
    for (std::size_t begin = toml_begin; begin < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (is_fence(text.substr(begin, end - begin))) {
            split.state = FrontMatter::State::read;
            split.toml = text.substr(toml_begin, begin - toml_begin);
            split.body_begin = std::min(end + 1, text.size());
            split.body_line = line + 1;
            return split;
        }
        begin = end + 1;
    }
    split.state = FrontMatter::State::unclosed;
    split.body_begin = text.size();
    split.body_line = line;
    return split;
}

}  // namespace knav
