#include "git/history.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "git/known_history.hpp"
#include "git/line_changes.hpp"
#include "git/old_versions.hpp"
#include "git/open_paths.hpp"
#include "git/rename.hpp"
#include "git/repository.hpp"
#include "git/repository_place.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> site_folders = {"content", "schema", "themes"};

/// From HEAD backwards. Each commit is given the files that stand there; those that no parent has the same were changed
/// by it and go on as what the first parent that has them says; the others go on to the first parent that has them so
/// (git-log(1), History Simplification). A page that no parent has may be one that was moved.
/// The order of commits does not matter to the outcome: a commit to which more files come later is looked at again.
class HistoryWalk {
public:
    HistoryWalk(Repository& objects, const std::string& prefix, std::set<std::string> shallow, KnownHistory known,
                unsigned threads)
        : objects_(objects),
          prefix_(prefix),
          shallow_(std::move(shallow)),
          known_(std::move(known)),
          load_([&objects](const ObjectId& id) { return objects.tree(id); }),
          changes_(
              objects, prefix, site_folders, [this](const ObjectId& commit) { return is_end(hexadecimal(commit)); },
              threads),
          removals_(objects, changes_, shallow_, known_.line) {}

    [[nodiscard]] History run(const ObjectId& head) {
        history_.head = hexadecimal(head);
        const auto start = objects_.commit(head);
        const auto tree = site_tree(start);
        if (!tree) return std::move(history_);  // the site is not in this repository's commits
        paths_.emplace(*tree, site_folders, load_);
        histories_.resize(paths_->size());
        changes_of_.resize(paths_->size());
        stand_at(head, paths_->first_front());
        removals_.begin(head);
        while (!waiting_.empty() && paths_->size() > 0) {
            const auto id = waiting_.top().second;
            waiting_.pop();
            const auto node = standing_.extract(id);
            if (!node.empty() && paths_->size(node.mapped().front) > 0) try_look_at(node.mapped());
            objects_.forget_trees();
        }
        read_removals();
        collect();
        return std::move(history_);
    }

    /// The line along which pages were removed, to go on from.
    [[nodiscard]] RemovalLine take_line() { return std::move(line_); }
    [[nodiscard]] bool met_shallow_end() const { return met_shallow_end_; }
    /// What could not be read on the way, in libgit2's words; files whose way led there end there.
    [[nodiscard]] const std::string& damage() const { return damage_; }

private:
    using FileIndex = OpenPaths::FileIndex;
    struct Standing {
        Commit commit;
        OpenPaths::Front front = 0;
    };

    /// The tree of the site root in a commit, or nothing.
    std::optional<ObjectId> site_tree(const Commit& commit) {
        return objects_.folder_in(commit,
                                  std::string_view{prefix_}.substr(0, prefix_.empty() ? 0 : prefix_.size() - 1));
    }

    /// Whether what was before this commit is known, or can't be.
    [[nodiscard]] bool is_end(const std::string& commit) const {
        return commit == known_.history.head || shallow_.contains(commit);
    }

    void stand_at(const ObjectId& id, OpenPaths::Front front) {
        if (paths_->size(front) == 0) return;
        if (const auto there = standing_.find(id); there != standing_.end()) {
            there->second.front = paths_->join(there->second.front, front);
            return;
        }
        auto commit = objects_.commit(id);
        waiting_.emplace(commit.committed, id);
        standing_.emplace(id, Standing{std::move(commit), front});
    }

    /// Files that meet something unreadable stay where they are: open to the end, their histories not whole.
    void try_look_at(const Standing& standing) {
        try {
            look_at(standing);
        } catch (const GitFailure& failure) {
            if (damage_.empty()) damage_ = failure.what();
        }
    }

    void look_at(const Standing& standing) {
        const auto& [commit, front] = standing;
        const auto name = hexadecimal(commit.id);
        if (name == known_.history.head) return take_known(front);
        if (shallow_.contains(name)) return give_up(front);
        const auto changes = changes_.take(commit);
        auto changed = go_to_first_parent(commit, changes, front);
        for (std::size_t i = 1; i < commit.parents.size() && !changed.empty(); ++i) {
            changed = go_to_parent(commit.parents[i], std::move(changed));
        }
        if (!changed.empty()) go_on_as_before(commit, changes, std::move(changed));
        removals_.look_at(commit, changes);
    }

    /// Sends the front on and gives back the files that cannot go along.
    std::vector<FileIndex> go_to_first_parent(const Commit& commit, const std::vector<PathChange>& changes,
                                              OpenPaths::Front front) {
        if (commit.parents.empty()) return paths_->in_front(front);
        std::vector<FileIndex> stay;
        const auto stays = paths_->new_front();
        for (const auto& [file, change] : paths_->changed(front, changes)) {
            paths_->move(file, stays);
            changes_of_[file] = change;
            stay.push_back(file);
        }
        stand_at(commit.parents[0], front);
        return stay;
    }

