// A git repository of a test's own, made with git's command line, deaf to the settings of the machine.
#pragma once

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>

#include <catch2/catch.hpp>

#include "tests/disk/temporary_folder.hpp"

namespace knav {

class GitRepository {
public:
    GitRepository() { git("init -q -b main ."); }

    [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }
    [[nodiscard]] std::filesystem::path path() const { return folder_.path(); }

    /// What a git command prints, without its last line end. `when` is author's and committer's time.
    std::string git(const std::string& arguments, long when = 1'700'000'000) const {
        const auto date = "@" + std::to_string(when) + " +0100";
        return run("cd '" + path().string() +
                   "' && HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=Anna "
                   "GIT_AUTHOR_EMAIL=anna@example.org GIT_COMMITTER_NAME=Bo GIT_COMMITTER_EMAIL=bo@example.org "
                   "GIT_AUTHOR_DATE='" +
                   date + "' GIT_COMMITTER_DATE='" + date + "' git " + arguments);
    }

    void write(std::string_view name, std::string_view bytes) const { folder_.write(name, bytes); }

    /// Commits all there is and gives back the commit's id.
    std::string commit(long when) const {
        git("add -A", when);
        git("commit -q --allow-empty -m Ändring", when);
        return head();
    }
    [[nodiscard]] std::string head() const { return git("rev-parse HEAD"); }

private:
    static std::string run(const std::string& command) {
        FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
        std::string out;
        std::array<char, 4096> buffer;
        while (const auto count = std::fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), count);
        if (::pclose(pipe) != 0) throw std::runtime_error(command + ": " + out);
        if (out.ends_with('\n')) out.pop_back();
        return out;
    }

    TemporaryFolder folder_;
};

}  // namespace knav
