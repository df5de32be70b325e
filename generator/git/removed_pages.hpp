// Pages that were taken away. Read along the line of first parents, which is what the branch was, one state after the
// other: what a side line removed is gone when it was merged. A page that a commit has elsewhere was moved, not removed.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "git/line_changes.hpp"
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

/// Goes along the line from `head` until it comes upon one that is known, to a commit in `shallow` (40 digits each), or to
/// the beginning. All it is given must outlive it. Throws GitFailure at an object that can't be read.
class RemovalWalk {
public:
    RemovalWalk(Repository& objects, LineChanges& changes, const std::set<std::string>& shallow,
                const RemovalLine& known);

    void begin(const ObjectId& head) { next_ = head; }
    /// Goes one step if it stands at this commit. For those who look at it anyway and know what it changed.
    void look_at(const Commit& commit, const std::vector<PathChange>& changes);
    /// Goes on to the end.
    [[nodiscard]] RemovalLine finish();

private:
    /// Whether it stands there, and has to look.
    [[nodiscard]] bool comes_to(const Commit& commit);
    [[nodiscard]] bool joins_known(const ObjectId& commit);
    void step(const Commit& commit, const std::vector<PathChange>& changes);

    Repository& objects_;
    LineChanges& changes_;
    const std::set<std::string>& shallow_;
    const RemovalLine& known_;
    std::unordered_map<std::string_view, std::size_t> known_at_;  // the id's bytes -> its place
    std::optional<ObjectId> next_;                                // nothing: at the end
    RemovalLine line_;
};

/// The pages that a commit's first parent has and the commit lacks; and the other way round.
[[nodiscard]] std::vector<LonePage> gone_pages(const std::vector<PathChange>& changes);
[[nodiscard]] std::vector<LonePage> new_pages(const std::vector<PathChange>& changes);

}  // namespace knav
