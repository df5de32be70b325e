// Path patterns: where in the tree pages of a type lie. "rmpo/{slug}/_index.md", "rmpo/{slug}.md" and
// "rmpo/{slug}/index.md" all mean the id "rmpo/{slug}".
// Compiled once and compared part by part: every page asks every pattern until one fits.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace knav {

class PathPattern {
public:
    /// {name} stands for one or more characters within one part, "**" for any number of whole parts, none included.
    /// All else is literal, in the alphabet of ids. Nothing if the text is not so built.
    [[nodiscard]] static std::optional<PathPattern> parse(std::string_view text);

    /// `id_parts` is a page id split at '/'; none for the front page.
    [[nodiscard]] bool fits(std::span<const std::string_view> id_parts) const;
    /// The pattern with names left out ("rmpo/{}"): equal shapes fit the same ids.
    [[nodiscard]] const std::string& shape() const { return shape_; }

    /// Most literal first: more parts with literal text in them, then more literal characters, then fewer "**", then
    /// more parts, and at last by shape, so that the order never depends on the order of files.
    friend std::strong_ordering most_literal_first(const PathPattern& left, const PathPattern& right);

private:
    struct Part {
        bool any_depth = false;
        std::vector<std::string> literals;  // what stands around the wildcards: "a{x}b" is "a", "b"; "{x}" is "", ""
        [[nodiscard]] bool fits(std::string_view text) const;
    };

    static std::optional<Part> parse_part(std::string_view text);

    std::vector<Part> parts_;
    std::string shape_;
    std::size_t literal_parts_ = 0;
    std::size_t literal_characters_ = 0;
    std::size_t any_depths_ = 0;
};

/// "a/b/c" is "a", "b", "c"; the empty id has no parts. The views live as long as `id`.
[[nodiscard]] std::vector<std::string_view> id_parts(std::string_view id);

}  // namespace knav
