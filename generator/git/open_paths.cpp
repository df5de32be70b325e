#include "git/open_paths.hpp"

#include <algorithm>

namespace knav {

OpenPaths::OpenPaths(const ObjectId& tree, const std::vector<std::string>& tops, const LoadTree& load)
    : joined_{0}, sizes_{0} {
    add_tree("", tree, &tops, load);
    by_path_.reserve(files_.size());
    for (FileIndex file = 0; file < files_.size(); ++file) by_path_[files_[file].path_now].push_back(file);
    open_ = sizes_[0] = files_.size();
}

void OpenPaths::add_tree(const std::string& path, const ObjectId& tree, const std::vector<std::string>* only,
                         const LoadTree& load) {
    if (path.size() > longest_path) return;
    TreeReader entries{load(tree)};
    TreeEntry entry;
    while (entries.next(entry)) {
        if (only != nullptr && std::find(only->begin(), only->end(), entry.name) == only->end()) continue;
        auto below = path + std::string{entry.name};
        if (entry.is_folder()) {
            add_tree(below + "/", entry.object(), nullptr, load);
        } else {
            files_.push_back({below, below, {std::string{entry.mode}, entry.object()}, 0, true});
        }
    }
}

OpenPaths::Front OpenPaths::root(Front front) {
    while (joined_[front] != front) front = joined_[front] = joined_[joined_[front]];
    return front;
}

std::vector<OpenPaths::FileIndex> OpenPaths::in_front(Front front) {
    std::vector<FileIndex> found;
    for (FileIndex file = 0; file < files_.size(); ++file) {
        if (files_[file].open && root(files_[file].front) == root(front)) found.push_back(file);
    }
    return found;
}

OpenPaths::Front OpenPaths::join(Front left, Front right) {
    left = root(left);
    right = root(right);
    if (left == right) return left;
    if (sizes_[left] < sizes_[right]) std::swap(left, right);
    joined_[right] = left;
    sizes_[left] += sizes_[right];
    return left;
}

OpenPaths::Front OpenPaths::new_front() {
    joined_.push_back(static_cast<Front>(joined_.size()));
    sizes_.push_back(0);
    return joined_.back();
}

void OpenPaths::move(FileIndex file, Front front) {
    --sizes_[root(files_[file].front)];
    files_[file].front = root(front);
    ++sizes_[files_[file].front];
}

void OpenPaths::close(FileIndex file) {
    files_[file].open = false;
    --sizes_[root(files_[file].front)];
    --open_;
}

bool OpenPaths::become(FileIndex file, const ObjectId& tree, const LoadTree& load) {
    TreeEntry entry;
    auto& becoming = files_[file];
    if (!find_entry(tree, becoming.path_now, load, entry) || entry.is_folder()) return false;
    becoming.side = {std::string{entry.mode}, entry.object()};
    return true;
}

void OpenPaths::become(FileIndex file, const TreeSide& before) { files_[file].side = before; }

void OpenPaths::rename(FileIndex file, const std::string& path) {
    auto& renamed = files_[file];
    std::erase(by_path_[renamed.path_now], file);
    renamed.path_now = path;
    by_path_[path].push_back(file);
}

std::vector<OpenPaths::ChangedFile> OpenPaths::changed(Front front, const std::vector<PathChange>& changes) {
    std::vector<ChangedFile> found;
    for (const auto& change : changes) {
        if (!change.after) continue;
        const auto named = by_path_.find(change.path);
        if (named == by_path_.end()) continue;
        for (const auto file : named->second) {
            if (files_[file].open && root(files_[file].front) == root(front)) found.push_back({file, &change});
        }
    }
    return found;
}

bool OpenPaths::is_same_in(FileIndex file, const ObjectId& tree, const LoadTree& load) const {
    TreeEntry entry;
    return find_entry(tree, files_[file].path_now, load, entry) &&
           files_[file].side == TreeSide{std::string{entry.mode}, entry.object()};
}

}  // namespace knav
