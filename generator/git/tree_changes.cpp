#include "git/tree_changes.hpp"

#include <algorithm>
#include <map>

namespace knav {

namespace {

constexpr std::size_t deepest = 64;

struct Named {
    std::string name;
    TreeSide side;
    [[nodiscard]] bool is_folder() const { return side.mode == "40000"; }
};

class Comparison {
public:
    Comparison(Repository& repository, std::size_t most, const std::function<std::string(std::string_view)>& key)
        : repository_(repository), most_(most), key_(key) {}

    void folders(const std::string& path, const ObjectId* before, const ObjectId* after, std::size_t depth) {
        if (depth > deepest) throw GitFailure("folders lie too deep within each other");
        // Copied: what is below may make the repository forget the bytes.
        const auto old = before == nullptr ? std::vector<Named>{} : entries(*before);
        const auto now = after == nullptr ? std::vector<Named>{} : entries(*after);
        if ((before != nullptr && old.empty()) != (after != nullptr && now.empty())) note_empty(path, before, after);
        std::map<std::string_view, const Named*> by_name;
        for (const auto& each : old) by_name.emplace(each.name, &each);
        std::vector<const Named*> added;
        for (const auto& each : now) {
            const auto known = by_name.find(each.name);
            const auto* was = known == by_name.end() ? nullptr : known->second;
            if (was != nullptr) by_name.erase(known);
            if (was == nullptr) added.push_back(&each);
            if (was == nullptr || was->side != each.side) entry(path, was, &each, depth);
        }
        for (const auto& [name, was] : by_name) entry(path, was, nullptr, depth);
        if (!added.empty()) find_twins(path, now, added);
    }

    std::vector<TreeChange> take() {
        std::sort(changes_.begin(), changes_.end(),
                  [](const TreeChange& left, const TreeChange& right) { return left.path < right.path; });
        for (auto& change : changes_) {
            // A folder's twin is that of all in it.
            for (auto slash = change.path.find('/'); change.twin.empty(); slash = change.path.find('/', slash + 1)) {
                const auto twin = twins_.find(change.path.substr(0, slash));
                if (twin != twins_.end()) change.twin = twin->second;
                if (slash == std::string::npos) break;
            }
        }
        return std::move(changes_);
    }

private:
    std::vector<Named> entries(const ObjectId& tree) {
        std::vector<Named> all;
        TreeReader reader{repository_.tree(tree)};
        TreeEntry entry, last;
        while (reader.next(entry)) {
            if (!all.empty() && tree_order(last, entry) >= 0) throw GitFailure("a folder is not in git's order");
            last = entry;
            all.push_back({std::string{entry.name}, {std::string{entry.mode}, entry.object()}});
        }
        if (!reader.has_read_all()) throw GitFailure("a folder is damaged");
        // A file and a folder of one name stand apart in git's order.
        std::vector<std::string_view> names;
        names.reserve(all.size());
        for (const auto& each : all) names.push_back(each.name);
        std::sort(names.begin(), names.end());
        if (std::adjacent_find(names.begin(), names.end()) != names.end()) {
            throw GitFailure("a folder has a name twice");
        }
        repository_.forget_trees();
        return all;
    }

    void entry(const std::string& folder, const Named* before, const Named* after, std::size_t depth) {
        const auto path = folder + (after != nullptr ? after : before)->name;
        const bool was_folder = before != nullptr && before->is_folder();
        const bool is_folder = after != nullptr && after->is_folder();
        if (was_folder || is_folder) {
            folders(path + "/", was_folder ? &before->side.id : nullptr, is_folder ? &after->side.id : nullptr,
                    depth + 1);
        }
        TreeChange change{path, {}, {}, {}};
        if (before != nullptr && !was_folder) change.before = before->side;
        if (after != nullptr && !is_folder) change.after = after->side;
        if (change.before || change.after) add(std::move(change));
    }

    void note_empty(const std::string& path, const ObjectId* before, const ObjectId* after) {
        if (path.empty()) return;
        TreeChange change{path.substr(0, path.size() - 1), {}, {}, {}};
        if (before != nullptr && entries(*before).empty()) change.before = TreeSide{"40000", *before};
        if (after != nullptr && entries(*after).empty()) change.after = TreeSide{"40000", *after};
        add(std::move(change));
    }

    void add(TreeChange change) {
        if (changes_.size() >= most_) throw GitFailure("more than " + std::to_string(most_) + " files are changed");
        changes_.push_back(std::move(change));
    }

    void find_twins(const std::string& folder, const std::vector<Named>& now, const std::vector<const Named*>& added) {
        std::multimap<std::string, const Named*> by_key;
        for (const auto& each : now) by_key.emplace(key_(each.name), &each);
        for (const auto* each : added) {
            const auto [from, to] = by_key.equal_range(key_(each->name));
            for (auto other = from; other != to; ++other) {
                if (other->second != each) twins_[folder + each->name] = folder + other->second->name;
            }
        }
    }

    Repository& repository_;
    std::size_t most_;
    const std::function<std::string(std::string_view)>& key_;
    std::vector<TreeChange> changes_;
    std::map<std::string, std::string> twins_;
};

}  // namespace

std::vector<TreeChange> tree_changes(Repository& repository, const std::optional<ObjectId>& before,
                                     const ObjectId& after, std::size_t most,
                                     const std::function<std::string(std::string_view)>& key) {
    Comparison comparison{repository, most, key};
    if (before != after) comparison.folders("", before ? &*before : nullptr, &after, 0);
    return comparison.take();
}

}  // namespace knav
