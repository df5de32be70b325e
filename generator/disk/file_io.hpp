// Writing one file to its end, or saying why not. Used by publish and state; readers have needs of their own
// (tree.cpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace knav {

/// Creates `path` (relative to the open folder `folder`, or AT_FDCWD) with these bytes. It must not exist. 0 or the
/// system's error; on an error the file may be left half-written, for the caller to remove.
[[nodiscard]] int write_new_file(int folder, const std::string& path, std::string_view bytes);

/// The same with the first `size` bytes of the file `origin`, copied by the system without passing through here.
[[nodiscard]] int copy_new_file(int folder, const std::string& path, const std::string& origin, std::uint64_t size);

/// Makes the folder and those above it. 0 or the system's error.
[[nodiscard]] int make_folders(int folder, const std::string& path);

}  // namespace knav
