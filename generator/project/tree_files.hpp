// Single files of a commit, read when somebody asks: for judging a change without reading the site it is made to.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "git/repository.hpp"
#include "git/tree_changes.hpp"
#include "guard/judge.hpp"

namespace knav {

/// A file as a folder lists it. Its digest is git's id, its size from the object's header, its bytes come when asked for.
/// What is no file (a link, a submodule, a folder) has no bytes.
[[nodiscard]] FileEntry entry_of(const std::shared_ptr<Repository>& repository, const std::string& path,
                                 const TreeSide& side);

/// Finds plain files in the tree of a site's folder. Answers are kept.
[[nodiscard]] FindFile files_in(const std::shared_ptr<Repository>& repository, const std::optional<ObjectId>& tree);

/// The site's folder in a commit.
[[nodiscard]] std::optional<ObjectId> site_tree(Repository& repository, const Commit& commit, std::string_view site);

/// What differs between two whole trees, as the judge takes it.
[[nodiscard]] std::vector<EntryChange> entry_changes(const std::shared_ptr<Repository>& repository,
                                                     const std::optional<ObjectId>& before, const ObjectId& after,
                                                     std::string_view site, std::size_t most);

/// The files below schema/ and content/site.toml, as a snapshot to read the schema from.
[[nodiscard]] Snapshot steering_files(const std::shared_ptr<Repository>& repository,
                                      const std::optional<ObjectId>& tree);

}  // namespace knav
