// The walk from HEAD backwards that follows each file to where it came from, and all that it finds out on the way.
// Doors to it, and what is remembered from run to run, are history.hpp's business.
#pragma once

#include <set>
#include <string>

#include "git/known_history.hpp"
#include "git/repository.hpp"

namespace knav {

struct Walked {
    KnownHistory known;  // the history, and what it takes to go on from it
    bool met_shallow_end = false;
    std::string damage;  // what could not be read on the way, in libgit2's words; files whose way led there end there
};

/// `prefix` is the site's folder in the repository, ending in '/' or empty; `shallow` has 40 digits for each commit that a
/// shallow clone ends at; `known` is what an earlier walk gave, or nothing: it never changes the outcome.
[[nodiscard]] Walked walk_history(Repository& objects, const std::string& prefix, std::set<std::string> shallow,
                                  KnownHistory known, const ObjectId& head, unsigned threads);

}  // namespace knav
