// Folders below another one, reached without following any link: what is written or removed by its path stays where its
// path says, whoever has put a link on the way.
#pragma once

#include <string>
#include <string_view>

#include "disk/descriptor.hpp"

namespace knav {

/// "a/b" of "a/b/c", and "c"; the folder of a name alone is "".
[[nodiscard]] std::string_view folder_of(std::string_view path);
[[nodiscard]] std::string_view name_of(std::string_view path);

/// Opens what lies at `path` ("" is the folder itself) below an open folder. No link is followed, neither at its end nor
/// on the way. If that fails, the descriptor is not open and errno says why.
[[nodiscard]] Descriptor open_beneath(int folder, const std::string& path, int flags);

/// The folder last asked for, kept open: neighbours in the order of paths share it. For one thread.
class FolderBelow {
public:
    explicit FolderBelow(int root) : root_(root) {}

    /// -1, with errno set, if there is no such folder or a link on the way.
    int open(std::string_view path);
    /// The same, making it and those above it if need be.
    int open_or_make(std::string_view path);

private:
    int root_;
    std::string path_;
    Descriptor opened_;
};

}  // namespace knav
