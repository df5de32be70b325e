// The commits a push would bring: those that the new tip has and the published one has not, each with the parent it is to
// be compared with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "git/repository.hpp"

namespace knav {

struct NewCommit {
    Commit commit;
    /// The parent that holds the most of what is published: for a merge the published side, so that what is judged is what
    /// the merge brings to it. Nothing for a commit without parents.
    std::optional<ObjectId> base;
};

struct NewCommits {
    std::vector<NewCommit> commits;  // parents before children
    bool forward = false;            // the published tip is among what the new one builds on
};

/// Throws GitFailure if there are more than `most`, or the history between cannot be read.
[[nodiscard]] NewCommits new_commits(Repository& repository, const ObjectId& tip, const ObjectId& published,
                                     std::size_t most);

}  // namespace knav
