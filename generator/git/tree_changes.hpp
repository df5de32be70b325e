// What differs between two trees, as their raw entries say: every mode and every name, at every depth. Renames are not
// looked for: a file that moved was removed and added.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "git/repository.hpp"

namespace knav {

/// A file as its folder lists it.
struct TreeSide {
    std::string mode;
    ObjectId id{};
    friend bool operator==(const TreeSide&, const TreeSide&) = default;
};

struct TreeChange {
    std::string path;
    std::optional<TreeSide> before;
    std::optional<TreeSide> after;
    std::string twin;  // of a new name: another in the same folder that has the same key
};

/// A folder without files is listed as an entry of its own ("40000"). `key` gives names that somebody takes for each other
/// the same key. By path. Throws GitFailure for a tree that is damaged, out of order or has a name twice, and when there
/// are more than `most` differences or folders lie over 64 deep.
[[nodiscard]] std::vector<TreeChange> tree_changes(Repository& repository, const std::optional<ObjectId>& before,
                                                   const ObjectId& after, std::size_t most,
                                                   const std::function<std::string(std::string_view)>& key);

}  // namespace knav
