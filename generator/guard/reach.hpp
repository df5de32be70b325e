// How far a change reaches: whether it can matter beyond the page it stands in, so that the whole site has to be looked
// at. A page's text may be edited on a site of a hundred thousand pages without a word about the others.
// When in doubt the answer is that it reaches.
#pragma once

#include <span>

#include "guard/judge.hpp"

namespace knav {

struct Reach {
    bool steering = false;  // schema, theme or settings: everything may be otherwise
    bool site = false;      // references, links, addresses or what lies where
    bool names = false;     // what pages are called, so that others' links may lead elsewhere
    /// What is newly wrong with the changed pages alone, held up against their types.
    std::vector<Diagnostic> found;
};

[[nodiscard]] Reach reach_of(const Schema& schema, Language language, std::span<const EntryChange> changes);

/// What `after` has and `before` has not, wherever in its file it stands.
[[nodiscard]] std::vector<Diagnostic> new_among(const std::vector<Diagnostic>& after,
                                                const std::vector<Diagnostic>& before);

}  // namespace knav
