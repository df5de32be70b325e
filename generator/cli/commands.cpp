#include "cli/commands.hpp"

#include <array>

namespace knav::cli {

std::span<const Command> all_commands() {
    static const std::array all = {init, new_page, mv, fix, build, serve, check, list, digest, search, export_pages,
                                   log, blame, why, facts, explain,
                                   // who may change what
                                   who_may, propose, proposals, policy,
                                   // on the server
                                   hook, doctor, pre_receive, publish, rollback, post_receive,
                                   // last
                                   version};
    return all;
}

}  // namespace knav::cli
