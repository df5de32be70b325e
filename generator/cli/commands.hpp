// The commands, each defined in the file of its name; facts stands with why, whose other side it is.
#pragma once

#include "cli/command.hpp"

namespace knav::cli {

extern const Command init, new_page, mv, fix;
extern const Command build, serve, check, list, digest, search, export_pages, log, blame, why, facts, explain, version;
extern const Command publish, post_receive, rollback;
extern const Command hook, doctor, pre_receive;
extern const Command who_may, propose, proposals, policy;

}  // namespace knav::cli
