// knav check: everything that is wrong, without publishing anything.
#include <iostream>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/server.hpp"
#include "guard/refusal.hpp"

namespace knav::cli {
namespace {

/// "A..B": what is published, and what is to be. B may be left out, and is then HEAD.
std::pair<ObjectId, ObjectId> range_of(const Repository& repository, const std::string& said) {
    const auto dots = said.find("..");
    const auto until = dots == std::string::npos || dots + 2 == said.size() ? "HEAD" : said.substr(dots + 2);
    const auto before = repository.find_commit(said.substr(0, dots)), after = repository.find_commit(until);
    if (before && after) return {*before, *after};
    throw UsageError{{"--range vill ha två ändringar, som origin/main..HEAD; en av dem finns inte här",
                      "--range takes two commits, as origin/main..HEAD; one of them is not here"}};
}

/// As the push guard would judge it: for forges that run no hooks of ours.
int run_as(const Arguments& arguments) {
    const auto root = project_options(arguments).root;
    const auto repository = std::make_shared<Repository>(root);
    auto options = receive_options(*repository, arguments);
    options.memory.clear();
    if (const auto top = repository->working_tree()) {
        const auto site = root.lexically_relative(top->lexically_normal()).generic_string();
        options.site = site.empty() || site == "." ? "" : site + "/";
    }
    const auto [before, after] = range_of(*repository, arguments.value("range", "origin/main..HEAD"));
    const auto judgement = judge_range(repository, before, after, arguments.value("as"), options);
    return tell_judgement(judgement, arguments.language_said ? arguments.language : judgement.language);
}

int run_check(const Arguments& arguments) {
    if (arguments.has("as")) return run_as(arguments);
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

const Command check{
    "check",
    {"Säg allt som är fel, utan att publicera", "Say everything that is wrong, without publishing"},
    {},
    {{"--strict", "", {"varningar räknas som fel", "warnings count as errors"}},
     {"--as", "EDITOR", {"får redaktören göra ändringarna i --range?", "may the editor make the changes of --range?"}},
     {"--range",
      "A..B",
      {"från det publicerade till det nya (origin/main..HEAD)",
       "from what is published to what is new (origin/main..HEAD)"}}},
    {{"knav check", {"alla fel på en gång", "all errors at once"}},
     {"knav check --format sarif > fel.sarif", {"för en forge", "for a forge"}},
     {"knav check --strict --lang en", {"varningar också, på engelska", "warnings too, in English"}}},
    run_check};

}  // namespace knav::cli
