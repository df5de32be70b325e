#include "disk/publish.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <set>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "diag/environment_error.hpp"
#include "disk/descriptor.hpp"
#include "disk/entries.hpp"
#include "disk/file_io.hpp"
#include "task/parallel.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

// Its presence says that the folder is ours to write in and remove from.
const std::string marker = ".knav";
constexpr std::string_view marker_words = "Written by knav, which replaces and removes files here.\n";
const std::string staging_name = ".knav-staging";
constexpr std::uint64_t worth_copying = 1U << 20;

[[noreturn]] void fail(const char* operation, const fs::path& object, int error) {
    throw EnvironmentError(operation, object.string(), system_words(error));
}

Descriptor open_folder(const fs::path& folder) {
    Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened.is_open()) fail("open", folder, errno);
    return opened;
}

void lock(const Descriptor& folder, const fs::path& name) {
    if (::flock(folder.number(), LOCK_EX | LOCK_NB) == 0) return;
    throw EnvironmentError("publish into", name.string(), "another build is writing there");
}

int write_file(int folder, const std::string& path, const File& file) {
    const auto& origin = file.blob->origin();
    if (file.size > worth_copying && !origin.empty()) return copy_new_file(folder, path, origin, file.size);
    return write_new_file(folder, path, file.bytes());
}

