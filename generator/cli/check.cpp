// knav check: everything that is wrong, without publishing anything.
#include <iostream>

#include <fmt/format.h>

#include "cli/commands.hpp"

namespace knav::cli {
namespace {

int run(const Arguments& arguments) {
    Project project{project_options(arguments)};
    Diagnostics found;
    const auto& site = project.read(found);
    // Templates are held up against real pages, so they are tried by making the site in memory.
    const auto built = knav::build(
        site, {}, [](const std::string&) { return false; }, [](const File&) {}, found);
    print_diagnostics(arguments, found, site.language());
    const auto pages = site.graph.pages().size();
    const auto language = arguments.language_said ? arguments.language : site.language();
    if (arguments.value("format", "text") == "text") {
        std::cerr << (language == Language::sv ? fmt::format("{} sidor, {} filer: {} fel, {} varningar.\n", pages,
                                                             built.verdicts.size(), found.errors(), found.warnings())
                                               : fmt::format("{} pages, {} files: {} errors, {} warnings.\n", pages,
                                                             built.verdicts.size(), found.errors(), found.warnings()));
    }
    return status_of(found, arguments.has("strict"));
}

}  // namespace

const Command check{"check",
                    {"Säg allt som är fel, utan att publicera", "Say everything that is wrong, without publishing"},
                    {},
                    {{"--strict", "", {"varningar räknas som fel", "warnings count as errors"}}},
                    {{"knav check", {"alla fel på en gång", "all errors at once"}},
                     {"knav check --format sarif > fel.sarif", {"för en forge", "for a forge"}},
                     {"knav check --strict --lang en", {"varningar också, på engelska", "warnings too, in English"}}},
                    run};

}  // namespace knav::cli
