// A history while it is being written: what is known of each file so far, and the commits that are spoken of. Knows
// nothing of how they were come upon. What was known before is moved over, for there is much of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "git/removed_pages.hpp"
#include "git/repository.hpp"

namespace knav {

class HistoryDraft {
public:
    using FileIndex = std::uint32_t;

    /// `objects` outlives it. `known` is an earlier history, or an empty one.
    HistoryDraft(Repository& objects, History known) : objects_(objects), known_(std::move(known)) {}

    /// How many files there are. Asked once, before anything is said of them.
    void resize(std::size_t files) { files_.resize(files); }

    [[nodiscard]] const std::string& known_head() const { return known_.head; }
    /// The commit made the file this.
    void add(FileIndex file, const ObjectId& commit, const ObjectId& blob, const std::string& path);
    /// The last thing said of the file: it was but moved.
    void call_moved(FileIndex file) { files_[file].revisions.back().moved_only = true; }
    /// From here on backwards the file is what was known under `path`; `path_at_head` is where it lies now. Two files may come
    /// to one place, where they were the same. Says whether that is all of its history.
    bool take_known(FileIndex file, const std::string& path, const std::string& path_at_head);
    void call_broken_off(FileIndex file) { files_[file].whole = false; }

    /// Puts it together. `path_of` says where a file lies; `removals` are latest first; of `asides`, those are left out that
    /// a file's revisions tell of. `continues` says whether all that was known is still so.
    [[nodiscard]] History finish(const std::vector<std::string>& paths, const std::vector<Removal>& removals,
                                 std::vector<Aside> asides, bool continues);

private:
    struct Taken {
        FileIndex by = 0;
        std::size_t begin = 0;  // in its revisions
        std::size_t count = 0;
        [[nodiscard]] std::size_t end() const { return begin + count; }
    };

    void number_known();
    [[nodiscard]] std::uint32_t number_of(const ObjectId& commit);
    void add_removals(const std::vector<std::string>& paths, const std::vector<Removal>& removals);
    void add_forsaken(std::vector<Aside>& asides);
    [[nodiscard]] Digest digest_of_story(const FileHistory& file) const;
    template <class Each>
    void for_each_number(Each each);
    void put_commits_in_order();

    Repository& objects_;
    History known_;
    History history_;
    std::vector<FileHistory> files_;
    std::unordered_map<std::string_view, Taken> taken_;                  // by path at the known head
    std::unordered_map<ObjectId, std::uint32_t, ObjectIdHash> numbers_;  // commit -> its place in history_
    std::vector<std::uint32_t> known_numbers_;                           // of known_.commits
};

}  // namespace knav
