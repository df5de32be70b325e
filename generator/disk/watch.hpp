// Waiting for somebody to save a file, by inotify. Tells which paths below a site root may have changed; what became of
// them is for tree.hpp to find out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "disk/descriptor.hpp"

namespace knav {

struct Seen {
    /// Relative to the root, by path. A folder's path means: anything below it.
    std::vector<std::string> paths;
    /// More happened than could be told: read the whole tree again.
    bool rescan = false;

    [[nodiscard]] bool nothing() const { return paths.empty() && !rescan; }
};

class Watcher {
public:
    /// Throws EnvironmentError, for instance when the system's limit of watched folders is reached.
    explicit Watcher(std::filesystem::path root, std::vector<std::string> folders = {"content", "schema", "themes"},
                     int quiet_ms = 50);

    /// Waits until something has changed and then quiet_ms have been quiet (an editor saves in several steps; half a
    /// second at most), or until the time is out: then nothing is seen. -1 waits for ever.
    [[nodiscard]] Seen wait(int timeout_ms);

private:
    void watch_folder(const std::string& path, Seen* seen);
    void watch_all();
    void forget_below(const std::string& path);
    void read_events(Seen& seen);
    void take_event(int watch, std::uint32_t mask, const std::string& name, Seen& seen);
    [[nodiscard]] bool is_watched_root(const std::string& name) const;

    std::filesystem::path root_;
    std::vector<std::string> folders_;
    int quiet_ms_;
    Descriptor events_;
    std::map<int, std::string> folder_of_watch_;  // "" for the root itself
};

}  // namespace knav
