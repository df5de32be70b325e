#include "disk/assemble_release.hpp"

#include <algorithm>
#include <mutex>
#include <set>

#include <fcntl.h>
#include <sys/stat.h>

#include "diag/environment_error.hpp"
#include "disk/file_io.hpp"
#include "disk/folder_below.hpp"
#include "task/parallel.hpp"

namespace knav {

namespace {

// So many files are each brought to the disk by themselves; for more, the whole file system is told once.
constexpr std::size_t worth_syncing_all = 256;

[[noreturn]] void give_up(const char* operation, std::string_view path, int error) {
    const bool somebody_was_here = error == ENOTDIR || error == EISDIR || error == ELOOP || error == ENOTEMPTY ||
                                   error == EEXIST || error == EXDEV || error == ENOENT;
    if (somebody_was_here) throw DoubtfulRelease(std::string{path} + ": " + system_words(error));
    throw EnvironmentError(operation, std::string{path}, system_words(error));
}

struct Placing {
    const ReleasedFile* wanted = nullptr;
    const File* fresh = nullptr;  // null: shared
    bool is_there = false;        // with other bytes
};

class Assembly {
public:
    Assembly(int folder, const ReleaseParts& parts) : folder_(folder), parts_(parts) { compare(); }

    void run() {
        const bool one_by_one = placings_.size() + removed_.size() <= worth_syncing_all;
        remove_unwanted();
        place_all(one_by_one);
        if (one_by_one) {
            sync_folders();
        } else if (::syncfs(folder_) != 0) {
            throw EnvironmentError("write", "the release", system_words(errno));
        }
    }

private:
    void compare() {
        auto old = parts_.there.begin();
        auto fresh = parts_.fresh.begin();
        for (const auto& wanted : parts_.wanted) {
            while (old != parts_.there.end() && old->path < wanted.path) removed_.push_back(&(old++)->path);
            while (fresh != parts_.fresh.end() && fresh->path < wanted.path) ++fresh;
            const bool is_there = old != parts_.there.end() && old->path == wanted.path;
            const bool same = is_there && old->digest == wanted.digest;
            const bool is_fresh = fresh != parts_.fresh.end() && fresh->path == wanted.path;
            if (!same) placings_.push_back({&wanted, is_fresh ? &*fresh : nullptr, is_there});
            if (is_there) ++old;
        }
        while (old != parts_.there.end()) removed_.push_back(&(old++)->path);
    }

    void remove_unwanted() {
        FolderBelow below{folder_};
        for (const auto* path : removed_) {
            const int parent = below.open(folder_of(*path));
            if (parent < 0 || ::unlinkat(parent, std::string{name_of(*path)}.c_str(), 0) != 0) {
                give_up("remove", *path, errno);
            }
        }
        // From the deepest up, since one folder's going may empty the next. One that is not empty stays.
        std::set<std::string, std::greater<>> emptied;
        for (const auto* path : removed_) {
            for (auto folder = folder_of(*path); !folder.empty(); folder = folder_of(folder)) emptied.emplace(folder);
        }
        for (const auto& folder : emptied) {
            const int parent = below.open(folder_of(folder));
            if (parent >= 0) ::unlinkat(parent, std::string{name_of(folder)}.c_str(), AT_REMOVEDIR);
        }
    }

    void place_all(bool sync) {
        Descriptor shared;
        const bool any_shared = std::any_of(placings_.begin(), placings_.end(),
                                            [](const Placing& placing) { return placing.fresh == nullptr; });
        if (any_shared) {
            shared = Descriptor{::open(parts_.shared.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
            if (!shared.is_open()) give_up("open", parts_.shared.string(), errno);
        }
        const auto threads = std::max(parts_.threads, 1U);
        std::vector<FolderBelow> from, to;
        for (unsigned worker = 0; worker < threads; ++worker) {
            from.emplace_back(shared.number());
            to.emplace_back(folder_);
        }
        parallel_for(placings_.size(), threads, [&](std::size_t index, unsigned worker) {
            place(placings_[index], from[worker], to[worker], sync);
        });
    }

    static void place(const Placing& placing, FolderBelow& from, FolderBelow& to, bool sync) {
        const auto& path = placing.wanted->path;
        const std::string name{name_of(path)};
        const int parent = to.open_or_make(folder_of(path));
        if (parent < 0) give_up("write", path, errno);
        if (placing.is_there && ::unlinkat(parent, name.c_str(), 0) != 0) give_up("remove", path, errno);
        if (placing.fresh == nullptr) return share(path, name, from, parent, sync);
        const auto synced = sync ? Durability::synced : Durability::left_to_system;
        if (const int error = write_new_file(parent, name, placing.fresh->bytes(), synced))
            give_up("write", path, error);
    }

    /// By a hard link or, where the file system has none, by a copy.
    static void share(const std::string& path, const std::string& name, FolderBelow& from, int parent, bool sync) {
        const int origin = from.open(folder_of(path));
        if (origin < 0) give_up("share", path, errno);
        struct stat status {};
        if (::fstatat(origin, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) give_up("share", path, errno);
        if (!S_ISREG(status.st_mode)) give_up("share", path, EISDIR);
        if (::linkat(origin, name.c_str(), parent, name.c_str(), 0) == 0) return;
        if (errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK) give_up("share", path, errno);
        const Descriptor file{::openat(origin, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
        if (!file.is_open()) give_up("share", path, errno);
        const auto synced = sync ? Durability::synced : Durability::left_to_system;
        const auto size = static_cast<std::uint64_t>(status.st_size);
        if (const int error = copy_open_file(parent, name, file.number(), size, synced)) give_up("share", path, error);
    }

    /// Every folder in which a name has come or gone, and those above it.
    void sync_folders() {
        std::set<std::string, std::less<>> touched = {""};
        const auto touch = [&](const std::string& path) {
            for (auto folder = folder_of(path); !folder.empty(); folder = folder_of(folder)) {
                if (!touched.emplace(folder).second) return;
            }
        };
        for (const auto& placing : placings_) touch(placing.wanted->path);
        for (const auto* path : removed_) touch(*path);
        for (const auto& path : touched) {
            const auto folder = open_beneath(folder_, path, O_RDONLY | O_DIRECTORY);
            if (!folder.is_open() && errno == ENOENT) continue;  // removed with its last file
            if (!folder.is_open() || ::fsync(folder.number()) != 0) give_up("write", path, errno);
        }
    }

    int folder_;
    const ReleaseParts& parts_;
    std::vector<Placing> placings_;
    std::vector<const std::string*> removed_;
};

}  // namespace

void assemble_release(int folder, const ReleaseParts& parts) { Assembly{folder, parts}.run(); }

}  // namespace knav
