// The files of a release put in their places: some new, some shared with the release that readers see, some already
// there from an older one.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "disk/releases.hpp"

namespace knav {

struct ReleaseParts {
    const std::vector<ReleasedFile>& wanted;  // by path
    const std::vector<ReleasedFile>& there;   // by path: what the folder holds already
    const std::vector<File>& fresh;           // by path: those that are not shared
    std::filesystem::path shared;             // the release that has the others
    unsigned threads = 1;
};

/// Makes the open folder hold what is wanted, and nothing else, and sees to it that all of it is on the disk. No name is
/// followed through a link. Throws EnvironmentError, and DoubtfulRelease if one of the two folders is not what was said.
void assemble_release(int folder, const ReleaseParts& parts);

}  // namespace knav
