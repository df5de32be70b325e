// The files of one tree whose last change has not been found yet, and at which commit each of them stands meanwhile.
// A front is a set of files that stand at one commit. Fronts move to parents, part at merges and join where lines of
// history come together. Files standing at a commit are there what they are at HEAD: that is why they have come so far.
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
    [[nodiscard]] const std::string& path(FileIndex file) const { return files_[file].path; }
    /// Files left in a front; in all fronts.
    [[nodiscard]] std::size_t size(Front front) { return sizes_[root(front)]; }
    [[nodiscard]] std::size_t size() const { return folders_[0].open; }
    [[nodiscard]] std::vector<FileIndex> in_front(Front front);

    [[nodiscard]] Front join(Front left, Front right);
    [[nodiscard]] Front new_front();
    void move(FileIndex file, Front front);
    /// The file needs no more looking for.
    void close(FileIndex file);

    /// The front's files that are not the same in `other` (null: no such tree) as in `tree`.
    [[nodiscard]] std::vector<FileIndex> differing(Front front, const ObjectId& tree, const ObjectId* other,
                                                   const LoadTree& load);
    /// Whether an open file is in `tree` what it is at HEAD.
    [[nodiscard]] bool is_same_in(FileIndex file, const ObjectId& tree, const LoadTree& load) const;

private:
    struct OpenFile {
        std::string path;
        std::string mode;
        ObjectId id{};
        std::uint32_t folder = 0;
        Front front = 0;
        bool open = true;
    };
    struct Folder {
        std::uint32_t parent = 0;
        std::size_t open = 0;  // files in it and below; a folder without any is not looked into
        std::map<std::string, std::uint32_t, std::less<>> files;
        std::map<std::string, std::uint32_t, std::less<>> folders;
    };

    void add_tree(std::uint32_t folder, const std::string& path, const ObjectId& tree,
                  const std::vector<std::string>* only, const LoadTree& load);
    void compare(std::uint32_t folder, const ObjectId& tree, const ObjectId* other, const LoadTree& load, Front front,
                 std::vector<FileIndex>& found);
    void count(std::uint32_t folder, int change);
    [[nodiscard]] Front root(Front front);

    std::vector<OpenFile> files_;
    std::vector<Folder> folders_;
    std::vector<Front> joined_;  // union by size: a front's way to the front it has joined
    std::vector<std::size_t> sizes_;
};

}  // namespace knav
