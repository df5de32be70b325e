#include "git/removed_pages.hpp"

#include <algorithm>

namespace knav {

namespace {

constexpr std::string_view pages_folder = "content";

void list_below(const std::string& folder, const ObjectId& tree, const ObjectId* other, const LoadTree& load,
                std::vector<LonePage>& found) {
    const auto ours = load(tree);
    const auto theirs = other != nullptr ? load(*other) : std::string_view{};
    compare_trees(ours, theirs, [&](const TreeEntry& entry, const TreeEntry* counterpart) {
        const auto path = folder + std::string{entry.name};
        if (entry.is_folder()) {
            if (folder.empty() && entry.name != pages_folder) return;
            const auto below = counterpart != nullptr ? counterpart->object() : ObjectId{};
            list_below(path + "/", entry.object(), counterpart != nullptr ? &below : nullptr, load, found);
        } else if (counterpart == nullptr && is_page(path)) {
            found.push_back({path, entry.object()});
        }
    });
}

std::string_view bytes_of(const ObjectId& id) { return {reinterpret_cast<const char*>(id.data()), id.size()}; }

}  // namespace

void list_lone_pages(const ObjectId& tree, const ObjectId* other, const LoadTree& load, std::vector<LonePage>& found) {
    list_below({}, tree, other, load, found);
}

RemovalWalk::RemovalWalk(Repository& objects, const SiteTree& site_tree, const std::set<std::string>& shallow,
                         const RemovalLine& known)
    : objects_(objects), site_tree_(site_tree), shallow_(shallow), known_(known), load_([&objects](const ObjectId& id) {
          return objects.tree(id);
      }) {
    for (std::size_t i = 0; i < known.commits.size(); ++i) known_at_.emplace(bytes_of(known.commits[i]), i);
}

void RemovalWalk::look_at(const Commit& commit) {
    if (commit.id != next_ || joins_known(commit.id)) return;
    next_.reset();
    line_.commits.push_back(commit.id);
    if (commit.parents.empty() || shallow_.contains(hexadecimal(commit.id))) return;
    compare(commit, objects_.commit(commit.parents[0]));
    next_ = commit.parents[0];
}

RemovalLine RemovalWalk::finish() {
    while (next_) {
        look_at(objects_.commit(*next_));
        objects_.forget_trees();
    }
    return std::move(line_);
}

/// The rest of the line is as it was, from there on.
bool RemovalWalk::joins_known(const ObjectId& commit) {
    const auto there = known_at_.find(bytes_of(commit));
    if (there == known_at_.end()) return false;
    next_.reset();
    const auto from = known_.commits.begin() + static_cast<std::ptrdiff_t>(there->second);
    line_.commits.insert(line_.commits.end(), from, known_.commits.end());
    std::copy_if(known_.removals.begin(), known_.removals.end(), std::back_inserter(line_.removals),
                 [&](const Removal& each) { return known_at_.at(bytes_of(each.commit)) >= there->second; });
    return true;
}

/// What the commit took away from what its first parent had.
void RemovalWalk::compare(const Commit& commit, const Commit& parent) {
    const auto before = site_tree_(parent), after = site_tree_(commit);
    if (!before || before == after) return;
    std::vector<LonePage> gone;
    list_lone_pages(*before, after ? &*after : nullptr, load_, gone);
    if (!gone.empty()) leave_out_moved(*before, after, gone);
    for (auto& page : gone) line_.removals.push_back({std::move(page.path), page.blob, commit.id});
}

void RemovalWalk::leave_out_moved(const ObjectId& before, const std::optional<ObjectId>& after,
                                  std::vector<LonePage>& gone) const {
    std::vector<LonePage> fresh;
    if (after) list_lone_pages(*after, &before, load_, fresh);
    std::vector<bool> moved(gone.size());
    for (const auto& match : match_moves(fresh, gone, [&](const ObjectId& blob) { return objects_.blob(blob); })) {
        if (match) moved[*match] = true;
    }
    std::size_t at = 0;
    std::erase_if(gone, [&](const LonePage&) { return moved[at++]; });
}

}  // namespace knav
