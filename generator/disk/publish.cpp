#include "disk/publish.hpp"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <set>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "diag/environment_error.hpp"
#include "disk/descriptor.hpp"
#include "disk/entries.hpp"
#include "disk/file_io.hpp"
#include "disk/folder_below.hpp"
#include "task/parallel.hpp"

namespace knav {

namespace {

namespace fs = std::filesystem;

// Its presence says that the folder is ours to write in and remove from.
const std::string output_marker = ".knav";
constexpr std::string_view output_marker_words = "Written by knav, which replaces and removes files here.\n";
const std::string staging_name = ".knav-staging";
constexpr std::uint64_t worth_copying = 1U << 20;

Descriptor open_folder(const fs::path& folder) {
    Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!opened.is_open()) fail("open", folder, errno);
    return opened;
}

/// Our own folder in somebody's: if it is a link, it is not ours.
Descriptor open_own_folder(const fs::path& folder) {
    Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
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

/// Every path stays below the output folder. The core makes such paths only; what it makes is checked once more here,
/// because a mistake would be written outside.
void check_path(const std::string& path) {
    if (normalise_path(path) != path) throw EnvironmentError("write", path, "the path leads out of the output folder");
}

struct PublishedFolder {
    std::vector<std::string> files;
    std::vector<std::string> folders;
};

/// Files and folders in a folder of the output; of the output itself, ".", without what is ours alone.
PublishedFolder list_folder(int root, const std::string& path) {
    PublishedFolder listing;
    const Descriptor folder{::openat(root, path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    if (!folder.is_open()) fail("list", path, errno);
    const bool is_top = path == ".";
    const int error = read_entries(folder.number(), [&](std::string_view name, unsigned char type) {
        if (is_top && (name == output_marker || name == staging_name)) return;
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
        folder_ = open_own_folder(path_);
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

void remove_file(FolderBelow& output, const std::string& path) {
    const int parent = output.open(folder_of(path));
    if (parent < 0 && (errno == ENOENT || errno == ENOTDIR)) return;
    if (parent < 0) fail("remove", path, errno);
    const int removed = ::unlinkat(parent, std::string{name_of(path)}.c_str(), 0);
    if (removed != 0 && errno != ENOENT && errno != ENOTDIR) fail("remove", path, errno);
    for (auto folder = folder_of(path); !folder.empty(); folder = folder_of(folder)) {
        const int above = output.open(folder_of(folder));
        if (above < 0 || ::unlinkat(above, std::string{name_of(folder)}.c_str(), AT_REMOVEDIR) != 0) return;
    }
}

/// Files into a folder that is there already: beside each other under their numbers first, then each by one rename.
class Replacement {
public:
    explicit Replacement(const fs::path& output) : output_(output), folder_(open_folder(output)) {
        lock(folder_, output);
        staging_.emplace(output / staging_name);
    }

    [[nodiscard]] int folder() const { return folder_.number(); }

    void add(const File& file) {
        const auto number = next_++;
        if (const int error = write_file(staging_->folder(), std::to_string(number), file))
            fail("write", file.path, error);
        const std::lock_guard lock{mutex_};
        written_.emplace(file.path, number);
    }

    void finish(std::span<const std::string> remove) {
        FolderBelow below{folder()};
        std::vector<std::string_view> last;
        for (const auto& path : remove) {
            if (written_.contains(path)) continue;
            if (is_in_the_way(path))
                remove_file(below, path);
            else
                last.push_back(path);
        }
        put_in_place(below);
        for (const auto path : last) remove_file(below, std::string{path});
        staging_.reset();
    }

private:
    /// Whether a file to be removed is in the way of one to be written: below it, or where it needs a folder.
    [[nodiscard]] bool is_in_the_way(const std::string& removed) const {
        const auto next = written_.lower_bound(removed + "/");
        if (next != written_.end() && next->first.starts_with(removed + "/")) return true;
        for (auto above = folder_of(removed); !above.empty(); above = folder_of(above)) {
            if (written_.contains(above)) return true;
        }
        return false;
    }

    void put_in_place(FolderBelow& below) {
        for (const auto& [path, _] : written_) {  // all folders first: a disk may be too full for them too
            if (below.open_or_make(folder_of(path)) < 0) fail("create", std::string{folder_of(path)}, errno);
        }
        for (const auto& [path, number] : written_) {
            const auto beside = std::to_string(number);
            const int parent = below.open(folder_of(path));
            const std::string name{name_of(path)};
            if (parent < 0 || ::renameat(staging_->folder(), beside.c_str(), parent, name.c_str()) != 0)
                fail("write", path, errno);
        }
    }

    fs::path output_;
    Descriptor folder_;
    std::optional<Staging> staging_;
    std::atomic<std::size_t> next_{0};
    std::mutex mutex_;
    std::map<std::string, std::size_t, std::less<>> written_;  // where it belongs -> its number
};

fs::path named(const fs::path& output) {
    const auto folder = fs::absolute(output).lexically_normal();
    return folder.has_filename() ? folder : folder.parent_path();  // "public/" is "public"
}

}  // namespace

class Publication::Work {
public:
    Work(const fs::path& output, Ownership ownership)
        : output_(named(output)), is_new_(!fs::exists(fs::symlink_status(output_))) {
        const bool is_ours = is_new_ || fs::exists(output_ / output_marker) || fs::is_empty(output_);
        if (is_ours || ownership == Ownership::adopt) return;
        throw EnvironmentError("publish into", output_.string(), "the folder has files in it that knav did not write");
    }

    void add(const File& file) {
        check_path(file.path);
        begin();
        if (replacement_) return replacement_->add(file);
        int error = make_folder(folder_of(file.path));
        if (error == 0) error = write_file(tree_->folder(), file.path, file);
        if (error != 0) fail("write", file.path, error);
    }

    void finish(std::span<const std::string> remove) {
        for (const auto& path : remove) check_path(path);
        if (is_new_ || !remove.empty()) begin();
        if (tree_) tree_->rename_to(output_);
        if (!replacement_) return;
        replacement_->finish(remove);
        const int error = write_new_file(replacement_->folder(), output_marker, output_marker_words);
        if (error != 0 && error != EEXIST) fail("write", output_ / output_marker, error);
    }

private:
    void begin() {
        const std::lock_guard lock{beginning_};
        if (tree_ || replacement_) return;
        try {
            if (is_new_)
                begin_tree();
            else
                replacement_.emplace(output_);
        } catch (const fs::filesystem_error& failure) {
            throw EnvironmentError("publish into", output_.string(), failure.code().message());
        }
    }

    /// In the new site, with those above it: the system is asked for each once.
    int make_folder(std::string_view path) {
        if (path.empty() || is_made(path)) return 0;
        if (const int error = make_folder(folder_of(path))) return error;
        const std::string name{path};
        if (::mkdirat(tree_->folder(), name.c_str(), 0777) != 0 && errno != EEXIST) return errno;
        const std::lock_guard lock{making_};
        made_.insert(name);
        return 0;
    }

    [[nodiscard]] bool is_made(std::string_view folder) {
        const std::lock_guard lock{making_};
        return made_.contains(folder);
    }

    /// A new site is written in a folder beside and renamed whole.
    void begin_tree() {
        const auto parent = output_.parent_path();
        if (!parent.empty()) {
            if (const int error = make_folders(AT_FDCWD, parent.string())) fail("create", parent, error);
        }
        tree_.emplace(parent / ("." + output_.filename().string() + staging_name));
        if (const int error = write_new_file(tree_->folder(), output_marker, output_marker_words))
            fail("write", output_ / output_marker, error);
    }

    fs::path output_;
    bool is_new_;
    std::mutex beginning_;
    std::optional<Staging> tree_;
    std::optional<Replacement> replacement_;
    std::mutex making_;
    std::set<std::string, std::less<>> made_;  // folders of a new site
};

Publication::Publication(const fs::path& output, Ownership ownership) {
    try {
        work_ = std::make_unique<Work>(output, ownership);
    } catch (const fs::filesystem_error& failure) {
        throw EnvironmentError("publish into", output.string(), failure.code().message());
    }
}

Publication::~Publication() = default;

void Publication::add(const File& file) { work_->add(file); }

void Publication::finish(std::span<const std::string> remove) { work_->finish(remove); }

void publish(const fs::path& output, const Changes& changes, unsigned threads, Ownership ownership) {
    for (const auto& file : changes.write) check_path(file.path);
    for (const auto& path : changes.remove) check_path(path);
    Publication publication{output, ownership};
    parallel_for(changes.write.size(), threads,
                 [&](std::size_t index, unsigned) { publication.add(changes.write[index]); });
    publication.finish(changes.remove);
}

void rewrite(const fs::path& root, const Changes& changes) {
    for (const auto& file : changes.write) check_path(file.path);
    for (const auto& path : changes.remove) check_path(path);
    if (changes.write.empty() && changes.remove.empty()) return;
    try {
        Replacement replacement{root};
        for (const auto& file : changes.write) replacement.add(file);
        replacement.finish(changes.remove);
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
        std::vector<PublishedFolder> listings(level.size());
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
        is_there[index] = static_cast<char>(found && S_ISREG(status.st_mode));
    });
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (is_there[i] == 0) missing.push_back(paths[i]);
    }
    return missing;
}

}  // namespace knav
