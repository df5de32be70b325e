// Where a site's repository lies and which commit it stands at, read by hand from the files in .git.
// Starting libgit2 costs more than building a page, and most builds find HEAD where it was: then this is all they read.
// What is out of the ordinary gives no answer, and libgit2 is asked (history.cpp).
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace knav {

struct RepositoryPlace {
    std::filesystem::path top;     // of the working tree
    std::filesystem::path folder;  // .git, or what a .git file points to
    std::filesystem::path common;  // where refs and objects lie; differs from `folder` in a linked working tree
    std::string prefix;            // the site root below `top`, ending in '/'; empty when they are the same
};

/// The nearest folder at or above `site_root` that is a working tree.
[[nodiscard]] std::optional<RepositoryPlace> find_repository(const std::filesystem::path& site_root);

/// Where refs and objects of a repository lie, given its .git folder: elsewhere only for a linked working tree.
[[nodiscard]] std::filesystem::path folder_of_refs(const std::filesystem::path& folder);

/// HEAD's commit as 40 hexadecimal digits; empty if that takes more than reading a ref.
[[nodiscard]] std::string read_head(const RepositoryPlace& place);

/// The file that lists a shallow clone's last known commits, one a line; empty in a whole repository.
[[nodiscard]] std::string read_shallow(const RepositoryPlace& place);

}  // namespace knav
