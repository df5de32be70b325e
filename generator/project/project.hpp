// A site's folder as a whole: found, read with what the last run remembered, built and published. Here the pure core
// meets disk and git; commands and the preview stand on it.
#pragma once

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "build/build.hpp"
#include "disk/tree.hpp"
#include "files/snapshot.hpp"
#include "graph/read_pages.hpp"
#include "site/site.hpp"

namespace knav {

/// A site as it stands in a repository, whatever lies in folders.
struct SiteCommit {
    std::filesystem::path repository;  // bare or not
    std::string id;                    // 40 digits
    std::string site;                  // the site's folder there, "" for the whole
};

struct ProjectOptions {
    std::filesystem::path root;        // the folder that holds content/site.toml
    std::optional<SiteCommit> commit;  // read this instead of the folder
    std::filesystem::path memory;      // where to remember; empty: in the root
    std::filesystem::path output;
    Date today;
    Date clock;  // today by the clock, whatever day the site is made for; decides which commits' times are believed
    unsigned threads = 1;
    bool drafts = false;
    bool strict = false;        // dead links stop publishing too
    bool adopt_output = false;  // publish into a folder that was not made here
    bool portable = false;      // addresses that serve without a web server
    Digest program;
};

/// The nearest folder at or above `from` that holds content/site.toml.
[[nodiscard]] std::optional<std::filesystem::path> find_root(const std::filesystem::path& from);
/// The site of a folder as of a commit in its repository, by a name that a person may give it (git/repository.hpp) or as
/// it was at the end of a day ("2026-03-12"). Nothing if there is no such commit. Throws EnvironmentError without a
/// repository.
[[nodiscard]] std::optional<SiteCommit> find_site_commit(const std::filesystem::path& root, const std::string& said);
/// What searching is made with here: the system's dictionary, and the words that the last run counted.
[[nodiscard]] search::Means search_means(const std::filesystem::path& root);

struct Outcome {
    std::size_t pages = 0;
    std::size_t targets = 0;
    std::size_t made = 0;     // rendered
    std::size_t written = 0;  // differed from what was published
    std::size_t removed = 0;
    bool published = false;         // false when errors stopped it
    bool nothing_to_do = false;     // nothing had changed since the last time
    std::vector<Verdict> verdicts;  // empty when there was nothing to do
};

/// What a build has made, besides the files that it handed over.
struct Made {
    Outcome outcome;
    std::vector<std::string> remove;
    Ledger ledger;
    std::optional<LedgerStep> step;
    bool may_be_published = false;  // no errors stand in the way
    std::future<void>
        remembered;  // what the next build need not work out again: get() once there is nothing else to do
};

class Project {
public:
    explicit Project(ProjectOptions options);
    ~Project();
    Project(const Project&) = delete;
    Project& operator=(const Project&) = delete;

    /// Reads the folder or the commit, its history and its memory, and assembles the site. Throws EnvironmentError.
    const Site& read(Diagnostics& found);
    /// Makes what is stale and publishes it, unless `found` holds errors by then; remembers. Reads first if need be;
    /// when nothing at all has changed since the last time, that is seen without assembling anything.
    Outcome build(Diagnostics& found);
    /// Makes what is stale beside a last build, for one who publishes it elsewhere.
    Made make(Ledger last, const Present& present, const HandOver& hand_over, Diagnostics& found);
    /// Of all that decides what is made; reads, but assembles nothing. Equal digests, equal sites.
    Digest of_all_that_is_read(Diagnostics& found);

    [[nodiscard]] const ProjectOptions& options() const { return options_; }
    [[nodiscard]] const std::shared_ptr<Names>& names() const { return names_; }
    /// What the last build remembered; empty if there was none.
    [[nodiscard]] Ledger last_ledger();

private:
    [[nodiscard]] std::filesystem::path memory() const;
    void read_tree_and_history(Diagnostics& found);
    void read_folder(Diagnostics& found);
    /// `read` is given what was remembered and gives what to remember; what it has to say goes into told_of_history_.
    void begin_history(std::function<History(const std::string& cached, std::string& next)> read);
    /// Waits for it, and takes over what it had to say.
    const History& finish_history(Diagnostics& found);
    void read_commit(const SiteCommit& from, Diagnostics& found);
    /// What the last build said of its situation, and which of the files it published are there still, by path.
    struct LastTime {
        bool is_known = false;  // false after a run that was cut off while it published, whatever else is remembered
        std::string situation;
        std::vector<std::string> there;
        bool all_there = false;
    };
    [[nodiscard]] LastTime last_time() const;
    [[nodiscard]] Ledger ledger_of_this_shape();
    void remember(const Made& made, Diagnostics& found);
    void remember_ledger(const Made& made);
    void remember_words();
    /// Writes down what was found, for the next run, while this one goes on.
    void write_later(std::string_view name, std::function<std::string()> bytes);
    void finish_writing();

    ProjectOptions options_;
    std::shared_ptr<Names> names_ = std::make_shared<Names>();
    search::Means search_;
    Digest dictionary_;
    StatCache stats_;
    std::optional<Tree> tree_;
    Diagnostics told_of_history_;
    bool history_told_ = false;
    std::string next_history_;  // to be remembered; empty if that has been done, or is as it was
    std::shared_future<std::shared_ptr<const History>> history_;  // after what it writes to
    PageMemo memo_;
    std::unique_ptr<const Site> site_;
    std::string ledger_steps_;     // as they were found
    std::size_t ledger_size_ = 0;  // of the ledger they belong to, in bytes
    std::vector<std::future<void>> writing_;
};

}  // namespace knav
