// From a changed file to what is shown: reads the folder once, and from then on only what is told to have changed.
// A page that was saved is shown as soon as it can be; what else changes by it follows. Nothing is written to the output
// folder. Runs on one thread, whichever that is; history is as it was at the start.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "disk/watch.hpp"
#include "project/project.hpp"
#include "render/template.hpp"
#include "serve/shown.hpp"

namespace knav {

/// What one rebuild came to.
struct Round {
    std::size_t changed = 0;      // files in the folder
    std::size_t made = 0;         // files of the site that were rendered
    double milliseconds = 0;      // until the saved pages could be seen
    double all_milliseconds = 0;  // until everything could
    std::size_t errors = 0;
    std::size_t warnings = 0;
};

class Rebuilder {
public:
    using Clock = std::chrono::steady_clock;

    /// Messages are in `language`, or the site's own.
    Rebuilder(ProjectOptions options, std::optional<Language> language, Shown& shown);

    /// Reads everything. Throws EnvironmentError, as does again(): what is shown then stays as it was, and the whole
    /// folder is read the next time.
    Round first(Clock::time_point began);
    /// Nothing if no file has other bytes than before.
    std::optional<Round> again(const Seen& seen, Clock::time_point began);
    /// Whether a file that has been seen to change is gone just now: an editor may be about to put a new one there.
    [[nodiscard]] bool misses_one_of(const Seen& seen) const;
    [[nodiscard]] Language language() const;

private:
    struct TemplateError {
        Diagnostic diagnostic;
        Digest text;  // of the template that it was found in
    };

    [[nodiscard]] Snapshot read_again(const Seen& seen);
    Round show(Snapshot snapshot, std::size_t changed, const std::vector<std::string>& saved, Clock::time_point began);
    [[nodiscard]] Report report_of(const Site& site, const Diagnostics& found) const;
    [[nodiscard]] Changes make_saved(const Site& site, const std::vector<std::string>& saved);
    void keep_template_errors(const Site& site, const Diagnostics& of_build);
    void drop_what_is_shown(Changes& changes) const;
    void keep_last_good(Changes& changes, const Snapshot& snapshot);

    ProjectOptions options_;
    std::optional<Language> language_;
    Shown& shown_;
    StatCache stats_;
    std::shared_ptr<const History> history_;
    std::shared_ptr<const Past> past_;
    std::vector<Diagnostic> history_found_;
    std::vector<Diagnostic> tree_found_;
    bool read_all_ = false;
    std::shared_ptr<Names> names_ = std::make_shared<Names>();
    PageMemo memo_;
    search::Means search_;
    Ledger ledger_;
    std::unique_ptr<Site> site_;
    TemplateEngine engine_;  // of the saved pages; remembers templates from one time to the next
    std::vector<TemplateError> template_errors_;
    std::set<std::string> kept_;  // pages that are shown as they last were, since they can't be made
};

}  // namespace knav