    /// Sends those of the files on that are the same in the parent, and gives back the others.
    std::vector<FileIndex> go_to_parent(const ObjectId& parent, std::vector<FileIndex> files) {
        const auto tree = site_tree(objects_.commit(parent));
        if (!tree) return files;
        const auto moved = std::partition(files.begin(), files.end(),
                                          [&](FileIndex file) { return !paths_->is_same_in(file, *tree, load_); });
        send({moved, files.end()}, parent);
        files.erase(moved, files.end());
        return files;
    }

    /// Notes that the commit changed the files, and sends them to the first parent that has them in another form.
    void go_on_as_before(const Commit& commit, const std::vector<PathChange>& changes, std::vector<FileIndex> files) {
        const auto number = number_of(commit.id);
        for (const auto file : files)
            histories_[file].revisions.push_back({number, paths_->blob(file), paths_->path_now(file), false});
        for (std::size_t i = 0; i < commit.parents.size() && !files.empty(); ++i) {
            const auto had = i == 0 ? become_as_before(files) : become_as_in(commit.parents[i], files);
            send({had, files.end()}, commit.parents[i]);
            files.erase(had, files.end());
        }
        if (!commit.parents.empty()) files = go_on_from_old_place(commit, changes, std::move(files));
        for (const auto file : files) paths_->close(file);  // the commit made them
    }

    using Files = std::vector<FileIndex>;

    /// Puts the files last that the first parent has, and gives the first of them.
    Files::iterator become_as_before(Files& files) {
        return std::partition(files.begin(), files.end(), [&](FileIndex file) {
            const auto& before = changes_of_[file]->before;
            if (before) paths_->become(file, *before);
            return !before;
        });
    }

    /// The same of any parent.
    Files::iterator become_as_in(const ObjectId& parent, Files& files) {
        const auto tree = site_tree(objects_.commit(parent));
        return std::partition(files.begin(), files.end(),
                              [&](FileIndex file) { return !tree || !paths_->become(file, *tree, load_); });
    }

    /// Pages that the first parent has elsewhere are sent there; gives back the others.
    Files go_on_from_old_place(const Commit& commit, const std::vector<PathChange>& changes, Files files) {
        const auto new_pages = std::partition(files.begin(), files.end(),
                                              [&](FileIndex file) { return !is_page(paths_->path_now(file)); });
        const auto gone = gone_pages(changes);
        if (new_pages == files.end() || gone.empty()) return files;
        std::vector<LonePage> fresh;
        for (auto file = new_pages; file != files.end(); ++file)
            fresh.push_back({paths_->path_now(*file), paths_->blob(*file), {}});
        const auto read = [&](const ObjectId& blob) { return objects_.blob(blob); };
        const auto matches = match_moves(fresh, gone, read);
        Files moved;
        for (std::size_t i = 0; i < matches.size(); ++i) {
            if (!matches[i]) continue;
            const auto file = new_pages[static_cast<std::ptrdiff_t>(i)];
            const auto& before = gone[*matches[i]];
            histories_[file].revisions.back().moved_only = before.blob == paths_->blob(file);
            paths_->rename(file, before.path);
            paths_->become(file, {before.mode, before.blob});
            moved.push_back(file);
        }
        send(moved, commit.parents[0]);
        std::erase_if(files,
                      [&](FileIndex file) { return std::find(moved.begin(), moved.end(), file) != moved.end(); });
        return files;
    }

    void send(const std::vector<FileIndex>& files, const ObjectId& parent) {
        if (files.empty()) return;
        const auto goes = paths_->new_front();
        for (const auto file : files) paths_->move(file, goes);
        stand_at(parent, goes);
    }

    /// What an earlier walk from this commit found is what this one would find.
    void take_known(OpenPaths::Front front) {
        number_known_commits();
        for (const auto file : paths_->in_front(front)) {
            const auto known = known_.history.files.find(paths_->path_now(file));
            if (known != known_.history.files.end()) take_known_file(file, known->first, known->second);
            met_shallow_end_ = met_shallow_end_ || !histories_[file].whole || histories_[file].revisions.empty();
        }
    }

    /// Moved out of what is known: there is much of it. Two files may come to one place, where they were the same.
    void take_known_file(FileIndex file, const std::string& path, FileHistory& known) {
        auto& history = histories_[file];
        const auto begin = history.revisions.size();
        const auto [taken, fresh] = taken_.try_emplace(path, Taken{file, begin, known.revisions.size()});
        if (!fresh) {
            const auto& from = histories_[taken->second.by].revisions;
            const std::vector<Revision> same(from.begin() + static_cast<std::ptrdiff_t>(taken->second.begin),
                                             from.begin() + static_cast<std::ptrdiff_t>(taken->second.end()));
            history.revisions.insert(history.revisions.end(), same.begin(), same.end());
        } else {
            for (auto& revision : known.revisions) revision.commit = known_numbers_[revision.commit];
            if (history.revisions.empty()) {
                history.revisions = std::move(known.revisions);
                if (paths_->path(file) == path) history.digest = known.digest;
            } else {
                std::move(known.revisions.begin(), known.revisions.end(), std::back_inserter(history.revisions));
            }
        }
        history.whole = known.whole;
        if (known.whole) paths_->close(file);
    }

