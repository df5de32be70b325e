// What the commands on pages' histories share.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace knav::cli {

/// The page that ID names. Throws UsageError when there is none.
[[nodiscard]] const Page& page_asked_for(const Site& site, const Arguments& arguments);
/// "2026-03-12 14:30", or that it is unknown in as many characters.
[[nodiscard]] std::string time_in_words(const Arguments& arguments, const PastCommit& commit);
/// "Anna <anna@example.org>", as far as it is known. For the one at the command line, who can read the log anyway.
[[nodiscard]] std::string author_in_words(const Arguments& arguments, const PastCommit& commit);
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

}  // namespace knav::cli
