// knav version: which program this is.
#include <iostream>

#include "cli/commands.hpp"

namespace knav::cli {
namespace {

int run_version(const Arguments&) {
    std::cout << "knav " << KNAV_VERSION << "\n";
    return all_right;
}

}  // namespace

const Command version{"version", {"Programmets version", "The program's version"}, {}, {}, {}, run_version};

}  // namespace knav::cli
