#include "git/merge_choice.hpp"

#include <algorithm>

#include "git/rename.hpp"

namespace knav {

std::optional<ObjectId> blob_of(const std::optional<TreeSide>& side) {
    return side ? std::optional{side->id} : std::nullopt;
}

bool is_of_page(const PathChange& change) {
    return is_page(change.path) && blob_of(change.before) != blob_of(change.after);
}

MergeChoice::MergeChoice(Repository& objects, LineChanges& changes, std::string_view site, Commit merge)
    : objects_(objects), site_(site), merge_(std::move(merge)) {
    for (const auto& parent : merge_.parents) {
        auto& differs = differs_.emplace_back(changes.between(merge_, objects.commit(parent)));
        std::erase_if(differs, [](const PathChange& each) { return !is_of_page(each); });
        std::sort(differs.begin(), differs.end(),
                  [](const PathChange& one, const PathChange& other) { return one.path < other.path; });
    }
}

std::vector<Aside> MergeChoice::asides() {
    std::vector<Aside> asides;
    for (std::size_t i = 0; i < differs_.size(); ++i) {
        for (const auto& change : differs_[i]) {
            if (is_taken_from_another(i, change)) continue;
            const auto parent = static_cast<std::uint32_t>(i + 1);
            asides.push_back({change.path, merge_.id, parent, blob_of(change.before), blob_of(change.after)});
        }
    }
    return asides;
}

bool MergeChoice::is_as_in(std::size_t parent, const std::string& path) const {
    const auto& differs = differs_[parent];
    const auto found = std::lower_bound(differs.begin(), differs.end(), path,
                                        [](const PathChange& one, const std::string& at) { return one.path < at; });
    return found == differs.end() || found->path != path;
}

bool MergeChoice::is_taken_from_another(std::size_t left, const PathChange& change) {
    for (std::size_t taken = 0; taken < differs_.size(); ++taken) {
        if (taken == left || !is_as_in(taken, change.path)) continue;
        const auto& base = base_of(left, taken);
        if (base && page_in(*base, change.path) == blob_of(change.before)) return true;
    }
    return false;
}

/// Where two of the lines parted; nothing if that is not one place, or beyond the end of a shallow clone.
const std::optional<Commit>& MergeChoice::base_of(std::size_t left, std::size_t right) {
    const auto [found, fresh] = bases_.try_emplace(std::minmax(left, right));
    if (!fresh) return found->second;
    try {
        const auto bases = objects_.merge_bases(merge_.parents[left], merge_.parents[right]);
        if (bases.size() == 1) found->second = objects_.commit(bases[0]);
    } catch (const GitFailure&) {
        found->second.reset();
    }
    return found->second;
}

std::optional<ObjectId> MergeChoice::page_in(const Commit& commit, const std::string& path) {
    const auto tree = objects_.folder_in(commit, site_);
    TreeEntry entry;
    const LoadTree load = [this](const ObjectId& id) { return objects_.tree(id); };
    if (!tree || !find_entry(*tree, path, load, entry) || entry.is_folder()) return {};
    return entry.object();
}

}  // namespace knav
