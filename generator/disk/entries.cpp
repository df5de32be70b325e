#include "disk/entries.hpp"

#include <array>
#include <cerrno>
#include <cstddef>

#include <dirent.h>

namespace knav {

int read_entries(int folder, const std::function<void(std::string_view, unsigned char)>& take) {
    alignas(dirent64) std::array<char, 32 * 1024> buffer;
    while (true) {
        const auto length = ::getdents64(folder, buffer.data(), buffer.size());
        if (length < 0) return errno;
        if (length == 0) return 0;
        for (std::ptrdiff_t at = 0; at < length;) {
            const auto* entry = reinterpret_cast<const dirent64*>(buffer.data() + at);
            at += entry->d_reclen;
            const std::string_view name = entry->d_name;
            if (name != "." && name != "..") take(name, entry->d_type);
        }
    }
}

}  // namespace knav
