// The names in one folder, asked of the system directly: the C library's readdir allocates 32 kB for each folder it
// opens, which is most of the time when there is a folder for every page.
#pragma once

#include <functional>
#include <string_view>

namespace knav {

/// Calls `take` for each entry of an open folder but "." and "..", with its name (which ends in a zero byte) and its
/// d_type, which may be DT_UNKNOWN. 0 or the system's error.
[[nodiscard]] int read_entries(int folder, const std::function<void(std::string_view name, unsigned char type)>& take);

}  // namespace knav
