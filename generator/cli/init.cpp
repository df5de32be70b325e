// knav init: a new site in a new folder, usable at once.
#include <filesystem>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/share.hpp"
#include "diag/environment_error.hpp"
#include "disk/publish.hpp"
#include "disk/tree.hpp"
#include "edit/starter.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;

Snapshot read_share() {
    Diagnostics found;
    StatCache nothing_known;
    TreeOptions options;
    options.folders = {"schema", "themes"};
    return read_tree(share_folder(), options, nothing_known, 1, found).snapshot;
}

void make_folder(const fs::path& folder) {
    std::error_code failed;
    if (fs::exists(folder, failed) && (!fs::is_directory(folder, failed) || !fs::is_empty(folder, failed))) {
        throw UsageError{{fmt::format("{} finns redan och är inte en tom mapp", folder.string()),
                          fmt::format("{} exists already and is not an empty folder", folder.string())}};
    }
    fs::create_directories(folder, failed);
    if (failed) throw EnvironmentError{"create", folder.string(), failed.message()};
}

void say_what_next(const Arguments& arguments, const std::string& folder, bool example) {
    const auto kind =
        example ? Label{"En ny sajt med exempel", "A new site with examples"} : Label{"En ny sajt", "A new site"};
    say(arguments,
        {fmt::format("{0} ligger i {1}. Härnäst:\n"
                     "  knav -C {1} build        bygg den i {1}/public\n"
                     "  knav -C {1} new ...      lägg till en sida (knav new --help)\n"
                     "  knav -C {1} check        se vad som är fel\n"
                     "Byt title och base_url i content/site.toml, och adresserna i schema/editors.toml.",
                     kind.sv, folder),
         fmt::format("{0} lies in {1}. Next:\n"
                     "  knav -C {1} build        build it into {1}/public\n"
                     "  knav -C {1} new ...      add a page (knav new --help)\n"
                     "  knav -C {1} check        see what is wrong\n"
                     "Change title and base_url in content/site.toml, and the addresses in schema/editors.toml.",
                     kind.en, folder)});
}

int run_init(const Arguments& arguments) {
    enter_folder(arguments);
    const auto folder = arguments.operand("DIR");
    const auto changes = starter_site(read_share(), {arguments.value("title"), arguments.has("example")});
    make_folder(folder);
    rewrite(folder, changes);
    say_what_next(arguments, folder, arguments.has("example"));
    return all_right;
}

}  // namespace

const Command init{"init",
                   {"Gör en ny sajt i en tom mapp", "Make a new site in an empty folder"},
                   {{"DIR", {"mappen, ny eller tom", "the folder, new or empty"}}},
                   {{"--title", "TITLE", {"sajtens namn", "the site's name"}},
                    {"--example",
                     "",
                     {"med en exempelgrupp som visar de vanligaste sidtyperna",
                      "with an example group that shows the common page types"}}},
                   {{"knav init min-sajt --title \"Vår sajt\"", {"en tom sajt", "an empty site"}},
                    {"knav init prova --example", {"en att pröva sig fram i", "one to try things out in"}}},
                   run_init};

}  // namespace knav::cli
