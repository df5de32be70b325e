// What each commit has otherwise than its first parent. Asked for one commit after the other along a line of history; the
// trees of many are compared ahead, by several threads, each tree read once where a line is gone along.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "git/repository.hpp"
#include "git/tree_changes.hpp"

namespace knav {

/// A file that came, went or is otherwise.
struct PathChange {
    std::string path;  // below the site's folder
    std::optional<TreeSide> before;
    std::optional<TreeSide> after;
};

class LineChanges {
public:
    /// `site` is the site's folder in the repository, ending in '/' or empty; `folders` those in it that count. A line is
    /// not followed beyond a commit for which `ends`. `objects` is that of the thread that asks, and outlives this.
    LineChanges(Repository& objects, std::string site, std::vector<std::string> folders,
                std::function<bool(const ObjectId&)> ends, unsigned threads);
    ~LineChanges();
    LineChanges(const LineChanges&) = delete;
    LineChanges& operator=(const LineChanges&) = delete;

    /// In the order of trees; nothing for a commit without parents. Throws GitFailure at an object that can't be read.
    [[nodiscard]] std::vector<PathChange> take(const Commit& commit);
    /// What a commit has otherwise than any other, mostly one of its parents.
    [[nodiscard]] std::vector<PathChange> between(const Commit& commit, const Commit& other);

private:
    struct Compared {
        std::vector<PathChange> changes;
        std::string failure;  // why there are none
    };
    class Worker;

    void look_ahead(const Commit& from);
    [[nodiscard]] Worker& worker(std::size_t number);
    [[nodiscard]] static std::vector<PathChange> outcome(Compared compared);

    Repository& objects_;
    std::string site_;
    std::vector<std::string> folders_;
    std::function<bool(const ObjectId&)> ends_;
    std::vector<std::unique_ptr<Worker>> workers_;  // one for each thread, made when it is needed
    std::unordered_map<ObjectId, Compared, ObjectIdHash> ahead_;
    std::size_t reach_;  // how many commits to look ahead the next time
};

}  // namespace knav
