// What the preview shows at this moment: the site's files as bytes in memory, and what is wrong with it. One thread
// brings it up to date, many read. Knows nothing of sites or sockets.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diag/diagnostic.hpp"
#include "files/snapshot.hpp"
#include "text/language.hpp"

namespace knav {

/// What is said of a site besides its files.
struct Report {
    std::uint64_t generation = 0;  // counts what has been shown from 1; 0 until there is something
    std::size_t pages = 0;
    double milliseconds = 0;  // from a file's change until its answer was ready
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::vector<Diagnostic> diagnostics;  // by place
    std::string base_path = "/";
    Language language = Language::sv;
};

/// What one or more rebuilds changed, for a page that was made by an earlier one.
struct News {
    std::uint64_t generation = 0;  // the newest
    bool everything = false;       // too much to tell
    bool diagnostics = false;
    std::set<std::string> paths;  // below the output folder, "rmpo/index.html"
};

class Shown {
public:
    /// `run` tells this run of the program from another: a page may outlive the preview that made it.
    explicit Shown(std::string run) : run_(std::move(run)) {}

    [[nodiscard]] const std::string& run() const { return run_; }

    /// Takes over the changes and the report, numbers it, and wakes those who wait for news. Where there is no news the
    /// number stays.
    void update(const Changes& changes, Report report);
    /// No more news: those who wait are told that it is over.
    void close();

    [[nodiscard]] std::optional<File> find(const std::string& path) const;
    [[nodiscard]] std::shared_ptr<const Report> report() const;
    /// Waits until there is something newer than `generation`; nothing if that takes longer than half a second.
    [[nodiscard]] std::optional<News> news_since(std::uint64_t generation) const;
    [[nodiscard]] bool is_closed() const;

private:
    [[nodiscard]] News collect(std::uint64_t generation) const;

    std::string run_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::unordered_map<std::string, File> files_;
    std::shared_ptr<const Report> report_ = std::make_shared<const Report>();
    std::vector<News> log_;  // the last rebuilds, oldest first
    bool closed_ = false;
};

}  // namespace knav
