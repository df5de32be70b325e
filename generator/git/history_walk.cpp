#include "git/history_walk.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <queue>

#include "git/history_draft.hpp"
#include "git/line_changes.hpp"
#include "git/open_paths.hpp"
#include "git/rename.hpp"
#include "git/side_walk.hpp"

namespace knav {

namespace {

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
          known_head_(known.history.head),
          known_line_(std::move(known.line)),
          circumstances_(known.circumstances),
          load_([&objects](const ObjectId& id) { return objects.tree(id); }),
          draft_(objects, std::move(known.history)),
          changes_(
              objects, prefix, site_folders, [this](const ObjectId& commit) { return is_end(commit); }, threads),
          removals_(objects, changes_, shallow_, known_line_),
          // In a shallow clone what is known of sides may have been found while less was there.
          sides_(objects, changes_, site_folder(), shallow_, shallow_.empty() ? known.commits : std::vector<ObjectId>{},
                 known_head_) {}

    [[nodiscard]] Walked run(const ObjectId& head) {
        const auto start = objects_.commit(head);
        const auto tree = site_tree(start);
        if (!tree) return nothing(head);
        paths_.emplace(*tree, site_folders, load_);
        draft_.resize(paths_->size());
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
        look_at_the_rest(head);
        return outcome(head);
    }

private:
    using FileIndex = OpenPaths::FileIndex;
    struct Standing {
        Commit commit;
        OpenPaths::Front front = 0;
    };

    [[nodiscard]] std::string_view site_folder() const {
        return std::string_view{prefix_}.substr(0, prefix_.empty() ? 0 : prefix_.size() - 1);
    }

    /// The tree of the site root in a commit, or nothing.
    std::optional<ObjectId> site_tree(const Commit& commit) { return objects_.folder_in(commit, site_folder()); }

    /// The site is not in this repository's commits.
    [[nodiscard]] Walked nothing(const ObjectId& head) const {
        Walked walked;
        walked.known.history.head = hexadecimal(head);
        walked.known.circumstances = circumstances_;
        return walked;
    }

    /// Whether what was before this commit is known, or can't be.
    [[nodiscard]] bool is_end(const ObjectId& commit) const {
        const auto name = hexadecimal(commit);
        return name == known_head_ || shallow_.contains(name) || sides_.is_done_with(commit);
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
        if (name == known_head_) return take_known(front);
        if (shallow_.contains(name)) return give_up(front);
        const auto changes = changes_.take(commit);
        auto changed = go_to_first_parent(commit, changes, front);
        sides_.look_at(commit, changes, followed_through(changes, changed));
        for (std::size_t i = 1; i < commit.parents.size() && !changed.empty(); ++i) {
            changed = go_to_parent(commit.parents[i], std::move(changed));
        }
        if (!changed.empty()) go_on_as_before(commit, changes, std::move(changed));
        removals_.look_at(commit, changes);
    }

    [[nodiscard]] std::vector<char> followed_through(const std::vector<PathChange>& changes,
                                                     const std::vector<FileIndex>& files) const {
        std::vector<char> is_followed(changes.size(), 0);
        if (changes.empty()) return is_followed;
        for (const auto file : files) is_followed[static_cast<std::size_t>(changes_of_[file] - changes.data())] = 1;
        return is_followed;
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
        for (const auto file : files) draft_.add(file, commit.id, paths_->blob(file), paths_->path_now(file));
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
            if (before.blob == paths_->blob(file)) draft_.call_moved(file);
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
        for (const auto file : paths_->in_front(front)) {
            const bool whole = draft_.take_known(file, paths_->path_now(file), paths_->path(file));
            if (whole) paths_->close(file);
            met_shallow_end_ = met_shallow_end_ || !whole;
        }
    }

    /// The clone ends here: what these files were before, nobody can tell.
    void give_up(OpenPaths::Front) { met_shallow_end_ = true; }

    /// Looks at what the files did not lead to: pages that are gone, sides that were not taken.
    void look_at_the_rest(const ObjectId& head) {
        try {
            line_ = removals_.finish();
            sides_.finish(head);
        } catch (const GitFailure& failure) {
            if (damage_.empty()) damage_ = failure.what();
        }
    }

    /// The files whose way did not end are those that met a shallow end or damage.
    [[nodiscard]] Walked outcome(const ObjectId& head) {
        std::vector<std::string> paths;
        for (FileIndex file = 0; file < changes_of_.size(); ++file) {
            if (paths_->is_open(file)) draft_.call_broken_off(file);
            paths.push_back(paths_->path(file));
        }
        auto history = draft_.finish(paths, line_.removals, sides_.take_asides(), sides_.continues());
        history.head = hexadecimal(head);
        return {{std::move(history), std::move(line_), sides_.take_commits(), circumstances_},
                met_shallow_end_,
                std::move(damage_)};
    }

    Repository& objects_;
    std::string prefix_;
    std::set<std::string> shallow_;
    std::string known_head_;
    RemovalLine known_line_;
    Digest circumstances_;
    LoadTree load_;
    std::optional<OpenPaths> paths_;
    HistoryDraft draft_;
    std::vector<const PathChange*> changes_of_;  // by file: at the commit that is being looked at
    LineChanges changes_;
    RemovalWalk removals_;
    RemovalLine line_;
    SideWalk sides_;
    std::map<ObjectId, Standing> standing_;
    std::priority_queue<std::pair<std::int64_t, ObjectId>> waiting_;  // latest first: few commits are met twice
    bool met_shallow_end_ = false;
    std::string damage_;
};

}  // namespace

Walked walk_history(Repository& objects, const std::string& prefix, std::set<std::string> shallow, KnownHistory known,
                    const ObjectId& head, unsigned threads) {
    return HistoryWalk{objects, prefix, std::move(shallow), std::move(known), threads}.run(head);
}

}  // namespace knav
