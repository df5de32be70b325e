// What happened to pages beside the histories that are followed: on lines of history whose outcome a merge did not take,
// and in the merges themselves. The walk that follows files shows the commits that it looks at; this one looks at the
// rest, so that all that HEAD builds on has been looked at once. What it finds of a commit depends on nothing but the
// commit and what that builds on: a head that builds on another has all that the other had.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "git/line_changes.hpp"
#include "git/repository.hpp"

namespace knav {

class SideWalk {
public:
    /// All it is given must outlive it. `shallow` has 40 digits for each commit that a shallow clone ends at. `known` are
    /// all the commits that an earlier walk looked at, which began at `known_head`.
    SideWalk(Repository& objects, LineChanges& changes, std::string_view site, const std::set<std::string>& shallow,
             const std::vector<ObjectId>& known, std::string_view known_head);

    /// For one who looks at a commit anyway: `is_followed` says of each change whether a file is followed through it.
    void look_at(const Commit& commit, const std::vector<PathChange>& changes, const std::vector<char>& is_followed);
    /// Looks at what is left of all that `head` builds on.
    void finish(const ObjectId& head);
    /// Whether the commit was looked at, and is not to be so again.
    [[nodiscard]] bool is_done_with(const ObjectId& commit) const { return finishing_ && is_seen(commit); }

    /// Whether `head` builds on what was known, so that what was found there still stands.
    [[nodiscard]] bool continues() const { return continues_; }
    /// Found since. Of what is of no merge, some may be told of by a file's revisions after all.
    [[nodiscard]] std::vector<Aside> take_asides() { return std::move(asides_); }
    /// All that have been looked at, with those that were known.
    [[nodiscard]] std::vector<ObjectId> take_commits() { return std::move(commits_); }

private:
    [[nodiscard]] bool is_seen(const ObjectId& commit) const {
        return known_.contains(commit) || seen_.contains(commit);
    }
    [[nodiscard]] std::vector<Commit> commits_since_known(const ObjectId& head);
    void note(const Commit& commit, const std::vector<PathChange>& changes, const std::vector<char>& is_followed);

    Repository& objects_;
    LineChanges& changes_;
    std::string_view site_;
    const std::set<std::string>& shallow_;
    std::unordered_set<ObjectId, ObjectIdHash> known_;
    std::optional<ObjectId> known_head_;
    std::unordered_set<ObjectId, ObjectIdHash> seen_;
    bool continues_ = false;
    bool finishing_ = false;
    std::vector<Aside> asides_;
    std::vector<ObjectId> commits_;
};

}  // namespace knav
