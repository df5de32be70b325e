// Pages that were taken away. Read along the line of first parents, which is what the branch was, one state after the
// other: what a side line removed is gone when it was merged. A page that a commit has elsewhere was moved, not removed.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "git/rename.hpp"
#include "git/repository.hpp"

namespace knav {

/// A page that a commit lacks and its first parent has.
struct Removal {
    std::string path;
    ObjectId blob{};
    ObjectId commit{};
    friend bool operator==(const Removal&, const Removal&) = default;
};

/// The line of first parents and what went on it; both latest first.
struct RemovalLine {
    std::vector<ObjectId> commits;
    std::vector<Removal> removals;
};

/// The folder of the site in a commit, if it has one.
using SiteTree = std::function<std::optional<ObjectId>(const Commit&)>;

/// Goes along the line from `head` until it comes upon one that is known, to a commit in `shallow` (40 digits each), or to
/// the beginning. All it is given must outlive it. Throws GitFailure at an object that can't be read.
class RemovalWalk {
public:
    RemovalWalk(Repository& objects, const SiteTree& site_tree, const std::set<std::string>& shallow,
                const RemovalLine& known);

    void begin(const ObjectId& head) { next_ = head; }
    /// Goes one step if it stands at this commit. For those who look at it anyway and have its trees at hand.
    void look_at(const Commit& commit);
    /// Goes on to the end.
    [[nodiscard]] RemovalLine finish();

private:
    [[nodiscard]] bool joins_known(const ObjectId& commit);
    void compare(const Commit& commit, const Commit& parent);
    void leave_out_moved(const ObjectId& before, const std::optional<ObjectId>& after,
                         std::vector<LonePage>& gone) const;

    Repository& objects_;
    const SiteTree& site_tree_;
    const std::set<std::string>& shallow_;
    const RemovalLine& known_;
    LoadTree load_;
    std::unordered_map<std::string_view, std::size_t> known_at_;  // the id's bytes -> its place
    std::optional<ObjectId> next_;                                // nothing: at the end
    RemovalLine line_;
};

/// The pages that lie in `tree` and nowhere in `other` under the same path; a null
/// `other` has none.
void list_lone_pages(const ObjectId& tree, const ObjectId* other, const LoadTree& load, std::vector<LonePage>& found);

}  // namespace knav
