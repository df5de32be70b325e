// What the program brings along: its own schema and themes.
#pragma once

#include <filesystem>

namespace knav::cli {

/// Beside an installed program, or in the source tree. Throws EnvironmentError when it is in neither.
[[nodiscard]] std::filesystem::path share_folder();

}  // namespace knav::cli
