#include "git/history.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <queue>
#include <set>

#include "git/known_history.hpp"
#include "git/open_paths.hpp"
#include "git/repository.hpp"
#include "git/repository_place.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> site_folders = {"content", "schema", "themes"};

/// From HEAD backwards. Each commit is given the files that are the same there as at HEAD; those that no parent has the
/// same were changed by it, the others go on to the first parent that has them so (git-log(1), History Simplification).
/// The order of commits does not matter to the outcome: a commit to which more files come later is looked at again.
class HistoryWalk {
public:
    HistoryWalk(Repository& objects, const std::string& prefix, std::set<std::string> shallow, const History& known)
        : objects_(objects),
          prefix_(prefix),
          shallow_(std::move(shallow)),
          known_(known),
          load_([&objects](const ObjectId& id) { return objects.tree(id); }) {}

    [[nodiscard]] History run(const ObjectId& head) {
        History history;
        history.head = hexadecimal(head);
        const auto start = objects_.commit(head);
        const auto tree = site_tree(start);
        if (!tree) return history;  // the site is not in this repository's commits
        paths_.emplace(*tree, site_folders, load_);
        stand_at(head, paths_->first_front());
        while (!waiting_.empty() && paths_->size() > 0) {
            const auto id = waiting_.top().second;
            waiting_.pop();
            const auto node = standing_.extract(id);
            if (!node.empty() && paths_->size(node.mapped().front) > 0) look_at(node.mapped(), history);
            objects_.forget_trees();
        }
        return history;
    }

    [[nodiscard]] bool met_shallow_end() const { return met_shallow_end_; }

private:
    struct Standing {
        Commit commit;
        OpenPaths::Front front = 0;
    };

    /// The tree of the site root in a commit, or nothing.
    std::optional<ObjectId> site_tree(const Commit& commit) {
        return objects_.folder_in(commit, prefix_.substr(0, prefix_.find_last_not_of('/') + 1));
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

    void look_at(const Standing& standing, History& history) {
        const auto& [commit, front] = standing;
        const auto name = hexadecimal(commit.id);
        if (name == known_.head) return take_known(front, history);
        if (shallow_.contains(name)) return give_up(front);
        const auto tree = site_tree(commit);
        if (!tree) return;  // cannot be: its files came here because the commit has them
        auto changed = go_to_first_parent(commit, *tree, front);
        for (std::size_t i = 1; i < commit.parents.size() && !changed.empty(); ++i) {
            changed = go_to_parent(commit.parents[i], std::move(changed));
        }
        for (const auto file : changed) {
            history.last_change.emplace(paths_->path(file), Revision{name, commit.authored});
            paths_->close(file);
        }
    }

    /// Sends the front on and gives back the files that cannot go along.
    std::vector<OpenPaths::FileIndex> go_to_first_parent(const Commit& commit, const ObjectId& tree,
                                                         OpenPaths::Front front) {
        if (commit.parents.empty()) return paths_->in_front(front);
        const auto parent_tree = site_tree(objects_.commit(commit.parents[0]));
        auto changed = paths_->differing(front, tree, parent_tree ? &*parent_tree : nullptr, load_);
        const auto stays = paths_->new_front();
        for (const auto file : changed) paths_->move(file, stays);
        stand_at(commit.parents[0], front);
        return changed;
    }

    /// Sends those of the files on that are the same in the parent, and gives back the others.
    std::vector<OpenPaths::FileIndex> go_to_parent(const ObjectId& parent, std::vector<OpenPaths::FileIndex> files) {
        const auto tree = site_tree(objects_.commit(parent));
        if (!tree) return files;
        const auto goes = paths_->new_front();
        const auto moved = std::partition(files.begin(), files.end(), [&](OpenPaths::FileIndex file) {
            return !paths_->is_same_in(file, *tree, load_);
        });
        for (auto file = moved; file != files.end(); ++file) paths_->move(*file, goes);
        files.erase(moved, files.end());
        stand_at(parent, goes);
        return files;
    }

    /// What an earlier walk from this commit found is what this one would find.
    void take_known(OpenPaths::Front front, History& history) {
        for (const auto file : paths_->in_front(front)) {
            if (const auto* revision = known_.of(paths_->path(file))) {
                history.last_change.emplace(paths_->path(file), *revision);
            } else {
                met_shallow_end_ = true;
            }
            paths_->close(file);
        }
    }

    /// The clone ends here: these files changed in this commit or before it, nobody can tell.
    void give_up(OpenPaths::Front front) {
        met_shallow_end_ = true;
        for (const auto file : paths_->in_front(front)) paths_->close(file);
    }

    Repository& objects_;
    std::string prefix_;
    std::set<std::string> shallow_;
    const History& known_;
    LoadTree load_;
    std::optional<OpenPaths> paths_;
    std::map<ObjectId, Standing> standing_;
    std::priority_queue<std::pair<std::int64_t, ObjectId>> waiting_;  // latest first: few commits are met twice
    bool met_shallow_end_ = false;
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

History walk_history(Repository& objects, const RepositoryPlace& place, const ObjectId& head, const KnownHistory& known,
                     std::string& cache_out, Diagnostics& found) {
    HistoryWalk walk{objects, place.prefix, lines_of(read_shallow(place)), known.history};
    auto history = walk.run(head);
    cache_out = KnownHistory{history, known.circumstances}.to_bytes();
    if (walk.met_shallow_end()) note(found, "shallow clone");
    return history;
}

KnownHistory remembered(const std::string& cached, const RepositoryPlace& place) {
    const auto circumstances = Hasher{}.add(place.prefix).add(read_shallow(place)).finish();
    auto known = KnownHistory::from_bytes(cached);
    return known.circumstances == circumstances ? known : KnownHistory{{}, circumstances};
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
        if (is_known(known, read_head(*place), *place)) return std::move(known.history);
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
        if (is_known(known, commit, place)) return std::move(known.history);
        const auto head = object_id(commit);
        if (!head) throw GitFailure(commit + " is no commit");
        return walk_history(objects, place, *head, known, cache_out, found);
    } catch (const std::exception& failure) {
        note(found, failure.what());
        return {};
    }
}

}  // namespace knav
