#include "project/publishing.hpp"

#include <algorithm>
#include <mutex>

#include "diag/environment_error.hpp"
#include "disk/releases.hpp"
#include "git/repository.hpp"
#include "task/beside.hpp"

namespace knav {
namespace {

std::string newest_commit(const PublishOptions& options) {
    try {
        const auto tip = Repository{options.repository}.find_ref(options.branch);
        return tip ? hexadecimal(*tip) : std::string{};
    } catch (const GitFailure& failure) {
        throw EnvironmentError("read", options.repository.string(), failure.what());
    }
}

ProjectOptions project_options(const PublishOptions& options, const std::string& commit,
                               const std::filesystem::path& memory) {
    ProjectOptions project;
    project.commit = SiteCommit{options.repository, commit, options.site};
    project.memory = memory;
    project.today = options.today;
    project.threads = options.threads;
    project.strict = options.strict;
    project.program = options.program;
    return project;
}

/// One commit, from reading to the switch.
class Publishing {
public:
    Publishing(const PublishOptions& options, const std::string& commit, Releases& releases)
        : options_(options), releases_(releases), project_(project_options(options, commit, releases.memory())) {
        result_.commit = commit;
    }

    PublishResult run() {
        if (!options_.anew) shown_ = releases_.current();
        Diagnostics found;
        if (is_shown(found)) {
            result_.end = PublishEnd::nothing_new;
            result_.release = shown_->name;
        } else {
            publish(found);
        }
        result_.found = found.sorted();
        return std::move(result_);
    }

private:
    [[nodiscard]] bool is_shown(Diagnostics& found) {
        if (!shown_ || shown_->commit != result_.commit) return false;
        return shown_->situation == project_.of_all_that_is_read(found);
    }

    void publish(Diagnostics& found) {
        auto last = beside(options_.threads, [this] {
            return shown_ ? Ledger::parse(shown_->ledger, *project_.names()).value_or(Ledger{}) : Ledger{};
        });
        result_.language = project_.read(found).language();
        try {
            make_and_add(last.get(), found);
        } catch (const DoubtfulRelease&) {
            shown_.reset();
            make_and_add({}, found);
        }
    }

    void make_and_add(Ledger last, Diagnostics& found) {
        const auto present = [this](const std::string& path) {
            if (!shown_) return false;
            const auto& files = shown_->files;
            const auto at = std::lower_bound(files.begin(), files.end(), path,
                                             [](const auto& file, const auto& wanted) { return file.path < wanted; });
            return at != files.end() && at->path == path;
        };
        std::vector<File> fresh;
        std::mutex mutex;
        const auto take = [&](File file) {
            const std::lock_guard lock{mutex};
            fresh.push_back(std::move(file));
        };
        auto made = project_.make(std::move(last), present, take, found);
        result_.outcome = std::move(made.outcome);
        if (!made.may_be_published) {
            made.remembered.get();
            result_.end = PublishEnd::refused;
            return;
        }
        std::sort(fresh.begin(), fresh.end(),
                  [](const File& left, const File& right) { return left.path < right.path; });
        result_.release = releases_.add(release_of(made.ledger, found), fresh, shown_, options_.threads);
        result_.outcome.published = true;
        result_.end = PublishEnd::published;
        made.remembered.get();
    }

    [[nodiscard]] Release release_of(const Ledger& ledger, Diagnostics& found) {
        Release release;
        release.commit = result_.commit;
        release.situation = project_.of_all_that_is_read(found);
        release.files.reserve(ledger.targets.size());
        for (const auto& target : ledger.targets) release.files.push_back({target.path, target.output});
        release.ledger = ledger.serialise(*project_.names());
        return release;
    }

    const PublishOptions& options_;
    Releases& releases_;
    Project project_;
    std::optional<Release> shown_;  // what readers see, if it can be built upon
    PublishResult result_;
};

}  // namespace

PublishResult publish_branch(const PublishOptions& options) {
    Releases releases{options.to, options.patience};
    PublishResult result;
    for (auto commit = newest_commit(options); commit != result.commit; commit = newest_commit(options)) {
        result = Publishing{options, commit, releases}.run();
    }
    return result;
}

}  // namespace knav
