#include "git/history.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <set>

#include "git/known_history.hpp"
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
    HistoryWalk(Repository& objects, const std::string& prefix, std::set<std::string> shallow,
                const KnownHistory& known)
        : objects_(objects),
          prefix_(prefix),
          shallow_(std::move(shallow)),
          known_(known.history),
          load_([&objects](const ObjectId& id) { return objects.tree(id); }),
          removals_(objects, site_tree_, shallow_, known.line) {}

    [[nodiscard]] History run(const ObjectId& head) {
        history_.head = hexadecimal(head);
        const auto start = objects_.commit(head);
        const auto tree = site_tree(start);
        if (!tree) return std::move(history_);  // the site is not in this repository's commits
        paths_.emplace(*tree, site_folders, load_);
        histories_.resize(paths_->size());
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
        if (prefix_.empty()) return commit.tree;
        TreeEntry entry;
        const auto path = std::string_view{prefix_}.substr(0, prefix_.size() - 1);
        if (!find_entry(commit.tree, path, load_, entry) || !entry.is_folder()) return std::nullopt;
        return entry.object();
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
        if (name == known_.head) return take_known(front);
        if (shallow_.contains(name)) return give_up(front);
        const auto tree = site_tree(commit);
        if (!tree) return;  // cannot be: its files came here because the commit has them
        auto changed = go_to_first_parent(commit, *tree, front);
        for (std::size_t i = 1; i < commit.parents.size() && !changed.empty(); ++i) {
            changed = go_to_parent(commit.parents[i], std::move(changed));
        }
        if (!changed.empty()) go_on_as_before(commit, *tree, std::move(changed));
        removals_.look_at(commit);
    }

    /// Sends the front on and gives back the files that cannot go along.
    std::vector<FileIndex> go_to_first_parent(const Commit& commit, const ObjectId& tree, OpenPaths::Front front) {
        if (commit.parents.empty()) return paths_->in_front(front);
        const auto parent_tree = site_tree(objects_.commit(commit.parents[0]));
        auto changed = paths_->differing(front, tree, parent_tree ? &*parent_tree : nullptr, load_);
        const auto stays = paths_->new_front();
        for (const auto file : changed) paths_->move(file, stays);
        stand_at(commit.parents[0], front);
        return changed;
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
    void go_on_as_before(const Commit& commit, const ObjectId& tree, std::vector<FileIndex> files) {
        const auto number = number_of(commit.id);
        for (const auto file : files)
            histories_[file].revisions.push_back({number, paths_->blob(file), paths_->path_now(file), false});
        for (const auto& parent : commit.parents) {
            const auto parent_tree = site_tree(objects_.commit(parent));
            if (!parent_tree) continue;
            const auto had = std::partition(files.begin(), files.end(),
                                            [&](FileIndex file) { return !paths_->become(file, *parent_tree, load_); });
            send({had, files.end()}, parent);
            files.erase(had, files.end());
        }
        if (!commit.parents.empty()) files = go_on_from_old_place(commit, tree, std::move(files));
        for (const auto file : files) paths_->close(file);  // the commit made them
    }

    /// Pages that the first parent has elsewhere are sent there; gives back the others.
    std::vector<FileIndex> go_on_from_old_place(const Commit& commit, const ObjectId& tree,
                                                std::vector<FileIndex> files) {
        const auto new_pages = std::partition(files.begin(), files.end(),
                                              [&](FileIndex file) { return !is_page(paths_->path_now(file)); });
        const auto parent_tree = site_tree(objects_.commit(commit.parents[0]));
        if (new_pages == files.end() || !parent_tree) return files;
        std::vector<LonePage> fresh, gone;
        for (auto file = new_pages; file != files.end(); ++file)
            fresh.push_back({paths_->path_now(*file), paths_->blob(*file)});
        list_lone_pages(*parent_tree, &tree, load_, gone);
        const auto read = [&](const ObjectId& blob) { return objects_.blob(blob); };
        const auto matches = match_moves(fresh, gone, read);
        std::vector<FileIndex> moved;
        for (std::size_t i = 0; i < matches.size(); ++i) {
            if (!matches[i]) continue;
            const auto file = new_pages[static_cast<std::ptrdiff_t>(i)];
            const auto& before = gone[*matches[i]];
            histories_[file].revisions.back().moved_only = before.blob == paths_->blob(file);
            paths_->rename(file, before.path);
            if (paths_->become(file, *parent_tree, load_)) moved.push_back(file);
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
        for (const auto file : paths_->in_front(front)) {
            if (const auto* known = known_.file(paths_->path_now(file))) {
                auto& history = histories_[file];
                for (auto revision : known->revisions) {
                    revision.commit = number_of_known(revision);
                    history.revisions.push_back(std::move(revision));
                }
                history.whole = known->whole;
                if (known->whole) paths_->close(file);
            }
            met_shallow_end_ = met_shallow_end_ || !histories_[file].whole || histories_[file].revisions.empty();
        }
    }

    /// The clone ends here: what these files were before, nobody can tell.
    void give_up(OpenPaths::Front) { met_shallow_end_ = true; }

    std::uint32_t number_of(const ObjectId& commit) {
        const auto [found, fresh] =
            numbers_.try_emplace(hexadecimal(commit), static_cast<std::uint32_t>(history_.commits.size()));
        if (fresh) history_.commits.push_back(objects_.describe(commit));
        return found->second;
    }
    std::uint32_t number_of_known(const Revision& revision) {
        const auto& commit = known_.commit(revision);
        const auto [found, fresh] =
            numbers_.try_emplace(commit.id, static_cast<std::uint32_t>(history_.commits.size()));
        if (fresh) history_.commits.push_back(commit);
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
        std::set<std::string_view> there;
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
            history_.files.emplace(paths_->path(file), std::move(history));
        }
        put_in_order();
    }

    /// By time, so that the order tells nothing of the way by which the commits were met.
    void put_in_order() {
        auto& commits = history_.commits;
        std::vector<std::uint32_t> order(commits.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::uint32_t one, std::uint32_t other) {
            return std::pair{commits[other].when, std::string_view{commits[one].id}} <
                   std::pair{commits[one].when, std::string_view{commits[other].id}};
        });
        std::vector<PastCommit> sorted;
        std::vector<std::uint32_t> place(commits.size());
        for (const auto from : order) {
            place[from] = static_cast<std::uint32_t>(sorted.size());
            sorted.push_back(std::move(commits[from]));
        }
        commits = std::move(sorted);
        for (auto& [path, file] : history_.files) {
            for (auto& revision : file.revisions) revision.commit = place[revision.commit];
        }
        for (auto& page : history_.removed) page.commit = place[page.commit];
    }

    Repository& objects_;
    std::string prefix_;
    std::set<std::string> shallow_;
    const History& known_;
    LoadTree load_;
    std::optional<OpenPaths> paths_;
    std::vector<FileHistory> histories_;  // by file
    SiteTree site_tree_ = [this](const Commit& commit) { return site_tree(commit); };
    RemovalWalk removals_;
    RemovalLine line_;
    History history_;
    std::map<std::string, std::uint32_t, std::less<>> numbers_;  // commit id -> its place in history_
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

