// git itself, for what it does best: pushing, fetching and merging. Arguments are handed over as they are, never through a
// shell.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace knav {

struct GitAnswer {
    int status = 0;      // 0: it went well
    std::string output;  // standard output and standard error, as they came
};

/// Runs git in a folder and waits. `unset` names variables that it must not inherit. Throws EnvironmentError if there is
/// no git.
[[nodiscard]] GitAnswer run_git(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
                                const std::vector<std::string>& unset = {});

}  // namespace knav
