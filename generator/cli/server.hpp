// What the commands that run beside a bare repository share: its settings, and whether git really asks knav.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "git/repository.hpp"
#include "project/receive.hpp"

namespace knav::cli {

/// Settings of the repository, all under [knav]: branch, site, identity, strict.
[[nodiscard]] ReceiveOptions receive_options(const Repository& repository, const Arguments& arguments);
/// Who pushes, as the transport says in the one variable that `knav.identity` names (KNAV_USER unless it is set); of
/// several the first that is there. Others are never looked at: a client may be able to set them.
[[nodiscard]] std::string pusher_of(const Repository& repository);

/// One thing that must be so for pushes to be judged.
struct Check {
    Label what;
    bool holds = false;
    std::string found;  // what is there instead
    Label advice;
};
/// Looks at the hook and the settings, and asks git to push to a ref that is always refused.
[[nodiscard]] std::vector<Check> check_server(const std::filesystem::path& repository);
/// Where git looks for the repository's hook, as far as its files say.
[[nodiscard]] std::filesystem::path hook_path(const std::filesystem::path& repository);

/// Says to standard error what was refused or is to be looked over; the exit status.
int tell_judgement(const Judgement& judgement, Language language);

struct ServerSetting {
    const char* name;
    const char* value;
    Label why;
};
[[nodiscard]] std::span<const ServerSetting> server_settings();

}  // namespace knav::cli
