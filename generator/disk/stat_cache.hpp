// What the file system said of each file when it was last read, and the digest of what was read. A file of which it
// still says the same is known without being opened, as git knows its working tree.
// Kept between runs as bytes; where those lie is not this file's business.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/digest.hpp"

namespace knav {

struct FileStat {
    std::uint64_t size = 0;
    std::int64_t modified = 0;  // nanoseconds since 1970, as is `changed`
    std::int64_t changed = 0;   // of the inode: moves even when somebody sets `modified` back
    std::uint64_t inode = 0;
    friend bool operator==(const FileStat&, const FileStat&) = default;
};

struct KnownFile {
    std::string path;
    FileStat stat;
    Digest digest;
    /// Whether the file had lain untouched for a while when it was read. One that had not may change again without its
    /// times changing (clocks tick coarsely), so it must be read once more.
    bool settled = false;
    friend bool operator==(const KnownFile&, const KnownFile&) = default;
};

class StatCache {
public:
    StatCache() = default;
    /// `files` by path, byte order.
    explicit StatCache(std::vector<KnownFile> files) : files_(std::move(files)) {}
    /// Bytes that are damaged, or of another version, give an empty cache: everything is then read.
    [[nodiscard]] static StatCache from_bytes(std::string_view bytes);
    [[nodiscard]] std::string to_bytes() const;

    [[nodiscard]] const std::vector<KnownFile>& files() const { return files_; }

private:
    std::vector<KnownFile> files_;
};

/// Untouched for two seconds before `read_at` (the coarsest time stamps in use); a time to come is never settled.
[[nodiscard]] bool is_settled(const FileStat& stat, std::int64_t read_at);

}  // namespace knav
