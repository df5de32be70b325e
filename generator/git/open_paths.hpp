// The files of one tree on their way back through history: at which commit each of them stands, under which path and
// with which bytes. A front is a set of files that stand at one commit. Fronts move to parents, part at merges and join
// where lines of history come together. A file that a commit changed goes on as what it was before.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "git/line_changes.hpp"
#include "git/tree_bytes.hpp"

namespace knav {

class OpenPaths {
public:
    using Front = std::uint32_t;
    using FileIndex = std::uint32_t;
    struct ChangedFile {
        FileIndex file = 0;
        const PathChange* change = nullptr;
    };

    /// All files below those of the tree's entries that are named in `tops`; all open, all in one front.
    OpenPaths(const ObjectId& tree, const std::vector<std::string>& tops, const LoadTree& load);

    [[nodiscard]] Front first_front() const { return 0; }
    /// At HEAD; and where it lies at the commit it stands at.
    [[nodiscard]] const std::string& path(FileIndex file) const { return files_[file].path; }
    [[nodiscard]] const std::string& path_now(FileIndex file) const { return files_[file].path_now; }
    [[nodiscard]] const ObjectId& blob(FileIndex file) const { return files_[file].side.id; }
    /// Files left in a front; in all fronts.
    [[nodiscard]] std::size_t size(Front front) { return sizes_[root(front)]; }
    [[nodiscard]] std::size_t size() const { return open_; }
    [[nodiscard]] bool is_open(FileIndex file) const { return files_[file].open; }
    [[nodiscard]] std::vector<FileIndex> in_front(Front front);

    [[nodiscard]] Front join(Front left, Front right);
    [[nodiscard]] Front new_front();
    void move(FileIndex file, Front front);
    /// The file's way ends here.
    void close(FileIndex file);
    /// From here on the file is what `tree` has under its path, if that is a file at all.
    [[nodiscard]] bool become(FileIndex file, const ObjectId& tree, const LoadTree& load);
    /// The same, of a file whose change the commit's first parent is known to have: what it was there.
    void become(FileIndex file, const TreeSide& before);
    /// From here on the file lies at another path.
    void rename(FileIndex file, const std::string& path);

    /// The front's files among those that a commit, at which the front stands, has otherwise than its first parent.
    [[nodiscard]] std::vector<ChangedFile> changed(Front front, const std::vector<PathChange>& changes);
    /// Whether an open file is in `tree` what it is where it stands.
    [[nodiscard]] bool is_same_in(FileIndex file, const ObjectId& tree, const LoadTree& load) const;

private:
    struct OpenFile {
        std::string path;
        std::string path_now;
        TreeSide side;
        Front front = 0;
        bool open = true;
    };

    void add_tree(const std::string& path, const ObjectId& tree, const std::vector<std::string>* only,
                  const LoadTree& load);
    [[nodiscard]] Front root(Front front);

    std::vector<OpenFile> files_;
    // By path_now. Of several files under one path, each stands on another line of history, or will be told apart by its
    // front.
    std::unordered_map<std::string, std::vector<FileIndex>> by_path_;
    std::vector<Front> joined_;  // union by size: a front's way to the front it has joined
    std::vector<std::size_t> sizes_;
    std::size_t open_ = 0;
};

}  // namespace knav
