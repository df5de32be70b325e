// Which file a page was before it was moved: git keeps no record of that, so it is found by what the pages say.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/history.hpp"

namespace knav {

/// A page that one side of a commit has and the other lacks.
struct LonePage {
    std::string path;
    ObjectId blob{};
    std::string mode;
};

/// Whether a file of the site is a page: below content/, ending in .md.
[[nodiscard]] inline bool is_page(std::string_view path) {
    return path.starts_with("content/") && path.ends_with(".md");
}

/// For each of `fresh`, the index of the page in `gone` that it was before, or nothing. Each is taken once: first by
/// equal bytes, then by most lines in common, at least half of them. With many of both, only pages with the same file
/// name are compared by their lines. `read` gives a page's bytes.
[[nodiscard]] std::vector<std::optional<std::size_t>> match_moves(
    const std::vector<LonePage>& fresh, const std::vector<LonePage>& gone,
    const std::function<std::string(const ObjectId&)>& read);

}  // namespace knav
