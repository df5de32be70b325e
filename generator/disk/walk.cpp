#include "disk/walk.hpp"

#include <algorithm>

#include <dirent.h>
#include <fcntl.h>

#include "disk/descriptor.hpp"
#include "disk/entries.hpp"
#include "files/site_files.hpp"
#include "task/parallel.hpp"

namespace knav {

namespace {

/// One folder's answer, in a slot of its own while folders are read side by side.
struct SourceFolder {
    std::vector<FoundFile> files;
    std::vector<std::string> folders;
};

/// The place is the folder: a path with broken bytes in it could not be printed or sent.
bool has_usable_name(const std::string& folder, std::string_view name, Diagnostics& found) {
    auto fault = unusable_name(name);
    if (fault)
        found.error({folder, {}}, rule::file_name_invalid, {std::move(fault->shown)}, std::move(fault->proposal));
    return !fault;
}

void report_unreadable(const std::string& path, int error, Diagnostics& found) {
    if (error == ENOENT) return;  // removed since its folder was read: as if it had never been there
    found.error({path, {}}, rule::file_unreadable, {system_words(error)});
}

void take_entry(int folder, const std::string& folder_path, std::string_view name, unsigned char type,
                SourceFolder& listing, Diagnostics& found) {
    if (is_left_aside(name) || !has_usable_name(folder_path, name, found)) return;
    std::string path;
    path.reserve(folder_path.size() + 1 + name.size());
    path.append(folder_path).append(1, '/').append(name);
    if (type == DT_DIR) {
        listing.folders.push_back(std::move(path));
        return;
    }
    struct stat status {};
    if (::fstatat(folder, name.data(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        report_unreadable(path, errno, found);
    } else if (S_ISREG(status.st_mode)) {
        listing.files.push_back({std::move(path), file_stat(status)});
    } else if (S_ISDIR(status.st_mode)) {
        listing.folders.push_back(std::move(path));
    } else {
        found.error({path, {}}, rule::file_not_regular, {std::string{kind_word(status.st_mode)}});
    }
}

void report_unopened(int root, const std::string& path, int error, Diagnostics& found) {
    struct stat status {};
    const bool is_other = error == ENOTDIR && ::fstatat(root, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (is_other)
        found.error({path, {}}, rule::file_not_regular, {std::string{kind_word(status.st_mode)}});
    else
        report_unreadable(path, error, found);
}

SourceFolder list_folder(int root, const std::string& path, Diagnostics& found) {
    SourceFolder listing;
    const Descriptor folder{::openat(root, path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    if (!folder.is_open()) {
        report_unopened(root, path, errno, found);
        return listing;
    }
    const int error = read_entries(folder.number(), [&](std::string_view name, unsigned char type) {
        take_entry(folder.number(), path, name, type, listing, found);
    });
    if (error != 0) report_unreadable(path, error, found);
    return listing;
}

}  // namespace

std::vector<FoundFile> walk(int root, const std::vector<std::string>& folders, unsigned threads, Diagnostics& found) {
    std::vector<FoundFile> files;
    std::vector<std::string> level = folders;
    while (!level.empty()) {
        std::vector<SourceFolder> listings(level.size());
        parallel_for(level.size(), threads,
                     [&](std::size_t index, unsigned) { listings[index] = list_folder(root, level[index], found); });
        level.clear();
        for (auto& listing : listings) {
            std::move(listing.files.begin(), listing.files.end(), std::back_inserter(files));
            std::move(listing.folders.begin(), listing.folders.end(), std::back_inserter(level));
        }
    }
    std::sort(files.begin(), files.end(),
              [](const FoundFile& left, const FoundFile& right) { return left.path < right.path; });
    return files;
}

FileStat file_stat(const struct stat& status) {
    const auto nanoseconds = [](const timespec& time) {
        return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
    };
    return {static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim), nanoseconds(status.st_ctim),
            status.st_ino};
}

std::string_view kind_word(mode_t mode) {
    if (S_ISLNK(mode)) return "symlink";
    if (S_ISFIFO(mode)) return "fifo";
    if (S_ISSOCK(mode)) return "socket";
    return "device";
}

}  // namespace knav
