#include "serve/preview.hpp"

#include <chrono>
#include <thread>

#include "diag/environment_error.hpp"
#include "serve/routes.hpp"
#include "text/escape.hpp"

namespace knav {

namespace {

using Clock = Rebuilder::Clock;

constexpr int quiet_ms = 5;      // most programs save a file in one go
constexpr int patience_ms = 60;  // for a file that is gone: it is often about to be put back
constexpr int look_up_ms = 200;  // how often to see whether it is time to stop

std::string name_of_run() { return std::to_string(std::chrono::system_clock::now().time_since_epoch().count()); }

}  // namespace

Preview::Preview(PreviewOptions options)
    : options_(std::move(options)),
      shown_(name_of_run()),
      server_(options_.port, [this](const Request& request) { return answer(shown_, server_.port(), request); }),
      rebuilder_(options_.project, options_.language, shown_) {}

std::string Preview::address() const {
    return "http://127.0.0.1:" + std::to_string(port()) + url_path(shown_.report()->base_path);
}

Round Preview::begin() {
    const auto began = Clock::now();
    watcher_.emplace(options_.project.root, std::vector<std::string>{"content", "schema", "themes"},
                     quiet_ms);  // before reading
    return rebuilder_.first(began);
}

void Preview::run() {
    std::thread watching{[this] { watch(); }};
    server_.run();
    stopping_ = true;
    watching.join();
}

void Preview::stop() {
    stopping_ = true;
    shown_.close();
    server_.stop();
}

Seen Preview::settled(Seen seen) {
    if (!rebuilder_.misses_one_of(seen)) return seen;
    auto more = watcher_->wait(patience_ms);
    seen.rescan = seen.rescan || more.rescan;
    seen.paths.insert(seen.paths.end(), more.paths.begin(), more.paths.end());
    std::sort(seen.paths.begin(), seen.paths.end());
    seen.paths.erase(std::unique(seen.paths.begin(), seen.paths.end()), seen.paths.end());
    return seen;
}

void Preview::watch() {
    bool failed = false;
    while (!stopping_) {
        try {
            auto seen = watcher_->wait(look_up_ms);
            if (seen.nothing() && !failed) continue;
            const auto began = Clock::now() - std::chrono::milliseconds{quiet_ms};
            seen.rescan = seen.rescan || failed;
            const auto round = rebuilder_.again(settled(std::move(seen)), began);
            failed = false;
            if (round) options_.rebuilt(*round);
        } catch (const EnvironmentError& error) {
            if (!failed) options_.failed(error.what());  // once, though it is tried again until it goes
            failed = true;
        }
    }
}

}  // namespace knav
