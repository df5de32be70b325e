#include "git/open_paths.hpp"

#include <algorithm>

namespace knav {

namespace {

constexpr std::size_t longest_path = 4096;

}  // namespace

OpenPaths::OpenPaths(const ObjectId& tree, const std::vector<std::string>& tops, const LoadTree& load)
    : folders_(1), joined_{0}, sizes_{0} {
    add_tree(0, "", tree, &tops, load);
    sizes_[0] = files_.size();
}

void OpenPaths::add_tree(std::uint32_t folder, const std::string& path, const ObjectId& tree,
                         const std::vector<std::string>* only, const LoadTree& load) {
    if (path.size() > longest_path) return;  // no system could check it out; and trees may be nested to no end
    TreeReader entries{load(tree)};
    TreeEntry entry;
    while (entries.next(entry)) {
        const std::string name{entry.name};
        if (only != nullptr && std::find(only->begin(), only->end(), name) == only->end()) continue;
        if (entry.is_folder()) {
            const auto index = static_cast<std::uint32_t>(folders_.size());
            folders_.push_back({folder, 0, {}, {}});
            folders_[folder].folders.emplace(name, index);
            add_tree(index, path + name + "/", entry.object(), nullptr, load);
        } else {
            folders_[folder].files[name].push_back(static_cast<FileIndex>(files_.size()));
            files_.push_back({path + name, path + name, std::string{entry.mode}, entry.object(), folder, 0, true});
            count(folder, 1);
        }
    }
}

void OpenPaths::count(std::uint32_t folder, int change) {
    while (true) {
        folders_[folder].open += static_cast<std::size_t>(change);
        if (folder == 0) return;
        folder = folders_[folder].parent;
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
    count(files_[file].folder, -1);
}

bool OpenPaths::become(FileIndex file, const ObjectId& tree, const LoadTree& load) {
    TreeEntry entry;
    auto& becoming = files_[file];
    if (!find_entry(tree, becoming.path_now, load, entry) || entry.is_folder()) return false;
    becoming.mode = entry.mode;
    becoming.id = entry.object();
    return true;
}

void OpenPaths::rename(FileIndex file, const std::string& path) {
    const auto folder = folder_of(path);
    auto& renamed = files_[file];
    const auto name_of = [](const std::string& whole) { return whole.substr(whole.rfind('/') + 1); };
    std::erase(folders_[renamed.folder].files[name_of(renamed.path_now)], file);
    count(renamed.folder, -1);
    renamed.folder = folder;
    renamed.path_now = path;
    folders_[folder].files[name_of(path)].push_back(file);
    count(folder, 1);
}

std::uint32_t OpenPaths::folder_of(std::string_view path) {
    std::uint32_t folder = 0;
    for (auto slash = path.find('/'); slash != path.npos; slash = path.find('/')) {
        const auto [below, fresh] = folders_[folder].folders.try_emplace(std::string{path.substr(0, slash)},
                                                                         static_cast<std::uint32_t>(folders_.size()));
        const auto next = below->second;
        if (fresh) folders_.push_back({folder, 0, {}, {}});
        folder = next;
        path.remove_prefix(slash + 1);
    }
    return folder;
}

std::vector<OpenPaths::FileIndex> OpenPaths::differing(Front front, const ObjectId& tree, const ObjectId* other,
                                                       const LoadTree& load) {
    std::vector<FileIndex> found;
    compare(0, tree, other, load, root(front), found);
    return found;
}

void OpenPaths::compare(std::uint32_t folder, const ObjectId& tree, const ObjectId* other, const LoadTree& load,
                        Front front, std::vector<FileIndex>& found) {
    const auto ours = load(tree);
    const auto theirs = other != nullptr ? load(*other) : std::string_view{};
    compare_trees(ours, theirs, [&](const TreeEntry& entry, const TreeEntry* counterpart) {
        const auto& here = folders_[folder];
        if (entry.is_folder()) {
            const auto below = here.folders.find(entry.name);
            if (below == here.folders.end() || folders_[below->second].open == 0) return;
            const ObjectId subtree = entry.object();
            const ObjectId other_subtree = counterpart != nullptr ? counterpart->object() : ObjectId{};
            compare(below->second, subtree, counterpart != nullptr ? &other_subtree : nullptr, load, front, found);
        } else {
            const auto named = here.files.find(entry.name);
            if (named == here.files.end()) return;
            for (const auto file : named->second) {
                if (files_[file].open && root(files_[file].front) == front) found.push_back(file);
            }
        }
    });
}

bool OpenPaths::is_same_in(FileIndex file, const ObjectId& tree, const LoadTree& load) const {
    TreeEntry entry;
    return find_entry(tree, files_[file].path_now, load, entry) && entry.mode == files_[file].mode &&
           entry.object() == files_[file].id;
}

}  // namespace knav
