#include "git/side_walk.hpp"

#include "git/merge_choice.hpp"

namespace knav {

SideWalk::SideWalk(Repository& objects, LineChanges& changes, std::string_view site,
                   const std::set<std::string>& shallow, const std::vector<ObjectId>& known,
                   std::string_view known_head)
    : objects_(objects),
      changes_(changes),
      site_(site),
      shallow_(shallow),
      known_(known.begin(), known.end()),
      known_head_(object_id(known_head)),
      commits_(known) {}

void SideWalk::look_at(const Commit& commit, const std::vector<PathChange>& changes,
                       const std::vector<char>& is_followed) {
    if (known_.contains(commit.id) || !seen_.insert(commit.id).second) return;
    note(commit, changes, is_followed);
}

/// What a merge has otherwise than its first parent says little: that is looked at when all is.
void SideWalk::note(const Commit& commit, const std::vector<PathChange>& changes,
                    const std::vector<char>& is_followed) {
    if (commit.parents.size() > 1) return;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto& change = changes[i];
        if ((i < is_followed.size() && is_followed[i] != 0) || !is_of_page(change)) continue;
        asides_.push_back({change.path, commit.id, 0, blob_of(change.before), blob_of(change.after)});
    }
}

void SideWalk::finish(const ObjectId& head) {
    finishing_ = true;
    auto fresh = commits_since_known(head);
    if (!continues_ && !known_.empty()) {  // another branch: what was passed over as known is looked at after all
        known_.clear();
        commits_.clear();
        fresh = commits_since_known(head);
    }
    for (auto& commit : fresh) {
        commits_.push_back(commit.id);
        if (shallow_.contains(hexadecimal(commit.id))) continue;
        if (seen_.insert(commit.id).second && commit.parents.size() == 1) note(commit, changes_.take(commit), {});
        if (commit.parents.size() > 1) {
            auto found = MergeChoice{objects_, changes_, site_, std::move(commit)}.asides();
            asides_.insert(asides_.end(), found.begin(), found.end());
        }
        objects_.forget_trees();
    }
}

/// Also says whether what is known was come upon.
std::vector<Commit> SideWalk::commits_since_known(const ObjectId& head) {
    std::vector<Commit> found;
    std::unordered_set<ObjectId, ObjectIdHash> met = {head};
    std::vector<ObjectId> waiting = {head};
    continues_ = false;
    while (!waiting.empty()) {
        const auto id = waiting.back();
        waiting.pop_back();
        continues_ = continues_ || id == known_head_;
        if (known_.contains(id)) continue;
        auto commit = objects_.commit(id);
        if (shallow_.contains(hexadecimal(id))) commit.parents.clear();
        for (const auto& parent : commit.parents) {
            if (met.insert(parent).second) waiting.push_back(parent);
        }
        found.push_back(std::move(commit));
    }
    return found;
}

}  // namespace knav
