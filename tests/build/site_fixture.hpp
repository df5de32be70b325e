// A whole site in memory, built again and again as its files change: the tests' world, written as one text.
//
//     -- content/site.toml --
//     title = "..."
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "build/build.hpp"
#include "files/snapshot.hpp"
#include "search/word_store.hpp"
#include "site/site.hpp"
#include "tests/events/memory_history.hpp"

namespace knav::test {

/// A small theme with one template for all pages, and small schemas: plan, meeting, group and page.
std::map<std::string, std::string> small_site();

class SiteFixture {
public:
    explicit SiteFixture(std::map<std::string, std::string> files) : files_(std::move(files)) {}

    std::map<std::string, std::string>& files() { return files_; }
    void replace(const std::string& path, const std::string& from, const std::string& to);

    /// The files as they are become a commit. A file that lies elsewhere with the same bytes was moved.
    void commit(std::int64_t when);

    /// Builds what is stale, with what the last build remembered; the paths that were made.
    std::set<std::string> build();
    /// The same files built by one who remembers nothing.
    std::map<std::string, std::string> built_clean(unsigned threads = 1) const;
    /// What has been published so far.
    const std::map<std::string, std::string>& published() const { return published_; }
    const Diagnostics& found() const { return *found_; }
    std::string reason(const std::string& path) const;
    /// How many builds had no need to join the pages, and how many steps the ledger is away from what was written.
    int recalled = 0;
    int stepped = 0;

    Date today{2026, 3, 12};
    MemoryHistory history;

private:
    Ledger last_ledger();
    void remember(const Built& built);

    std::map<std::string, std::string> files_;
    std::map<std::string, std::string> committed_;
    std::shared_ptr<const Past> past_;
    std::map<std::string, std::string> published_;
    std::shared_ptr<Names> names_ = std::make_shared<Names>();
    std::shared_ptr<const std::string> pages_ = std::make_shared<const std::string>();
    std::string joints_;
    std::shared_ptr<search::WordStore> words_ = std::make_shared<search::WordStore>();
    std::string ledger_, steps_;
    std::vector<Verdict> verdicts_;
    std::unique_ptr<Diagnostics> found_ = std::make_unique<Diagnostics>();
};

}  // namespace knav::test
