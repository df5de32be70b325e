// The program's door. Everything it does is in the library.
#include <cstdio>
#include <cstdlib>

#include "cli/command.hpp"

int main(int count, char** words) {
    const int status = knav::cli::run_command_line(count, words);
    // A site of a hundred thousand pages takes a while to give back to the system piece by piece, and the process is ending
    // anyway. What had to be written has been.
    std::fflush(nullptr);
    std::_Exit(status);
}
