#include "git/run_git.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "diag/environment_error.hpp"

namespace knav {

namespace {

constexpr std::size_t largest_output = 16U << 20;

std::vector<std::string> environment_without(const std::vector<std::string>& unset) {
    std::vector<std::string> kept;
    for (char** each = environ; *each != nullptr; ++each) {
        const std::string_view entry = *each;
        const auto name = entry.substr(0, entry.find('='));
        if (std::find(unset.begin(), unset.end(), name) == unset.end()) kept.emplace_back(entry);
    }
    return kept;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> out;
    out.reserve(words.size() + 1);
    for (auto& word : words) out.push_back(word.data());
    out.push_back(nullptr);
    return out;
}

std::string read_all(int descriptor) {
    std::string out;
    std::array<char, 8192> buffer;
    while (true) {
        const auto count = read(descriptor, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return out;
        if (out.size() < largest_output) out.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

}  // namespace

GitAnswer run_git(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
                  const std::vector<std::string>& unset) {
    std::vector<std::string> words = {"git", "-C", folder.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    auto variables = environment_without(unset);
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw EnvironmentError{"run", "git", std::strerror(errno)};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    pid_t process = 0;
    const int failure =
        posix_spawnp(&process, "git", &actions, nullptr, pointers(words).data(), pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failure != 0) {
        close(ends[0]);
        throw EnvironmentError{"run", "git", std::strerror(failure)};
    }
    GitAnswer answer;
    answer.output = read_all(ends[0]);
    close(ends[0]);
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    answer.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return answer;
}

}  // namespace knav
