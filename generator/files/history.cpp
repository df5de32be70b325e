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

Digest digest_of(const History& history) {
    Hasher hasher;
    hasher.add(history.head);
    for (const auto& commit : history.commits) hasher.add(commit.id).add(static_cast<std::uint64_t>(commit.when));
    for (const auto& [path, file] : history.files) hasher.add(path).add(file.digest);
    return hasher.finish();
}

}  // namespace knav
