// What a merge made of each page that its parents have otherwise.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "git/line_changes.hpp"
#include "git/repository.hpp"

namespace knav {

/// What is told of it are pages that it has otherwise than a parent. Not told is one that it took from another parent, when
/// the first had left it as it was where the two lines parted: the other's commits tell of that already.
class MergeChoice {
public:
    /// `site` is the site's folder in the repository, "" for the whole. Throws GitFailure at an object that can't be read.
    MergeChoice(Repository& objects, LineChanges& changes, std::string_view site, Commit merge);

    [[nodiscard]] std::vector<Aside> asides();

private:
    [[nodiscard]] bool is_as_in(std::size_t parent, const std::string& path) const;
    [[nodiscard]] bool is_taken_from_another(std::size_t left, const PathChange& change);
    [[nodiscard]] const std::optional<Commit>& base_of(std::size_t left, std::size_t right);
    [[nodiscard]] std::optional<ObjectId> page_in(const Commit& commit, const std::string& path);

    Repository& objects_;
    std::string_view site_;
    Commit merge_;
    std::vector<std::vector<PathChange>> differs_;  // by parent, by path
    std::map<std::pair<std::size_t, std::size_t>, std::optional<Commit>> bases_;
};

[[nodiscard]] std::optional<ObjectId> blob_of(const std::optional<TreeSide>& side);
/// Whether it is a page with other bytes, or one that came or went.
[[nodiscard]] bool is_of_page(const PathChange& change);

}  // namespace knav