    void number_known_commits() {
        if (!known_numbers_.empty()) return;
        auto& known = known_.history.commits;
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

    /// The clone ends here: what these files were before, nobody can tell.
    void give_up(OpenPaths::Front) { met_shallow_end_ = true; }

    std::uint32_t number_of(const ObjectId& commit) {
        const auto [found, fresh] = numbers_.try_emplace(commit, static_cast<std::uint32_t>(history_.commits.size()));
        if (fresh) history_.commits.push_back(objects_.describe(commit));
        return found->second;
    }

    /// Of each page that is nowhere any more, when it was last taken away.
    void read_removals() {
        try {
            line_ = removals_.finish();
        } catch (const GitFailure& failure) {
            if (damage_.empty()) damage_ = failure.what();
        }
        if (line_.removals.empty()) return;
        std::unordered_set<std::string_view> there;
        for (FileIndex file = 0; file < histories_.size(); ++file) there.insert(paths_->path(file));
        for (const auto& removal : line_.removals) {
            if (there.insert(removal.path).second)
                history_.removed.push_back({removal.path, removal.blob, number_of(removal.commit)});
        }
        std::sort(history_.removed.begin(), history_.removed.end(),
                  [](const RemovedPage& one, const RemovedPage& other) { return one.path < other.path; });
    }

    /// The files whose way did not end are those that met a shallow end or damage.
    void collect() {
        for (FileIndex file = 0; file < histories_.size(); ++file) {
            auto& history = histories_[file];
            if (history.revisions.empty()) continue;
            history.whole = history.whole && !paths_->is_open(file);
            if (history.digest == Digest{}) history.digest = digest_of_story(history);
            history_.files.emplace_hint(history_.files.end(), paths_->path(file), std::move(history));
        }
        put_in_order();
    }

    [[nodiscard]] Digest digest_of_story(const FileHistory& file) const {
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
    void for_each_number(Each each) {
        for (auto& [path, file] : history_.files) {
            for (auto& revision : file.revisions) each(revision.commit);
        }
        for (auto& page : history_.removed) each(page.commit);
    }

    /// Those that are spoken of, by time, so that the order tells nothing of the way by which the commits were met.
    void put_in_order() {
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

    struct Taken {
        FileIndex by = 0;
        std::size_t begin = 0;  // in its revisions
        std::size_t count = 0;
        [[nodiscard]] std::size_t end() const { return begin + count; }
    };

    Repository& objects_;
    std::string prefix_;
    std::set<std::string> shallow_;
    KnownHistory known_;
    LoadTree load_;
    std::optional<OpenPaths> paths_;
    std::vector<FileHistory> histories_;                 // by file
    std::vector<const PathChange*> changes_of_;          // by file: at the commit that is being looked at
    std::unordered_map<std::string_view, Taken> taken_;  // by path at the known head
    LineChanges changes_;
    RemovalWalk removals_;
    RemovalLine line_;
    History history_;
    std::unordered_map<ObjectId, std::uint32_t, ObjectIdHash> numbers_;  // commit -> its place in history_
    std::vector<std::uint32_t> known_numbers_;                           // of known_.history.commits
    std::map<ObjectId, Standing> standing_;
    std::priority_queue<std::pair<std::int64_t, ObjectId>> waiting_;  // latest first: few commits are met twice
    bool met_shallow_end_ = false;
    std::string damage_;
};

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

History walk_history(Repository& objects, const RepositoryPlace& place, const ObjectId& head, KnownHistory known,
                     std::string& cache_out, unsigned threads, Diagnostics& found) {
    const auto circumstances = known.circumstances;
    HistoryWalk walk{objects, place.prefix, lines_of(read_shallow(place)), std::move(known), threads};
    KnownHistory next{walk.run(head), walk.take_line(), circumstances};
    if (!walk.damage().empty()) {
        // Not remembered: the repository may be mended.
        note(found, walk.damage());
        next.history.head.clear();
    } else {
        cache_out = next.to_bytes();
        if (walk.met_shallow_end()) note(found, "shallow clone");
    }
    return with_old_versions(std::move(next.history), place.top);
}

KnownHistory remembered(const std::string& cached, const RepositoryPlace& place) {
    const auto circumstances = Hasher{}.add(place.prefix).add(read_shallow(place)).finish();
    auto known = KnownHistory::from_bytes(cached);
    if (known.circumstances != circumstances) return {{}, {}, circumstances};
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
            note(found, "no git repository");
            return {};
        }
        auto known = remembered(cached, *place);
        if (is_known(known, read_head(*place), *place)) return with_old_versions(std::move(known.history), place->top);
        Repository objects{place->top};
        const auto head = objects.find_ref("HEAD");
        if (!head) {
            note(found, "no commits yet");
            return {};
        }
        return walk_history(objects, *place, *head, std::move(known), cache_out, threads, found);
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
        return walk_history(objects, place, *head, std::move(known), cache_out, threads, found);
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