std::string_view folder_of(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

/// Every path stays below the output folder. The core makes such paths only; what it makes is checked once more here,
/// because a mistake would be written outside.
void check_paths(const Changes& changes) {
    const auto check = [](const std::string& path) {
        if (normalise_path(path) != path)
            throw EnvironmentError("write", path, "the path leads out of the output folder");
    };
    for (const auto& file : changes.write) check(file.path);
    for (const auto& path : changes.remove) check(path);
}

std::vector<const File*> by_path(const Changes& changes) {
    std::vector<const File*> files;
    files.reserve(changes.write.size());
    for (const auto& file : changes.write) files.push_back(&file);
    std::sort(files.begin(), files.end(), [](const File* left, const File* right) { return left->path < right->path; });
    return files;
}

/// Writes all files at their paths in a folder that is new, making folders on the way. Neighbours in the order share
/// folders, and come to one thread, which therefore asks for each folder once.
void write_tree(int folder, const std::vector<const File*>& files, unsigned threads) {
    std::vector<std::string_view> made(std::max(threads, 1U), std::string_view{});
    parallel_for(files.size(), threads, [&](std::size_t index, unsigned worker) {
        const File& file = *files[index];
        const auto parent = folder_of(file.path);
        int error = 0;
        if (parent != made[worker]) error = make_folders(folder, std::string{parent});
        made[worker] = parent;
        if (error == 0) error = write_file(folder, file.path, file);
        if (error != 0) fail("write", file.path, error);
    });
}

/// Writes all files beside each other under their numbers.
void write_numbered(int folder, const std::vector<const File*>& files, unsigned threads) {
    parallel_for(files.size(), threads, [&](std::size_t index, unsigned) {
        if (const int error = write_file(folder, std::to_string(index), *files[index])) {
            fail("write", files[index]->path, error);
        }
    });
}

struct Listing {
    std::vector<std::string> files;
    std::vector<std::string> folders;
};

/// Files and folders in a folder of the output; of the output itself, ".", without what is ours alone.
Listing list_folder(int root, const std::string& path) {
    Listing listing;
    const Descriptor folder{::openat(root, path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    if (!folder.is_open()) fail("list", path, errno);
    const bool is_top = path == ".";
    const int error = read_entries(folder.number(), [&](std::string_view name, unsigned char type) {
        if (is_top && (name == marker || name == staging_name)) return;
        struct stat status {};
        if (type == DT_UNKNOWN && ::fstatat(folder.number(), name.data(), &status, AT_SYMLINK_NOFOLLOW) != 0) return;
        const bool is_folder = type == DT_DIR || (type == DT_UNKNOWN && S_ISDIR(status.st_mode));
        auto& into = is_folder ? listing.folders : listing.files;
        into.push_back(is_top ? std::string{name} : path + "/" + std::string{name});
    });
    if (error != 0) fail("list", path, error);
    return listing;
}

/// A folder for unfinished work, locked, and gone with all that is in it when its owner goes.
class Staging {
public:
    explicit Staging(fs::path path) : path_(std::move(path)) {
        if (::mkdir(path_.c_str(), 0777) != 0 && errno != EEXIST) fail("create", path_, errno);
        folder_ = open_folder(path_);
        lock(folder_, path_);
        // A build that was killed may have left files here.
        for (const auto& entry : fs::directory_iterator{path_}) fs::remove_all(entry.path());
    }
    ~Staging() {
        std::error_code ignored;  // nothing can be done about it, and the reason for leaving is on its way up
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;

    [[nodiscard]] int folder() const { return folder_.number(); }

    void rename_to(const fs::path& output) {
        if (std::rename(path_.c_str(), output.c_str()) != 0) fail("create", output, errno);
        path_.clear();
    }

private:
    fs::path path_;
    Descriptor folder_;
};

void publish_new(const fs::path& output, const Changes& changes, unsigned threads) {
    const auto parent = output.parent_path();
    if (!parent.empty()) {
        if (const int error = make_folders(AT_FDCWD, parent.string())) fail("create", parent, error);
    }
    Staging staging{parent / ("." + output.filename().string() + staging_name)};
    if (const int error = write_new_file(staging.folder(), marker, marker_words)) fail("write", output / marker, error);
    write_tree(staging.folder(), by_path(changes), threads);
    staging.rename_to(output);
}

void remove_file(int output, const std::string& path) {
    if (::unlinkat(output, path.c_str(), 0) != 0 && errno != ENOENT && errno != ENOTDIR) fail("remove", path, errno);
    for (auto folder = folder_of(path); !folder.empty(); folder = folder_of(folder)) {
        if (::unlinkat(output, std::string{folder}.c_str(), AT_REMOVEDIR) != 0) return;  // not empty yet
    }
}

/// Whether a file to be removed is in the way of one to be written: below it, or where it needs a folder.
bool is_in_the_way(const std::string& removed, const std::set<std::string_view>& written) {
    const auto next = written.lower_bound(removed + "/");
    if (next != written.end() && next->starts_with(removed + "/")) return true;
    for (auto folder = folder_of(removed); !folder.empty(); folder = folder_of(folder)) {
        if (written.contains(folder)) return true;
    }
    return false;
}

void put_in_place(int output, int staging, const std::vector<const File*>& files) {
    std::string_view made;
    for (const auto* file : files) {  // all folders first: a disk may be too full for them too
        const auto parent = folder_of(file->path);
        if (parent == made) continue;
        if (const int error = make_folders(output, std::string{parent})) fail("create", std::string{parent}, error);
        made = parent;
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto& path = files[i]->path;
        if (::renameat(staging, std::to_string(i).c_str(), output, path.c_str()) != 0) fail("write", path, errno);
    }
}

/// Returns the folder, still locked.
Descriptor replace_files(const fs::path& output, const Changes& changes, unsigned threads) {
    auto folder = open_folder(output);
    lock(folder, output);
    const Staging staging{output / staging_name};
    const auto files = by_path(changes);
    write_numbered(staging.folder(), files, threads);

    std::set<std::string_view> written;
    for (const auto* file : files) written.insert(file->path);
    std::vector<std::string_view> last;
    for (const auto& path : changes.remove) {
        if (written.contains(path)) continue;
        if (is_in_the_way(path, written))
            remove_file(folder.number(), path);
        else
            last.push_back(path);
    }
    put_in_place(folder.number(), staging.folder(), files);
    for (const auto path : last) remove_file(folder.number(), std::string{path});
    return folder;
}

void publish_over(const fs::path& output, const Changes& changes, unsigned threads) {
    const auto folder = replace_files(output, changes, threads);
    const int error = write_new_file(folder.number(), marker, marker_words);
    if (error != 0 && error != EEXIST) fail("write", output / marker, error);
}

}  // namespace

void publish(const fs::path& output, const Changes& changes, unsigned threads, Ownership ownership) {
    check_paths(changes);
    try {
        const auto folder = fs::absolute(output).lexically_normal();
        const auto named = folder.has_filename() ? folder : folder.parent_path();  // "public/" is "public"
        if (!fs::exists(fs::symlink_status(named))) return publish_new(named, changes, threads);
        const bool is_ours = fs::exists(named / marker) || fs::is_empty(named);
        if (!is_ours && ownership == Ownership::ours) {
            throw EnvironmentError("publish into", named.string(),
                                   "the folder has files in it that knav did not write");
        }
        if (!changes.write.empty() || !changes.remove.empty()) publish_over(named, changes, threads);
    } catch (const fs::filesystem_error& failure) {
        throw EnvironmentError("publish into", output.string(), failure.code().message());
    }
}

void rewrite(const fs::path& root, const Changes& changes) {
    check_paths(changes);
    try {
        if (!changes.write.empty() || !changes.remove.empty()) replace_files(root, changes, 1);
    } catch (const fs::filesystem_error& failure) {
        throw EnvironmentError("write into", root.string(), failure.code().message());
    }
}

std::vector<std::string> published_paths(const fs::path& output, unsigned threads) {
    std::vector<std::string> files;
    std::error_code unknown;
    if (!fs::is_directory(output, unknown)) return files;
    const auto root = open_folder(output);
    std::vector<std::string> level = {"."};
    while (!level.empty()) {
        std::vector<Listing> listings(level.size());
        parallel_for(level.size(), threads,
                     [&](std::size_t index, unsigned) { listings[index] = list_folder(root.number(), level[index]); });
        level.clear();
        for (auto& listing : listings) {
            std::move(listing.files.begin(), listing.files.end(), std::back_inserter(files));
            std::move(listing.folders.begin(), listing.folders.end(), std::back_inserter(level));
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::string> missing_paths(const fs::path& output, std::span<const std::string> paths, unsigned threads) {
    std::error_code unknown;
    if (!fs::is_directory(output, unknown)) return {paths.begin(), paths.end()};
    const auto root = open_folder(output);
    std::vector<char> is_there(paths.size(), 0);
    parallel_for(paths.size(), threads, [&](std::size_t index, unsigned) {
        struct stat status {};
        const bool found = ::fstatat(root.number(), paths[index].c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
        is_there[index] = found && S_ISREG(status.st_mode);
    });
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (is_there[i] == 0) missing.push_back(paths[i]);
    }
    return missing;
}

}  // namespace knav
