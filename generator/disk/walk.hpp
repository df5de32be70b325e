// Which files lie below a folder, with what the file system says of each. Nothing is opened but folders.
// Links are reported and not followed, so a walk stays below its root and always ends.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <sys/stat.h>

#include "diag/diagnostic.hpp"
#include "disk/stat_cache.hpp"

namespace knav {

struct FoundFile {
    std::string path;  // relative to the root
    FileStat stat;
};

/// Every regular file below `folders` of the open folder `root`, by path. A folder that does not exist is empty.
/// What is no file or folder, cannot be read, or has a name that cannot be used, is reported and left out.
[[nodiscard]] std::vector<FoundFile> walk(int root, const std::vector<std::string>& folders, unsigned threads,
                                          Diagnostics& found);

[[nodiscard]] FileStat file_stat(const struct stat& status);
/// "symlink", "fifo", "socket" or "device": what stands at a path that is neither file nor folder.
[[nodiscard]] std::string_view kind_word(mode_t mode);

}  // namespace knav
