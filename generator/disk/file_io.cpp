#include "disk/file_io.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>

#include "diag/environment_error.hpp"
#include "disk/descriptor.hpp"

namespace knav {

namespace {

Descriptor create(int folder, const std::string& path) {
    return Descriptor{::openat(folder, path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666)};
}

int write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

int close_file(Descriptor& file) {  // a full quota may first be told here
    return ::close(file.release()) == 0 || errno == EINTR ? 0 : errno;
}

int finish(Descriptor& file, Durability durability) {
    if (durability == Durability::synced && ::fsync(file.number()) != 0) return errno;
    return close_file(file);
}

/// For file systems between which the system cannot copy.
int copy_by_hand(int from, int to, std::uint64_t size) {
    std::string buffer(std::min<std::uint64_t>(size, 1U << 20), '\0');
    while (size > 0) {
        const auto count = ::read(from, buffer.data(), std::min<std::uint64_t>(size, buffer.size()));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        if (count == 0) return ESTALE;  // shorter than it was
        if (const int error = write_all(to, std::string_view{buffer}.substr(0, static_cast<std::size_t>(count)))) {
            return error;
        }
        size -= static_cast<std::uint64_t>(count);
    }
    return 0;
}

int copy_all(int from, int to, std::uint64_t size) {
    while (size > 0) {
        const auto count = ::copy_file_range(from, nullptr, to, nullptr, size, 0);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && (errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)) {
            return copy_by_hand(from, to, size);
        }
        if (count < 0) return errno;
        if (count == 0) return copy_by_hand(from, to, size);  // some file systems answer so; the end is told there
        size -= static_cast<std::uint64_t>(count);
    }
    return 0;
}

}  // namespace

void fail(const char* operation, const std::filesystem::path& object, int error) {
    throw EnvironmentError(operation, object.string(), system_words(error));
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream file{path, std::ios::binary};
    file << bytes;
    if (!file.flush()) fail("write", path, errno);
}

int write_new_file(int folder, const std::string& path, std::string_view bytes, Durability durability) {
    auto file = create(folder, path);
    if (!file.is_open()) return errno;
    if (const int error = write_all(file.number(), bytes)) return error;
    return finish(file, durability);
}

int copy_new_file(int folder, const std::string& path, const std::string& origin, std::uint64_t size) {
    const Descriptor from{::open(origin.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
    if (!from.is_open()) return errno;
    return copy_open_file(folder, path, from.number(), size, Durability::left_to_system);
}

int copy_open_file(int folder, const std::string& path, int origin, std::uint64_t size, Durability durability) {
    auto file = create(folder, path);
    if (!file.is_open()) return errno;
    if (const int error = copy_all(origin, file.number(), size)) return error;
    return finish(file, durability);
}

int replace_file(int folder, const std::string& path, std::string_view bytes) {
    const auto fresh = path + ".new";
    if (::unlinkat(folder, fresh.c_str(), 0) != 0 && errno != ENOENT) return errno;  // left by a run that was killed
    int error = write_new_file(folder, fresh, bytes, Durability::synced);
    if (error == 0 && ::renameat(folder, fresh.c_str(), folder, path.c_str()) != 0) error = errno;
    if (error != 0) {
        ::unlinkat(folder, fresh.c_str(), 0);
        return error;
    }
    return ::fsync(folder) == 0 ? 0 : errno;
}

int make_folders(int folder, const std::string& path) {
    if (path.empty()) return 0;  // `folder` itself
    if (::mkdirat(folder, path.c_str(), 0777) == 0 || errno == EEXIST) return 0;
    const auto slash = path.rfind('/');
    if (errno != ENOENT || slash == std::string::npos || slash == 0) return errno;
    if (const int error = make_folders(folder, path.substr(0, slash))) return error;
    return ::mkdirat(folder, path.c_str(), 0777) == 0 || errno == EEXIST ? 0 : errno;
}

}  // namespace knav
