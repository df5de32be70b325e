#include "files/snapshot.hpp"

#include <algorithm>

namespace knav {

namespace {

bool path_less(const File& left, const File& right) { return left.path < right.path; }

/// Of neighbours with one path, the last.
void keep_last_of_equals(std::vector<File>& files) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (i + 1 < files.size() && files[i].path == files[i + 1].path) continue;
        if (kept != i) files[kept] = std::move(files[i]);
        ++kept;
    }
    files.erase(files.begin() + static_cast<std::ptrdiff_t>(kept), files.end());
}

}  // namespace

Blob::Blob(std::string bytes, std::string origin) : bytes_(std::move(bytes)), origin_(std::move(origin)) {}

Blob::Blob(std::function<std::string()> load, std::string origin)
    : load_(std::move(load)), origin_(std::move(origin)) {}

std::string_view Blob::bytes() const {
    if (load_ && !loaded_.load(std::memory_order_acquire)) {
        const std::lock_guard lock{loading_};
        if (!loaded_.load(std::memory_order_relaxed)) bytes_ = load_();
        loaded_.store(true, std::memory_order_release);
    }
    return bytes_;
}

File make_file(std::string path, std::string bytes) {
    const Digest digest = digest_of(bytes);
    const std::uint64_t size = bytes.size();
    return {std::move(path), digest, size, std::make_shared<const Blob>(std::move(bytes))};
}

Snapshot::Snapshot(std::vector<File> files) : files_(std::move(files)) {
    if (!std::is_sorted(files_.begin(), files_.end(), path_less)) {
        std::stable_sort(files_.begin(), files_.end(), path_less);
    }
    keep_last_of_equals(files_);
}

const File* Snapshot::find(std::string_view path) const {
    const auto found = std::lower_bound(files_.begin(), files_.end(), path,
                                        [](const File& file, std::string_view wanted) { return file.path < wanted; });
    return found != files_.end() && found->path == path ? &*found : nullptr;
}

std::span<const File> Snapshot::below(std::string_view folder) const {
    const auto begin = std::lower_bound(files_.begin(), files_.end(), folder,
                                        [](const File& file, std::string_view wanted) { return file.path < wanted; });
    const auto end =
        std::partition_point(begin, files_.end(), [folder](const File& file) { return file.path.starts_with(folder); });
    return {begin, end};
}

Snapshot Snapshot::with(const Changes& changes) const {
    std::vector<std::string_view> gone(changes.remove.begin(), changes.remove.end());
    std::sort(gone.begin(), gone.end());
    std::vector<File> files;
    files.reserve(files_.size() + changes.write.size());
    for (const auto& file : files_) {
        if (!std::binary_search(gone.begin(), gone.end(), std::string_view{file.path})) files.push_back(file);
    }
    files.insert(files.end(), changes.write.begin(), changes.write.end());  // later, so they stand
    return Snapshot{std::move(files)};
}

std::optional<std::string> normalise_path(std::string_view path) {
    if (path.starts_with('/') || path.find('\0') != path.npos) return std::nullopt;
    std::string out;
    while (!path.empty()) {
        const auto slash = std::min(path.find('/'), path.size());
        const auto part = path.substr(0, slash);
        path.remove_prefix(std::min(slash + 1, path.size()));
        if (part.empty() || part == ".") continue;
        if (part == "..") {
            if (out.empty()) return std::nullopt;
            const auto parent = out.rfind('/');
            out.resize(parent == std::string::npos ? 0 : parent);
            continue;
        }
        if (!out.empty()) out += '/';
        out += part;
    }
    if (out.empty()) return std::nullopt;
    return out;
}

}  // namespace knav
