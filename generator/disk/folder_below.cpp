#include "disk/folder_below.hpp"

#include <cerrno>
#include <cstdint>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace knav {

namespace {

/// For systems that have no openat2, or containers that forbid it.
Descriptor open_step_by_step(int folder, std::string_view path, int flags) {
    Descriptor here;
    int at = folder;
    while (true) {
        const auto slash = path.find('/');
        const bool is_last = slash == path.npos;
        const std::string name{path.empty() ? std::string_view{"."} : path.substr(0, slash)};
        const int how = (is_last ? flags : O_PATH | O_DIRECTORY) | O_NOFOLLOW | O_CLOEXEC;
        here = Descriptor{::openat(at, name.c_str(), how)};
        if (is_last || !here.is_open()) return here;
        at = here.number();
        path.remove_prefix(slash + 1);
    }
}

}  // namespace

std::string_view folder_of(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

Descriptor open_beneath(int folder, const std::string& path, int flags) {
    open_how how{};
    how.flags = static_cast<std::uint64_t>(flags) | O_NOFOLLOW | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
    const auto* name = path.empty() ? "." : path.c_str();
    const auto opened = static_cast<int>(::syscall(SYS_openat2, folder, name, &how, sizeof how));
    if (opened >= 0 || (errno != ENOSYS && errno != EPERM)) return Descriptor{opened};
    return open_step_by_step(folder, path, flags);
}

int FolderBelow::open(std::string_view path) {
    if (opened_.is_open() && path == path_) return opened_.number();
    path_ = path;
    opened_ = open_beneath(root_, path_, O_PATH | O_DIRECTORY);
    return opened_.number();
}

int FolderBelow::open_or_make(std::string_view path) {
    const int there = open(path);
    if (there >= 0 || errno != ENOENT || path.empty()) return there;
    const int parent = open_or_make(folder_of(path));
    if (parent < 0) return parent;
    if (::mkdirat(parent, std::string{name_of(path)}.c_str(), 0777) != 0 && errno != EEXIST) return -1;
    return open(path);
}

}  // namespace knav
