#include "files/history.hpp"

#include <algorithm>

namespace knav {

const PastCommit* History::last_change(std::string_view path) const {
    const auto* known = file(path);
    if (known == nullptr) return nullptr;
    const auto change = std::find_if(known->revisions.begin(), known->revisions.end(),
                                     [](const Revision& revision) { return !revision.moved_only; });
    return change == known->revisions.end() ? nullptr : &commit(*change);
}

}  // namespace knav
