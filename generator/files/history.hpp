// History as plain values: for each path, every commit that changed it and the bytes it then got. Filled by the git room.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/digest.hpp"

namespace knav {

/// git's name for a file's bytes, a tree or a commit.
using ObjectId = std::array<unsigned char, 20>;

/// A commit as those who read its outcome know it.
struct PastCommit {
    std::string id;         // 40 hexadecimal digits
    std::int64_t when = 0;  // author's time, Unix seconds; 0: not known, or not to be believed
    std::string author;     // a person's name, perhaps empty: for the command line, never shown on a site unasked
    std::string email;
    std::string subject;  // first line of the message
    friend bool operator==(const PastCommit&, const PastCommit&) = default;
};

/// What one commit made of a file.
struct Revision {
    std::uint32_t commit = 0;  // index into History::commits
    ObjectId blob{};           // the bytes it gave the file
    std::string path;          // where the file lay, from this commit on
    bool moved_only = false;   // its bytes were the same before, elsewhere
    friend bool operator==(const Revision&, const Revision&) = default;
};

struct FileHistory {
    std::vector<Revision> revisions;  // latest first
    bool whole = true;                // whether the last one made the file; false where the history breaks off
    Digest digest;                    // of all this, with the commits' ids; zero: not known
    friend bool operator==(const FileHistory&, const FileHistory&) = default;
};

/// A page that a commit took away and that lies nowhere any more.
struct RemovedPage {
    std::string path;          // where it lay
    ObjectId blob{};           // what it said last
    std::uint32_t commit = 0;  // index into History::commits
    friend bool operator==(const RemovedPage&, const RemovedPage&) = default;
};

/// A page otherwise than it was, of which no revision tells: a commit whose outcome a merge did not take, or a merge that
/// took one side's page where another had changed it. Those who saw that side published saw the page change.
struct Aside {
    std::string path;
    ObjectId commit{};
    std::uint32_t parent = 0;        // counts from 1 at a merge: one aside for each parent it differs from so; else 0
    std::optional<ObjectId> before;  // the bytes it had; nothing where the page was not there
    std::optional<ObjectId> after;
    friend auto operator<=>(const Aside&, const Aside&) = default;
};

/// Gives a blob's bytes, or nothing if it can't be read. Safe to call from several threads.
using LoadBlob = std::function<std::optional<std::string>(const ObjectId&)>;

/// A blob that will be asked for; the versions of one file have one number.
struct ExpectedBlob {
    ObjectId id{};
    std::uint32_t file = 0;
};
/// Says, latest first, what will be asked for: many are sooner read together than one by one.
using ExpectBlobs = std::function<void(const std::vector<ExpectedBlob>& blobs, unsigned threads)>;

/// A path that is absent has no known history (not committed, a shallow clone, no repository): shown as "okänt".
struct History {
    std::string head;  // the commit it was read at; empty without a repository
    std::vector<PastCommit> commits;
    std::map<std::string, FileHistory, std::less<>> files;  // by path at the head, relative to the site root
    std::vector<RemovedPage> removed;                       // by path
    std::vector<Aside> asides;                              // in their own order
    bool doubted = false;                                   // some of the times were taken away
    LoadBlob load;                                          // empty where there is nothing to load from
    ExpectBlobs expect;                                     // likewise

    [[nodiscard]] const FileHistory* file(std::string_view path) const {
        const auto found = files.find(path);
        return found == files.end() ? nullptr : &found->second;
    }
    [[nodiscard]] const PastCommit& commit(const Revision& revision) const { return commits[revision.commit]; }
    /// The commit that last changed what a file says; a move alone does not. Null when that is not known.
    [[nodiscard]] const PastCommit* last_change(std::string_view path) const;
};

/// Of all that is known: at one head it differs when a shallow clone has become a whole one, or a time is believed at last.
[[nodiscard]] Digest digest_of(const History& history);

}  // namespace knav
