#include "cli/share.hpp"

#include "diag/environment_error.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;

bool is_share(const fs::path& folder) {
    std::error_code unknown;
    return fs::is_directory(folder / "schema", unknown) && fs::is_directory(folder / "themes" / "starter", unknown);
}

}  // namespace

fs::path share_folder() {
    std::error_code unknown;
    const auto installed = fs::read_symlink("/proc/self/exe", unknown).parent_path().parent_path() / "share" / "knav";
    for (const auto& folder : {installed, fs::path{KNAV_SOURCE_SHARE}}) {
        if (is_share(folder)) return folder;
    }
    throw EnvironmentError{"find", installed.string(), "the program's schema and themes are not there"};
}

}  // namespace knav::cli
