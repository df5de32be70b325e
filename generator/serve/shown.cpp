#include "serve/shown.hpp"

#include <chrono>

namespace knav {

namespace {

constexpr std::size_t most_remembered = 64;  // rebuilds
constexpr std::size_t most_paths = 500;      // told one by one

News news_of(const Changes& changes, const Report& before, const Report& after) {
    News news{after.generation, false, before.diagnostics != after.diagnostics, {}};
    for (const auto& file : changes.write) news.paths.insert(file.path);
    news.paths.insert(changes.remove.begin(), changes.remove.end());
    return news;
}

}  // namespace

void Shown::update(const Changes& changes, Report report) {
    {
        const std::lock_guard lock{mutex_};
        const bool is_news = report_->generation == 0 || !changes.write.empty() || !changes.remove.empty() ||
                             report.diagnostics != report_->diagnostics || report.base_path != report_->base_path;
        report.generation = report_->generation + (is_news ? 1 : 0);
        auto next = std::make_shared<const Report>(std::move(report));
        for (const auto& path : changes.remove) files_.erase(path);
        for (const auto& file : changes.write) files_.insert_or_assign(file.path, file);
        // The first time everything is new, and nobody has seen it.
        if (is_news && report_->generation > 0) log_.push_back(news_of(changes, *report_, *next));
        if (log_.size() > most_remembered) log_.erase(log_.begin());
        report_ = std::move(next);
    }
    changed_.notify_all();
}

void Shown::close() {
    {
        const std::lock_guard lock{mutex_};
        closed_ = true;
    }
    changed_.notify_all();
}

std::optional<File> Shown::find(const std::string& path) const {
    const std::lock_guard lock{mutex_};
    const auto found = files_.find(path);
    if (found == files_.end()) return std::nullopt;
    return found->second;
}

std::shared_ptr<const Report> Shown::report() const {
    const std::lock_guard lock{mutex_};
    return report_;
}

bool Shown::is_closed() const {
    const std::lock_guard lock{mutex_};
    return closed_;
}

std::optional<News> Shown::news_since(std::uint64_t generation) const {
    std::unique_lock lock{mutex_};
    const auto is_newer = [&] { return closed_ || report_->generation != generation; };
    changed_.wait_for(lock, std::chrono::milliseconds{500}, is_newer);
    if (closed_ || report_->generation == generation) return std::nullopt;
    return collect(generation);
}

News Shown::collect(std::uint64_t generation) const {
    News news{report_->generation, false, false, {}};
    // One who is ahead of us, or behind what is remembered, has seen another site.
    news.everything = generation > news.generation || log_.empty() || log_.front().generation > generation + 1;
    for (const auto& each : log_) {
        if (each.generation <= generation || news.everything) continue;
        news.diagnostics = news.diagnostics || each.diagnostics;
        news.paths.insert(each.paths.begin(), each.paths.end());
        news.everything = news.paths.size() > most_paths;
    }
    if (news.everything) news.paths.clear();
    return news;
}

}  // namespace knav
