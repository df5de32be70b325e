#include "git/history.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "git/history_walk.hpp"
#include "git/old_versions.hpp"
#include "git/repository_place.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

std::set<std::string> lines_of(const std::string& text) {
    std::set<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.insert(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

void note(Diagnostics& found, std::string cause) { found.note({}, rule::history_unknown, {std::move(cause)}); }

History with_old_versions(History history, const fs::path& place) {
    const auto versions = std::make_shared<OldVersions>(place);
    history.load = [versions](const ObjectId& id) { return versions->load(id); };
    history.expect = [versions](const std::vector<ExpectedBlob>& blobs, unsigned threads) {
        versions->expect(blobs, threads);
    };
    return history;
}

History walk_from(Repository& objects, const RepositoryPlace& place, const ObjectId& head, KnownHistory known,
                  std::string& cache_out, unsigned threads, Diagnostics& found) {
    auto walked = walk_history(objects, place.prefix, lines_of(read_shallow(place)), std::move(known), head, threads);
    auto& history = walked.known.history;
    if (!walked.damage.empty()) {
        // Not remembered: the repository may be mended.
        note(found, walked.damage);
        history.head.clear();
    } else {
        cache_out = walked.known.to_bytes();
        if (walked.met_shallow_end) found.note({}, rule::history_shallow);
    }
    return with_old_versions(std::move(history), place.top);
}

KnownHistory remembered(const std::string& cached, const RepositoryPlace& place) {
    const auto circumstances = Hasher{}.add(place.prefix).add(read_shallow(place)).finish();
    auto known = KnownHistory::from_bytes(cached);
    if (known.circumstances != circumstances) return {{}, {}, {}, circumstances};
    return known;
}

/// Of a shallow clone it must be said each time that something is unknown; only the walk knows whether it is.
bool is_known(const KnownHistory& known, const std::string& head, const RepositoryPlace& place) {
    return !head.empty() && known.history.head == head && read_shallow(place).empty();
}

}  // namespace

History read_history(const fs::path& site_root, const std::string& cached, std::string& cache_out, unsigned threads,
                     Diagnostics& found) {
    cache_out = cached;
    try {
        const auto place = find_repository(site_root);
        if (!place) {
            found.note({}, rule::history_none);
            return {};
        }
        auto known = remembered(cached, *place);
        if (is_known(known, read_head(*place), *place)) return with_old_versions(std::move(known.history), place->top);
        Repository objects{place->top};
        const auto head = objects.find_ref("HEAD");
        if (!head) {
            found.note({}, rule::history_none);
            return {};
        }
        return walk_from(objects, *place, *head, std::move(known), cache_out, threads, found);
    } catch (const std::exception& failure) {
        note(found, failure.what());
        return {};
    }
}

History read_history_at(const fs::path& repository, const std::string& site, const std::string& commit,
                        const std::string& cached, std::string& cache_out, unsigned threads, Diagnostics& found) {
    cache_out = cached;
    try {
        Repository objects{repository};
        const auto folder = objects.folder();
        const RepositoryPlace place{repository, folder, folder_of_refs(folder), site.empty() ? "" : site + "/"};
        auto known = remembered(cached, place);
        if (is_known(known, commit, place)) return with_old_versions(std::move(known.history), place.top);
        const auto head = object_id(commit);
        if (!head) throw GitFailure(commit + " is no commit");
        return walk_from(objects, place, *head, std::move(known), cache_out, threads, found);
    } catch (const std::exception& failure) {
        note(found, failure.what());
        return {};
    }
}

void doubt_dates(History& history, const Date& today, Diagnostics& found) {
    const auto last_believed = unix_seconds({add_days(today, 2), {}, 0});
    std::size_t doubted = 0;
    for (auto& commit : history.commits) {
        if (commit.when >= first_believed_time && commit.when < last_believed) continue;
        if (doubted++ == 0)
            found.note({}, rule::history_date,
                       {commit.id.substr(0, 12), std::to_string(stockholm_time(commit.when).date.year)});
        commit.when = 0;
    }
    history.doubted = doubted > 0;
}

}  // namespace knav
