#include "project/tree_files.hpp"

#include <cstring>
#include <map>

namespace knav {

namespace {

constexpr std::size_t most_kept = 20'000;
constexpr std::uint64_t largest_schema_file = 1U << 20;

Digest digest_of_id(const ObjectId& id) {
    Digest digest;
    std::memcpy(&digest.high, id.data(), sizeof digest.high);
    std::memcpy(&digest.low, id.data() + sizeof digest.high, sizeof digest.low);
    return digest;
}

EntryKind kind_of(std::string_view mode) {
    if (mode == "100644") return EntryKind::plain;
    if (mode == "100755") return EntryKind::executable;
    if (mode == "120000") return EntryKind::link;
    if (mode == "160000") return EntryKind::submodule;
    return EntryKind::other;
}

}  // namespace

FileEntry entry_of(const std::shared_ptr<Repository>& repository, const std::string& path, const TreeSide& side) {
    FileEntry entry{kind_of(side.mode), {path, digest_of_id(side.id), 0, nullptr}};
    if (entry.kind == EntryKind::plain || entry.kind == EntryKind::executable) {
        const auto header = repository->header(side.id);
        if (header.kind != ObjectKind::blob) throw GitFailure("an object is not of the kind it should be");
        entry.file.size = header.size;
        entry.file.blob =
            std::make_shared<const Blob>([repository, id = side.id] { return repository->blob(id); }, std::string{});
    } else {
        entry.file.blob = std::make_shared<const Blob>(std::string{});
    }
    return entry;
}

FindFile files_in(const std::shared_ptr<Repository>& repository, const std::optional<ObjectId>& tree) {
    using Known = std::map<std::string, std::optional<File>, std::less<>>;
    return [repository, tree, known = std::make_shared<Known>()](std::string_view path) -> std::optional<File> {
        if (!tree) return std::nullopt;
        if (const auto found = known->find(path); found != known->end()) return found->second;
        if (known->size() > most_kept) known->clear();
        std::optional<File> file;
        TreeEntry entry;
        if (find_entry(
                *tree, path, [&](const ObjectId& id) { return repository->tree(id); }, entry) &&
            (entry.mode == "100644" || entry.mode == "100755")) {
            file = entry_of(repository, std::string{path}, {std::string{entry.mode}, entry.object()}).file;
        }
        repository->forget_trees();
        known->emplace(std::string{path}, file);
        return file;
    };
}

std::optional<ObjectId> site_tree(Repository& repository, const Commit& commit, std::string_view site) {
    if (site.ends_with('/')) site.remove_suffix(1);
    return repository.folder_in(commit, site);
}

std::vector<EntryChange> entry_changes(const std::shared_ptr<Repository>& repository,
                                       const std::optional<ObjectId>& before, const ObjectId& after,
                                       std::string_view site, std::size_t most) {
    std::vector<EntryChange> changes;
    for (auto& each : tree_changes(*repository, before, after, most, twin_key)) {
        EntryChange change;
        change.outside = !each.path.starts_with(site);
        change.path = change.outside ? each.path : each.path.substr(site.size());
        change.twin = std::move(each.twin);
        if (each.before) change.before = entry_of(repository, change.path, *each.before);
        if (each.after) change.after = entry_of(repository, change.path, *each.after);
        changes.push_back(std::move(change));
    }
    return changes;
}

Snapshot steering_files(const std::shared_ptr<Repository>& repository, const std::optional<ObjectId>& tree) {
    std::vector<File> files;
    const auto find = files_in(repository, tree);
    if (auto settings = find("content/site.toml")) files.push_back(std::move(*settings));
    TreeEntry folder;
    const auto load = [&](const ObjectId& id) { return repository->tree(id); };
    if (tree && find_entry(*tree, "schema", load, folder) && folder.is_folder()) {
        TreeReader reader{repository->tree(folder.object())};
        TreeEntry entry;
        while (reader.next(entry)) {
            if (entry.mode != "100644" || !entry.name.ends_with(".toml")) continue;
            const auto path = "schema/" + std::string{entry.name};
            auto file = entry_of(repository, path, {std::string{entry.mode}, entry.object()}).file;
            if (file.size <= largest_schema_file) files.push_back(std::move(file));
        }
    }
    return Snapshot{std::move(files)};
}

}  // namespace knav
