// knav rollback: readers see what they saw before.
#include <sys/stat.h>

#include "cli/commands.hpp"
#include "diag/environment_error.hpp"
#include "disk/releases.hpp"
#include "git/repository.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;

fs::path folder_of_releases(const Arguments& arguments) {
    if (arguments.has("to")) return arguments.value("to");
    try {
        const auto setting = Repository{arguments.value("repo", ".")}.setting("knav.publish");
        if (setting) return *setting;
    } catch (const GitFailure&) {  // no repository: then it is for the command line to say
    }
    throw UsageError{{"--to säger vilken mapp det gäller", "--to says which folder is meant"}};
}

int run_rollback(const Arguments& arguments) {
    enter_folder(arguments);
    const auto folder = folder_of_releases(arguments);
    if (!fs::is_directory(folder)) throw EnvironmentError("open", folder.string(), "there is no such folder");
    ::umask(022);
    Releases releases{folder, [] {
                          return true;  // it does not last long, and a second click must not fail
                      }};
    const auto shown = releases.go_back();
    if (!shown) {
        throw EnvironmentError("go back in", folder.string(), "there is no earlier release left");
    }
    say(arguments, {"Nu visas " + *shown + ". Nästa publicering visar grenens senaste version igen.",
                    *shown + " is shown now. The next publishing shows the branch's newest version again."});
    return all_right;
}

}  // namespace

const Command rollback{
    "rollback",
    {"Visa den förra utgåvan av en publicerad sajt igen", "Show the previous release of a published site again"},
    {},
    {{"--to", "DIR", {"mappen med utgåvor", "the folder of releases"}},
     {"--repo", "DIR", {"eller arkivet som publiceras dit (.)", "or the repository that is published there (.)"}}},
    {{"knav rollback --to /srv/www/webb", {"på en gång; inget byggs", "at once; nothing is built"}}},
    run_rollback};

}  // namespace knav::cli
