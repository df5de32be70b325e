#include "disk/tree.hpp"

#include <algorithm>
#include <ctime>
#include <memory>
#include <optional>

#include <fcntl.h>

#include "diag/environment_error.hpp"
#include "disk/descriptor.hpp"
#include "disk/walk.hpp"
#include "task/parallel.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

std::int64_t now() {
    timespec time{};
    ::clock_gettime(CLOCK_REALTIME, &time);
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

Descriptor open_root(const fs::path& root) {
    Descriptor folder{::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder.is_open()) throw EnvironmentError("open", root.string(), system_words(errno));
    return folder;
}

/// Without waiting for a writer if the file has become a pipe since it was looked at, and never through a link.
Descriptor open_to_read(int root, const std::string& path) {
    return Descriptor{::openat(root, path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
}

/// Reads on to the end of the file; 0 or the system's error.
int read_rest(int file, std::string& bytes, std::size_t expected) {
    bytes.resize(expected + 1);  // one more, so that the end is seen in the same call
    std::size_t length = 0;
    while (true) {
        if (length == bytes.size()) bytes.resize(length + length / 2 + 4096);
        const auto count = ::read(file, bytes.data() + length, bytes.size() - length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        length += static_cast<std::size_t>(count);
        if (count == 0 || (length == expected && length < bytes.size())) break;
    }
    bytes.resize(length);
    return 0;
}

/// The digest of a file that is too large to hold.
int digest_stream(int file, Digest& digest) {
    Hasher hasher;
    std::string buffer(1U << 20, '\0');
    while (true) {
        const auto count = ::read(file, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        if (count == 0) break;
        hasher.append(std::string_view{buffer}.substr(0, static_cast<std::size_t>(count)));
    }
    digest = hasher.finish();
    return 0;
}

std::string load(const std::string& origin, const Digest& digest, std::uint64_t size) {
    const auto file = open_to_read(AT_FDCWD, origin);
    std::string bytes;
    const int error = file.is_open() ? read_rest(file.number(), bytes, size) : errno;
    if (error != 0) throw EnvironmentError("read", origin, system_words(error));
    if (digest_of(bytes) != digest) throw EnvironmentError("read", origin, "it changed during the build; build again");
    return bytes;
}

/// Reads one tree, whether all of it or some paths.
class Reader {
public:
    Reader(const fs::path& root, const TreeOptions& options, Diagnostics& found)
        : folder_(open_root(root)), root_(root.string()), options_(options), found_(found) {
        if (!root_.ends_with('/')) root_ += '/';
    }

    [[nodiscard]] int folder() const { return folder_.number(); }

    /// A file whose bytes are known to be those of `digest`.
    [[nodiscard]] File unread(const std::string& path, const FileStat& stat, const Digest& digest) const {
        std::string origin = root_ + path;
        auto load_later = [origin, digest, size = stat.size, largest = options_.largest_in_memory] {
            if (size > largest) throw EnvironmentError("load", origin, "it is too large to be held in memory");
            return load(origin, digest, size);
        };
        return {path, digest, stat.size, std::make_shared<const Blob>(std::move(load_later), std::move(origin))};
    }

    /// Reads a file now. `stat` becomes what it was when opened. Nothing if it is gone, or is reported and left out.
    [[nodiscard]] std::optional<File> read(const std::string& path, FileStat& stat) const {
        const auto file = open_to_read(folder(), path);
        struct stat status {};
        if (!file.is_open() || ::fstat(file.number(), &status) != 0) return failed(path, errno);
        if (!S_ISREG(status.st_mode)) {
            found_.error({path, {}}, rule::file_not_regular, {std::string{kind_word(status.st_mode)}});
            return std::nullopt;
        }
        stat = file_stat(status);
        if (is_too_large(path, stat.size)) return std::nullopt;
        if (stat.size <= options_.largest_in_memory) return read_bytes(path, file.number(), stat.size);
        Digest digest;
        if (const int error = digest_stream(file.number(), digest)) return failed(path, error);
        return unread(path, stat, digest);
    }

    /// A page over the limit is reported without being read.
    [[nodiscard]] bool is_too_large(const std::string& path, std::uint64_t size) const {
        if (!is_too_large_page(path, size, options_)) return false;
        found_.error({path, {}}, rule::file_too_large, {kilobytes(size), kilobytes(options_.largest_page)});
        return true;
    }

private:
    [[nodiscard]] std::optional<File> read_bytes(const std::string& path, int file, std::uint64_t size) const {
        std::string bytes;
        if (const int error = read_rest(file, bytes, size)) return failed(path, error);
        const Digest digest = digest_of(bytes);
        const std::uint64_t length = bytes.size();
        // Loaded at once, but with its origin, so that a resource can be copied by the system.
        auto blob = std::make_shared<const Blob>(std::move(bytes), root_ + path);
        return File{path, digest, length, std::move(blob)};
    }

    std::optional<File> failed(const std::string& path, int error) const {
        if (error != ENOENT) found_.error({path, {}}, rule::file_unreadable, {system_words(error)});
        return std::nullopt;
    }

    Descriptor folder_;
    std::string root_;  // ends in '/'
    const TreeOptions& options_;
    Diagnostics& found_;
};

/// What is known of each listed file, or null; both are sorted by path.
std::vector<const KnownFile*> match(const std::vector<FoundFile>& listed, const StatCache& cache) {
    std::vector<const KnownFile*> known(listed.size(), nullptr);
    auto next = cache.files().begin();
    for (std::size_t i = 0; i < listed.size(); ++i) {
        while (next != cache.files().end() && next->path < listed[i].path) ++next;
        if (next == cache.files().end()) break;
        if (next->path == listed[i].path && next->settled && next->stat == listed[i].stat) known[i] = &*next;
    }
    return known;
}

}  // namespace

Tree read_tree(const fs::path& root, const TreeOptions& options, StatCache& cache, unsigned threads,
               Diagnostics& found) {
    const Reader reader{root, options, found};
    const auto began = now();
    auto listed = walk(reader.folder(), options.folders, threads, found);
    const auto known = match(listed, cache);
    std::vector<std::optional<File>> slots(listed.size());
    parallel_for(listed.size(), threads, [&](std::size_t index, unsigned) {
        auto& [path, stat] = listed[index];
        if (reader.is_too_large(path, stat.size)) return;
        slots[index] =
            known[index] != nullptr ? reader.unread(path, stat, known[index]->digest) : reader.read(path, stat);
    });

    Tree tree;
    std::vector<File> files;
    std::vector<KnownFile> seen;
    files.reserve(listed.size());
    seen.reserve(listed.size());
    for (std::size_t i = 0; i < listed.size(); ++i) {
        if (!slots[i]) continue;
        if (known[i] == nullptr) ++tree.read;
        const auto& stat = listed[i].stat;
        seen.push_back({std::move(listed[i].path), stat, slots[i]->digest, is_settled(stat, began)});
        files.push_back(std::move(*slots[i]));
    }
    tree.digest = digest_of_files(files);
    tree.snapshot = Snapshot{std::move(files)};
    cache = StatCache{std::move(seen)};
    return tree;
}

Snapshot reread(const Snapshot& before, const fs::path& root, const TreeOptions& options,
                std::span<const std::string> paths, Diagnostics& found) {
    const Reader reader{root, options, found};
    const auto names = [&](const std::string& path) {
        struct stat status {};
        const bool there = ::fstatat(reader.folder(), path.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
        if (there && S_ISDIR(status.st_mode)) return walk(reader.folder(), {path}, 1, found);
        if (there && S_ISREG(status.st_mode)) return std::vector<FoundFile>{{path, file_stat(status)}};
        if (there) found.error({path, {}}, rule::file_not_regular, {std::string{kind_word(status.st_mode)}});
        return std::vector<FoundFile>{};
    };
    Changes changes;
    for (const auto& path : paths) {
        changes.remove.push_back(path);
        for (const auto& file : before.below(path + "/")) changes.remove.push_back(file.path);
        for (auto& [name, stat] : names(path)) {
            if (auto file = reader.read(name, stat)) changes.write.push_back(std::move(*file));
        }
    }
    return before.with(changes);
}

}  // namespace knav
