#include "cli/commands.hpp"

namespace knav::cli {

std::span<const CommandGroup> all_groups() {
    static const std::vector<CommandGroup> groups = {
        {{"Skriva", "Writing"}, {init, new_page, mv, fix, check}},
        {{"Bygga och se", "Building and looking"}, {build, serve}},
        {{"Fråga", "Asking"}, {list, search, log, blame, digest, why, facts, explain}},
        {{"Vem som får ändra", "Who may change what"}, {who_may, propose, proposals, policy}},
        {{"På servern", "On the server"}, {hook, doctor, pre_receive, publish, rollback, post_receive}},
        {{"Annat", "Other"}, {export_pages, version}}};
    return groups;
}

std::span<const Command> all_commands() {
    static const auto all = [] {
        std::vector<Command> commands;
        for (const auto& group : all_groups())
            commands.insert(commands.end(), group.commands.begin(), group.commands.end());
        return commands;
    }();
    return all;
}

}  // namespace knav::cli
