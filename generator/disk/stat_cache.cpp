#include "disk/stat_cache.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace knav {

namespace {

constexpr std::string_view version = "knav files 1\n";
constexpr std::int64_t settling_time = 2'000'000'000;

// Fixed width, this machine's byte order: the cache never leaves the machine (its inodes would mean nothing).
struct Record {
    FileStat stat;
    Digest digest;
    std::uint32_t path_length = 0;
    std::uint32_t settled = 0;
};

template <class Plain>
void append_plain(std::string& out, const Plain& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class Plain>
std::optional<Plain> take_plain(std::string_view& bytes) {
    if (bytes.size() < sizeof(Plain)) return std::nullopt;
    Plain value;
    std::memcpy(&value, bytes.data(), sizeof value);
    bytes.remove_prefix(sizeof value);
    return value;
}

std::optional<KnownFile> take_file(std::string_view& bytes) {
    const auto record = take_plain<Record>(bytes);
    if (!record || record->path_length > bytes.size()) return std::nullopt;
    KnownFile file{std::string{bytes.substr(0, record->path_length)}, record->stat, record->digest,
                   record->settled != 0};
    bytes.remove_prefix(record->path_length);
    return file;
}

}  // namespace

StatCache StatCache::from_bytes(std::string_view bytes) {
    if (!bytes.starts_with(version) || bytes.size() < version.size() + sizeof(Digest)) return {};
    const auto whole = bytes.substr(0, bytes.size() - sizeof(Digest));
    auto seal = bytes.substr(whole.size());
    if (take_plain<Digest>(seal) != digest_of(whole)) return {};
    auto rest = whole.substr(version.size());
    std::vector<KnownFile> files;
    files.reserve(rest.size() / (sizeof(Record) + 40));
    while (!rest.empty()) {
        auto file = take_file(rest);
        if (!file || (!files.empty() && files.back().path >= file->path)) return {};
        files.push_back(std::move(*file));
    }
    return StatCache{std::move(files)};
}

std::string StatCache::to_bytes() const {
    std::string out{version};
    out.reserve(files_.size() * (sizeof(Record) + 60) + 64);
    for (const auto& file : files_) {
        append_plain(out, Record{file.stat, file.digest, static_cast<std::uint32_t>(file.path.size()), file.settled});
        out += file.path;
    }
    append_plain(out, digest_of(out));
    return out;
}

bool is_settled(const FileStat& stat, std::int64_t read_at) {
    return std::max(stat.modified, stat.changed) + settling_time < read_at;
}

}  // namespace knav