History walk_history(Repository& objects, const RepositoryPlace& place, const ObjectId& head, const KnownHistory& known,
                     std::string& cache_out, Diagnostics& found) {
    HistoryWalk walk{objects, place.prefix, lines_of(read_shallow(place)), known};
    auto history = with_old_versions(walk.run(head), place.top);
    if (!walk.damage().empty()) {
        // Not remembered: the repository may be mended.
        note(found, walk.damage());
        history.head.clear();
        return history;
    }
    cache_out = KnownHistory{history, walk.take_line(), known.circumstances}.to_bytes();
    if (walk.met_shallow_end()) note(found, "shallow clone");
    return history;
}

KnownHistory remembered(const std::string& cached, const RepositoryPlace& place) {
    const auto circumstances = Hasher{}.add(place.prefix).add(read_shallow(place)).finish();
    auto known = KnownHistory::from_bytes(cached);
    return known.circumstances == circumstances ? known : KnownHistory{{}, {}, circumstances};
}

/// Of a shallow clone it must be said each time that something is unknown; only the walk knows whether it is.
bool is_known(const KnownHistory& known, const std::string& head, const RepositoryPlace& place) {
    return !head.empty() && known.history.head == head && read_shallow(place).empty();
}

}  // namespace

History read_history(const fs::path& site_root, const std::string& cached, std::string& cache_out, Diagnostics& found) {
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
        return walk_history(objects, *place, *head, known, cache_out, found);
    } catch (const std::exception& failure) {
        note(found, failure.what());
        return {};
    }
}

History read_history_at(const fs::path& repository, const std::string& site, const std::string& commit,
                        const std::string& cached, std::string& cache_out, Diagnostics& found) {
    cache_out = cached;
    try {
        Repository objects{repository};
        const auto folder = objects.folder();
        const RepositoryPlace place{repository, folder, folder_of_refs(folder), site.empty() ? "" : site + "/"};
        auto known = remembered(cached, place);
        if (is_known(known, commit, place)) return with_old_versions(std::move(known.history), place.top);
        const auto head = object_id(commit);
        if (!head) throw GitFailure(commit + " is no commit");
        return walk_history(objects, place, *head, known, cache_out, found);
    } catch (const std::exception& failure) {
        note(found, failure.what());
        return {};
    }
}

void doubt_dates(History& history, const Date& today, Diagnostics& found) {
    constexpr std::int64_t first_believed = 631'152'000;  // 1990: older than any file that could have been imported
    const auto last_believed = unix_seconds({add_days(today, 2), {}, 0});
    std::size_t doubted = 0;
    for (auto& commit : history.commits) {
        if (commit.when >= first_believed && commit.when < last_believed) continue;
        if (doubted++ == 0)
            found.note({}, rule::history_date,
                       {commit.id.substr(0, 12), std::to_string(stockholm_time(commit.when).date.year)});
        commit.when = 0;
    }
}

}  // namespace knav
