// A snapshot: every file of a site as bytes at one moment. From a directory, a git commit, a draft laid over either, or
// a literal in a test; nothing above can tell which.
// Paths are relative to the site root, '/'-separated, without "." and ".." parts ("content/rmpo/_index.md").
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/digest.hpp"

namespace knav {

/// Immutable bytes, in memory from the start or read at the first question. Safe to ask from several threads.
class Blob {
public:
    explicit Blob(std::string bytes, std::string origin = {});
    /// `load` is called at the first question, again only if it failed, and may throw EnvironmentError. `origin` is a
    /// file that holds the same bytes, for those who would rather copy it than read it; may be empty.
    Blob(std::function<std::string()> load, std::string origin);

    [[nodiscard]] std::string_view bytes() const;
    [[nodiscard]] const std::string& origin() const { return origin_; }

private:
    // Not std::call_once: a failed load throws through it, which thread sanitizers hang on.
    mutable std::mutex loading_;
    mutable std::atomic<bool> loaded_{false};
    mutable std::string bytes_;
    std::function<std::string()> load_;
    std::string origin_;
};

struct File {
    std::string path;
    Digest digest;           // of the bytes
    std::uint64_t size = 0;  // in bytes
    std::shared_ptr<const Blob> blob;

    [[nodiscard]] std::string_view bytes() const { return blob->bytes(); }
};

[[nodiscard]] File make_file(std::string path, std::string bytes);

struct Changes {
    std::vector<File> write;
    std::vector<std::string> remove;
};

class Snapshot {
public:
    Snapshot() = default;
    /// Any order; sorted here. Of two files with one path the later stands.
    explicit Snapshot(std::vector<File> files);

    [[nodiscard]] std::span<const File> files() const { return files_; }  // by path, byte order
    [[nodiscard]] const File* find(std::string_view path) const;          // null when absent
    /// Files whose path begins with `folder` (which ends in '/').
    [[nodiscard]] std::span<const File> below(std::string_view folder) const;
    [[nodiscard]] Snapshot with(const Changes& changes) const;

private:
    std::vector<File> files_;
};

/// The path made canonical ("a/./b//c" -> "a/b/c"), or nothing if it is absolute, empty or leaves its root.
[[nodiscard]] std::optional<std::string> normalise_path(std::string_view path);

}  // namespace knav
