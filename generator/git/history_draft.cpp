#include "git/history_draft.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "git/asides.hpp"

namespace knav {

void HistoryDraft::add(FileIndex file, const ObjectId& commit, const ObjectId& blob, const std::string& path) {
    files_[file].revisions.push_back({number_of(commit), blob, path, false});
}

bool HistoryDraft::take_known(FileIndex file, const std::string& path, const std::string& path_at_head) {
    number_known();
    const auto found = known_.files.find(path);
    auto& history = files_[file];
    if (found == known_.files.end()) return false;
    auto& known = found->second;
    const auto begin = history.revisions.size();
    const auto [taken, fresh] = taken_.try_emplace(found->first, Taken{file, begin, known.revisions.size()});
    if (!fresh) {
        const auto& from = files_[taken->second.by].revisions;
        const std::vector<Revision> same(from.begin() + static_cast<std::ptrdiff_t>(taken->second.begin),
                                         from.begin() + static_cast<std::ptrdiff_t>(taken->second.end()));
        history.revisions.insert(history.revisions.end(), same.begin(), same.end());
    } else {
        for (auto& revision : known.revisions) revision.commit = known_numbers_[revision.commit];
        if (history.revisions.empty()) {
            history.revisions = std::move(known.revisions);
            if (path_at_head == path) history.digest = known.digest;
        } else {
            std::move(known.revisions.begin(), known.revisions.end(), std::back_inserter(history.revisions));
        }
    }
    history.whole = known.whole;
    return known.whole;
}

void HistoryDraft::number_known() {
    if (!known_numbers_.empty()) return;
    auto& known = known_.commits;
    known_numbers_.reserve(known.size());
    numbers_.reserve(known.size());
    history_.commits.reserve(history_.commits.size() + known.size());
    for (auto& commit : known) {
        const auto next = static_cast<std::uint32_t>(history_.commits.size());
        const auto [found, fresh] = numbers_.try_emplace(object_id(commit.id).value_or(ObjectId{}), next);
        if (fresh) history_.commits.push_back(std::move(commit));
        known_numbers_.push_back(found->second);
    }
}

std::uint32_t HistoryDraft::number_of(const ObjectId& commit) {
    const auto [found, fresh] = numbers_.try_emplace(commit, static_cast<std::uint32_t>(history_.commits.size()));
    if (fresh) history_.commits.push_back(objects_.describe(commit));
    return found->second;
}

History HistoryDraft::finish(const std::vector<std::string>& paths, const std::vector<Removal>& removals,
                             std::vector<Aside> asides, bool continues) {
    add_removals(paths, removals);
    if (continues) {
        number_known();
        asides.insert(asides.end(), std::make_move_iterator(known_.asides.begin()),
                      std::make_move_iterator(known_.asides.end()));
        add_forsaken(asides);
    }
    for (FileIndex file = 0; file < files_.size(); ++file) {
        auto& history = files_[file];
        if (history.revisions.empty()) continue;
        if (history.digest == Digest{}) history.digest = digest_of_story(history);
        history_.files.emplace_hint(history_.files.end(), paths[file], std::move(history));
    }
    put_commits_in_order();
    history_.asides = without_told(std::move(asides), history_);
    return std::move(history_);
}

/// Of each page that is nowhere any more, when it was last taken away.
void HistoryDraft::add_removals(const std::vector<std::string>& paths, const std::vector<Removal>& removals) {
    if (removals.empty()) return;
    std::unordered_set<std::string_view> there{paths.begin(), paths.end()};
    for (const auto& removal : removals) {
        if (there.insert(removal.path).second)
            history_.removed.push_back({removal.path, removal.blob, number_of(removal.commit)});
    }
    std::sort(history_.removed.begin(), history_.removed.end(),
              [](const RemovedPage& one, const RemovedPage& other) { return one.path < other.path; });
}

/// What no file goes on from any more has become an aside.
void HistoryDraft::add_forsaken(std::vector<Aside>& asides) {
    const auto made_by = [this](const Revision& revision) {
        return object_id(history_.commits[known_numbers_[revision.commit]].id).value_or(ObjectId{});
    };
    for (const auto& [path, file] : known_.files) {
        if (taken_.contains(path) || !is_page(path)) continue;
        for (auto& aside : as_asides(file, made_by)) {
            if (objects_.commit(aside.commit).parents.size() == 1) asides.push_back(std::move(aside));
        }
    }
}

Digest HistoryDraft::digest_of_story(const FileHistory& file) const {
    Hasher hasher;
    hasher.add(static_cast<std::uint64_t>(file.whole));
    for (const auto& revision : file.revisions) {
        hasher.add(std::string_view{reinterpret_cast<const char*>(revision.blob.data()), revision.blob.size()})
            .add(revision.path)
            .add(history_.commit(revision).id);
    }
    return hasher.finish();
}

/// Calls `each` for every place where a commit's number stands.
template <class Each>
void HistoryDraft::for_each_number(Each each) {
    for (auto& [path, file] : history_.files) {
        for (auto& revision : file.revisions) each(revision.commit);
    }
    for (auto& page : history_.removed) each(page.commit);
}

/// Those that are spoken of, by time, so that the order tells nothing of the way by which the commits were met.
void HistoryDraft::put_commits_in_order() {
    auto& commits = history_.commits;
    std::vector<char> is_used(commits.size(), 0);
    for_each_number([&](std::uint32_t number) { is_used[number] = 1; });
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < commits.size(); ++i) {
        if (is_used[i] != 0) order.push_back(i);
    }
    const auto later = [&](std::uint32_t one, std::uint32_t other) {
        return std::pair{commits[other].when, std::string_view{commits[one].id}} <
               std::pair{commits[one].when, std::string_view{commits[other].id}};
    };
    if (!std::is_sorted(order.begin(), order.end(), later)) std::sort(order.begin(), order.end(), later);
    std::vector<PastCommit> sorted;
    sorted.reserve(order.size());
    std::vector<std::uint32_t> place(commits.size());
    for (const auto from : order) {
        place[from] = static_cast<std::uint32_t>(sorted.size());
        sorted.push_back(std::move(commits[from]));
    }
    commits = std::move(sorted);
    for_each_number([&](std::uint32_t& number) { number = place[number]; });
}

}  // namespace knav
