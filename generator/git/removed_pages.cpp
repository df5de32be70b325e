#include "git/removed_pages.hpp"

#include <algorithm>

namespace knav {

namespace {

std::string_view bytes_of(const ObjectId& id) { return {reinterpret_cast<const char*>(id.data()), id.size()}; }

using Side = std::optional<TreeSide> PathChange::*;

std::vector<LonePage> pages_with_only(Side side, Side other, const std::vector<PathChange>& changes) {
    std::vector<LonePage> pages;
    for (const auto& change : changes) {
        if (change.*side && !(change.*other) && is_page(change.path))
            pages.push_back({change.path, (change.*side)->id, (change.*side)->mode});
    }
    return pages;
}

}  // namespace

std::vector<LonePage> gone_pages(const std::vector<PathChange>& changes) {
    return pages_with_only(&PathChange::before, &PathChange::after, changes);
}

std::vector<LonePage> new_pages(const std::vector<PathChange>& changes) {
    return pages_with_only(&PathChange::after, &PathChange::before, changes);
}

RemovalWalk::RemovalWalk(Repository& objects, LineChanges& changes, const std::set<std::string>& shallow,
                         const RemovalLine& known)
    : objects_(objects), changes_(changes), shallow_(shallow), known_(known) {
    for (std::size_t i = 0; i < known.commits.size(); ++i) known_at_.emplace(bytes_of(known.commits[i]), i);
}

void RemovalWalk::look_at(const Commit& commit, const std::vector<PathChange>& changes) {
    if (comes_to(commit)) step(commit, changes);
}

RemovalLine RemovalWalk::finish() {
    while (next_) {
        const auto commit = objects_.commit(*next_);
        if (comes_to(commit)) step(commit, changes_.take(commit));
    }
    return std::move(line_);
}

bool RemovalWalk::comes_to(const Commit& commit) {
    if (commit.id != next_ || joins_known(commit.id)) return false;
    next_.reset();
    line_.commits.push_back(commit.id);
    return !commit.parents.empty() && !shallow_.contains(hexadecimal(commit.id));
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

/// What the commit took away from what its first parent had. A page that it has elsewhere was moved.
void RemovalWalk::step(const Commit& commit, const std::vector<PathChange>& changes) {
    next_ = commit.parents[0];
    const auto gone = gone_pages(changes);
    if (gone.empty()) return;
    std::vector<bool> moved(gone.size());
    const auto read = [&](const ObjectId& blob) { return objects_.blob(blob); };
    for (const auto& match : match_moves(new_pages(changes), gone, read)) {
        if (match) moved[*match] = true;
    }
    for (std::size_t i = 0; i < gone.size(); ++i) {
        if (!moved[i]) line_.removals.push_back({gone[i].path, gone[i].blob, commit.id});
    }
}

}  // namespace knav
