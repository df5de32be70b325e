#include "schema/path_pattern.hpp"

#include <algorithm>

namespace knav {

namespace {

bool is_id_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

bool is_name_character(char c) { return is_id_character(c) || c == '_'; }

/// The pattern of the id: "a/{b}/_index.md" is "a/{b}".
std::string_view without_file_name(std::string_view text) {
    if (text.ends_with(".md")) {
        text.remove_suffix(3);
        for (const std::string_view index : {std::string_view{"_index"}, std::string_view{"index"}}) {
            if (text == index) return {};
            if (text.ends_with(index) && text[text.size() - index.size() - 1] == '/') {
                return text.substr(0, text.size() - index.size() - 1);
            }
        }
    }
    return text;
}

}  // namespace

std::vector<std::string_view> id_parts(std::string_view id) {
    std::vector<std::string_view> parts;
    if (id.empty()) return parts;
    parts.reserve(static_cast<std::size_t>(std::count(id.begin(), id.end(), '/')) + 1);
    std::size_t begin = 0;
    for (std::size_t slash = id.find('/'); slash != std::string_view::npos; slash = id.find('/', begin)) {
        parts.push_back(id.substr(begin, slash - begin));
        begin = slash + 1;
    }
    parts.push_back(id.substr(begin));
    return parts;
}

std::optional<PathPattern::Part> PathPattern::parse_part(std::string_view text) {
    if (text == "**") return Part{true, {}};
    if (text.empty()) return std::nullopt;
    Part part{false, {std::string{}}};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '{') {
            if (!is_id_character(text[i])) return std::nullopt;
            part.literals.back().push_back(text[i]);
            continue;
        }
        const auto close = text.find('}', i);
        if (close == std::string_view::npos || close == i + 1) return std::nullopt;
        const auto name = text.substr(i + 1, close - i - 1);
        if (!std::all_of(name.begin(), name.end(), is_name_character)) return std::nullopt;
        part.literals.emplace_back();
        i = close;
    }
    return part;
}

std::optional<PathPattern> PathPattern::parse(std::string_view text) {
    PathPattern pattern;
    for (const auto part_text : id_parts(without_file_name(text))) {
        auto part = parse_part(part_text);
        if (!part) return std::nullopt;
        std::size_t characters = 0;
        if (!pattern.parts_.empty()) pattern.shape_ += '/';
        if (part->any_depth) pattern.shape_ += "**";
        for (std::size_t i = 0; i < part->literals.size(); ++i) {
            pattern.shape_ += (i == 0 ? "" : "{}") + part->literals[i];
            characters += part->literals[i].size();
        }
        pattern.any_depths_ += part->any_depth ? 1 : 0;
        pattern.literal_parts_ += characters > 0 ? 1 : 0;
        pattern.literal_characters_ += characters;
        pattern.parts_.push_back(std::move(*part));
    }
    return pattern;
}

bool PathPattern::Part::fits(std::string_view text) const {
    const auto& first = literals.front();
    if (literals.size() == 1) return text == first;
    const auto& last = literals.back();
    if (!text.starts_with(first) || !text.ends_with(last)) return false;
    std::size_t at = first.size();
    // Every wildcard takes at least one character. The leftmost place for each literal leaves most to the rest.
    for (std::size_t i = 1; i + 1 < literals.size(); ++i) {
        const auto found = text.find(literals[i], at + 1);
        if (found == std::string_view::npos) return false;
        at = found + literals[i].size();
    }
    return at + 1 + last.size() <= text.size();
}

bool PathPattern::fits(std::span<const std::string_view> id) const {
    std::size_t part = 0;
    std::size_t at = 0;
    std::optional<std::size_t> depth;  // the last "**" passed, to come back to ...
    std::size_t depth_end = 0;         // ... and how far into the id it reaches so far
    while (at < id.size()) {
        if (part < parts_.size() && parts_[part].any_depth) {
            depth = part++;
            depth_end = at;
        } else if (part < parts_.size() && parts_[part].fits(id[at])) {
            ++part;
            ++at;
        } else if (depth) {
            part = *depth + 1;
            at = ++depth_end;
        } else {
            return false;
        }
    }
    while (part < parts_.size() && parts_[part].any_depth) ++part;
    return part == parts_.size();
}

std::strong_ordering most_literal_first(const PathPattern& left, const PathPattern& right) {
    if (const auto order = right.literal_parts_ <=> left.literal_parts_; order != 0) return order;
    if (const auto order = right.literal_characters_ <=> left.literal_characters_; order != 0) return order;
    if (const auto order = left.any_depths_ <=> right.any_depths_; order != 0) return order;
    if (const auto order = right.parts_.size() <=> left.parts_.size(); order != 0) return order;
    return left.shape_ <=> right.shape_;
}

}  // namespace knav
