#include "disk/watch.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>

#include <poll.h>
#include <sys/inotify.h>

#include "diag/environment_error.hpp"
#include "files/site_files.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

constexpr auto longest_gathering = std::chrono::milliseconds{500};

// Writing is seen when the file is closed: a file that is half-written is of no interest. Creation counts for folders
// and hard links, which nobody closes.
constexpr std::uint32_t interesting = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_ATTRIB |
                                      IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;

std::string joined(const std::string& folder, std::string_view name) {
    return folder.empty() ? std::string{name} : folder + "/" + std::string{name};
}

bool wait_readable(int descriptor, int timeout_ms) {
    pollfd waiting{descriptor, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, timeout_ms);
    if (ready < 0 && errno != EINTR) throw EnvironmentError("watch", "the site", system_words(errno));
    return ready > 0;
}

void tidy(Seen& seen) {
    std::sort(seen.paths.begin(), seen.paths.end());
    seen.paths.erase(std::unique(seen.paths.begin(), seen.paths.end()), seen.paths.end());
}

}  // namespace

Watcher::Watcher(fs::path root, std::vector<std::string> folders, int quiet_ms)
    : root_(std::move(root)),
      folders_(std::move(folders)),
      quiet_ms_(quiet_ms),
      events_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    if (!events_.is_open()) throw EnvironmentError("watch", root_.string(), system_words(errno));
    watch_all();
}

void Watcher::watch_all() {
    watch_folder("", nullptr);
    for (const auto& folder : folders_) watch_folder(folder, nullptr);
}

bool Watcher::is_watched_root(const std::string& name) const {
    return std::find(folders_.begin(), folders_.end(), name) != folders_.end();
}

/// Watches a folder and those in it. The watch is set before the folder is listed, so that nothing falls between; what
/// stands in a new folder already is told through `seen`.
void Watcher::watch_folder(const std::string& path, Seen* seen) {
    const int watch = ::inotify_add_watch(events_.number(), (root_ / path).c_str(), interesting);
    if (watch < 0) {
        if (path.empty()) throw EnvironmentError("watch", root_.string(), system_words(errno));
        if (errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == ELOOP) return;  // gone, or not for us
        const auto cause =
            errno == ENOSPC ? "too many folders; raise fs.inotify.max_user_watches" : system_words(errno);
        throw EnvironmentError("watch", (root_ / path).string(), cause);
    }
    folder_of_watch_[watch] = path;
    if (seen != nullptr) seen->paths.push_back(path);
    if (path.empty()) return;  // of the root itself only the named folders are of interest
    std::error_code failed;
    for (auto entry = fs::directory_iterator{root_ / path, failed}; !failed && entry != fs::directory_iterator{};
         entry.increment(failed)) {
        const auto name = entry->path().filename().string();
        std::error_code unknown;
        const bool is_folder = entry->symlink_status(unknown).type() == fs::file_type::directory;
        if (is_folder && !is_left_aside(name)) watch_folder(joined(path, name), seen);
    }
}

/// A folder that is moved keeps its watches, under names that are no longer true.
void Watcher::forget_below(const std::string& path) {
    for (auto entry = folder_of_watch_.begin(); entry != folder_of_watch_.end();) {
        const bool is_below = entry->second == path || entry->second.starts_with(path + "/");
        if (is_below) ::inotify_rm_watch(events_.number(), entry->first);
        entry = is_below ? folder_of_watch_.erase(entry) : std::next(entry);
    }
}

void Watcher::read_events(Seen& seen) {
    alignas(inotify_event) std::array<char, 64 * 1024> buffer;
    while (true) {
        const auto length = ::read(events_.number(), buffer.data(), buffer.size());
        if (length <= 0) return;
        for (std::size_t at = 0; at < static_cast<std::size_t>(length);) {
            inotify_event event;
            std::memcpy(&event, buffer.data() + at, sizeof event);
            const std::string name = event.len > 0 ? buffer.data() + at + sizeof event : "";
            at += sizeof event + event.len;
            take_event(event.wd, event.mask, name, seen);
        }
    }
}

void Watcher::take_event(int watch, std::uint32_t mask, const std::string& name, Seen& seen) {
    if ((mask & IN_Q_OVERFLOW) != 0) {
        seen.rescan = true;
        return;
    }
    const auto folder = folder_of_watch_.find(watch);
    if (folder == folder_of_watch_.end()) return;
    if ((mask & IN_IGNORED) != 0) {
        folder_of_watch_.erase(folder);
        return;
    }
    if (name.empty() || is_left_aside(name) || (folder->second.empty() && !is_watched_root(name))) return;
    const auto path = joined(folder->second, name);
    seen.paths.push_back(path);
    if ((mask & IN_ISDIR) == 0) return;
    if ((mask & (IN_MOVED_FROM | IN_DELETE)) != 0) forget_below(path);
    if ((mask & (IN_MOVED_TO | IN_CREATE)) != 0) watch_folder(path, &seen);
}

Seen Watcher::wait(int timeout_ms) {
    Seen seen;
    if (!wait_readable(events_.number(), timeout_ms)) return seen;
    const auto began = std::chrono::steady_clock::now();
    do {
        read_events(seen);
    } while (wait_readable(events_.number(), quiet_ms_) &&
             std::chrono::steady_clock::now() - began < longest_gathering);
    if (seen.rescan) {
        // Folders may have come and gone unseen.
        for (const auto& [watch, path] : folder_of_watch_) ::inotify_rm_watch(events_.number(), watch);
        folder_of_watch_.clear();
        watch_all();
    }
    tidy(seen);
    return seen;
}

}  // namespace knav
