// Writing one file to its end, or saying why not. Used by publish, releases and state; readers have needs of their own
// (tree.cpp).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace knav {

/// Throws EnvironmentError: "could not <operation> <object>: <what the system says of `error`>".
[[noreturn]] void fail(const char* operation, const std::filesystem::path& object, int error);

/// Makes or replaces a file where nobody reads meanwhile. Throws EnvironmentError.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Whether a file's bytes are to be on the disk, and not only on their way there, when its writer returns.
enum class Durability { left_to_system, synced };

/// Creates `path` (relative to the open folder `folder`, or AT_FDCWD) with these bytes. It must not exist. 0 or the
/// system's error; on an error the file may be left half-written, for the caller to remove.
[[nodiscard]] int write_new_file(int folder, const std::string& path, std::string_view bytes,
                                 Durability durability = Durability::left_to_system);

/// The same with the first `size` bytes of the file `origin`, copied by the system without passing through here.
[[nodiscard]] int copy_new_file(int folder, const std::string& path, const std::string& origin, std::uint64_t size);
/// The same from a file that is open.
[[nodiscard]] int copy_open_file(int folder, const std::string& path, int origin, std::uint64_t size,
                                 Durability durability);

/// Replaces the whole file `path` or nothing of it, and returns when that is on the disk: written beside (under the name
/// with ".new" after it), synced, renamed, the folder synced. 0 or the system's error.
[[nodiscard]] int replace_file(int folder, const std::string& path, std::string_view bytes);

/// Makes the folder and those above it. 0 or the system's error.
[[nodiscard]] int make_folders(int folder, const std::string& path);

}  // namespace knav
