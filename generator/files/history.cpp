#include "files/history.hpp"

#include <algorithm>

namespace knav {

namespace {

std::string_view bytes_of(const ObjectId& id) { return {reinterpret_cast<const char*>(id.data()), id.size()}; }

}  // namespace

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
    for (const auto& page : history.removed) hasher.add(page.path).add(bytes_of(page.blob)).add(page.commit);
    for (const auto& aside : history.asides) hasher.add(aside.path).add(bytes_of(aside.commit)).add(aside.parent);
    return hasher.finish();
}

}  // namespace knav
