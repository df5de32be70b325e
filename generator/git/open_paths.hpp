// The files of one tree on their way back through history: at which commit each of them stands, under which path and
// with which bytes. A front is a set of files that stand at one commit. Fronts move to parents, part at merges and join
// where lines of history come together. A file that a commit changed goes on as what it was before.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "git/tree_bytes.hpp"

namespace knav {

class OpenPaths {
public:
    using Front = std::uint32_t;
    using FileIndex = std::uint32_t;

    /// All files below those of the tree's entries that are named in `tops`; all open, all in one front.
    OpenPaths(const ObjectId& tree, const std::vector<std::string>& tops, const LoadTree& load);

    [[nodiscard]] Front first_front() const { return 0; }
    /// At HEAD; and where it lies at the commit it stands at.
    [[nodiscard]] const std::string& path(FileIndex file) const { return files_[file].path; }
    [[nodiscard]] const std::string& path_now(FileIndex file) const { return files_[file].path_now; }
    [[nodiscard]] const ObjectId& blob(FileIndex file) const { return files_[file].id; }
    /// Files left in a front; in all fronts.
    [[nodiscard]] std::size_t size(Front front) { return sizes_[root(front)]; }
    [[nodiscard]] std::size_t size() const { return folders_[0].open; }
    [[nodiscard]] bool is_open(FileIndex file) const { return files_[file].open; }
    [[nodiscard]] std::vector<FileIndex> in_front(Front front);

    [[nodiscard]] Front join(Front left, Front right);
    [[nodiscard]] Front new_front();
    void move(FileIndex file, Front front);
    /// The file's way ends here.
    void close(FileIndex file);
    /// From here on the file is what `tree` has under its path, if that is a file at all.
    [[nodiscard]] bool become(FileIndex file, const ObjectId& tree, const LoadTree& load);
    /// From here on the file lies at another path.
    void rename(FileIndex file, const std::string& path);

    /// The front's files that are not the same in `other` (null: no such tree) as in `tree`.
    [[nodiscard]] std::vector<FileIndex> differing(Front front, const ObjectId& tree, const ObjectId* other,
                                                   const LoadTree& load);
    /// Whether an open file is in `tree` what it is where it stands.
    [[nodiscard]] bool is_same_in(FileIndex file, const ObjectId& tree, const LoadTree& load) const;

private:
    struct OpenFile {
        std::string path;
        std::string path_now;
        std::string mode;
        ObjectId id{};
        std::uint32_t folder = 0;
        Front front = 0;
        bool open = true;
    };
    struct Folder {
        std::uint32_t parent = 0;
        std::size_t open = 0;  // files in it and below; a folder without any is not looked into
        // Of several files with one name, each stands on another line of history, or will be told apart by its front.
        std::map<std::string, std::vector<FileIndex>, std::less<>> files;
        std::map<std::string, std::uint32_t, std::less<>> folders;
    };

    void add_tree(std::uint32_t folder, const std::string& path, const ObjectId& tree,
                  const std::vector<std::string>* only, const LoadTree& load);
    void compare(std::uint32_t folder, const ObjectId& tree, const ObjectId* other, const LoadTree& load, Front front,
                 std::vector<FileIndex>& found);
    void count(std::uint32_t folder, int change);
    [[nodiscard]] std::uint32_t folder_of(std::string_view path);
    [[nodiscard]] Front root(Front front);

    std::vector<OpenFile> files_;
    std::vector<Folder> folders_;
    std::vector<Front> joined_;  // union by size: a front's way to the front it has joined
    std::vector<std::size_t> sizes_;
};

}  // namespace knav
