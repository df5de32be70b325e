// Pages as they were in earlier commits, read with today's schema. What the past is worked out from is also what history
// pages show, so each version is read once, as far as there is room to keep it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "events/compare.hpp"
#include "files/history.hpp"
#include "graph/graph.hpp"

namespace knav {

class OldPages {
public:
    /// All of these are to outlive it. A version that says what a page of `now` says is not read again.
    OldPages(const History& history, const Graph& now, const Schema& schema, Language language);

    /// The page that a blob was at a path; null if the bytes cannot be read. Safe to ask from several threads. Faster with
    /// a version of the page before or after it at hand.
    [[nodiscard]] std::shared_ptr<const Version> read(const std::string& path, const ObjectId& blob,
                                                      const Version& beside = {}) const;

    [[nodiscard]] const History& history() const { return history_; }
    [[nodiscard]] const Schema& schema() const { return schema_; }
    [[nodiscard]] Language language() const { return language_; }

private:
    using Place = std::pair<ObjectId, std::string>;  // where a page lies decides its type

    [[nodiscard]] Version parsed(const std::string& path, std::string bytes, const Version& beside) const;

    const History& history_;
    const Graph& now_;
    const Schema& schema_;
    Language language_;
    mutable std::mutex mutex_;
    mutable std::map<Place, std::shared_ptr<const Version>> kept_;
    mutable std::size_t room_;  // bytes of files that may still be kept
};

}  // namespace knav
