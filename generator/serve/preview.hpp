// The preview as a whole: a site watched, rebuilt in memory and served on loopback, until it is told to stop.
#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <optional>
#include <string>

#include "disk/watch.hpp"
#include "http/server.hpp"
#include "serve/rebuilder.hpp"

namespace knav {

struct PreviewOptions {
    ProjectOptions project;
    int port = 0;                               // 0: any that is free
    std::optional<Language> language;           // of messages; else the site's
    std::function<void(const Round&)> rebuilt;  // called after each rebuild, on the watching thread
    std::function<void(const std::string&)>
        failed;  // the surroundings refused something; what was shown is shown still
};

class Preview {
public:
    /// Takes the port. Nothing is read if it is taken: see is_open.
    explicit Preview(PreviewOptions options);

    [[nodiscard]] bool is_open() const { return server_.is_open(); }
    [[nodiscard]] int port() const { return server_.port(); }
    /// Where the site's start page is: "http://127.0.0.1:8080/nav/".
    [[nodiscard]] std::string address() const;
    [[nodiscard]] Language language() const { return rebuilder_.language(); }

    /// Reads and makes everything. Throws EnvironmentError.
    Round begin();
    /// Serves and watches until stop(). After begin().
    void run();
    /// From any thread, once.
    void stop();

private:
    void watch();
    [[nodiscard]] Seen settled(Seen seen);

    PreviewOptions options_;
    Shown shown_;
    Server server_;
    std::optional<Watcher> watcher_;
    Rebuilder rebuilder_;
    std::atomic<bool> stopping_{false};
};

}  // namespace knav
