// knav build: the site, published.
#include <unistd.h>

#include <chrono>
#include <iostream>

#include <fmt/format.h>

#include "cli/commands.hpp"

namespace knav::cli {
namespace {

Label summary(const Outcome& outcome, double seconds) {
    if (outcome.nothing_to_do)
        return {fmt::format("Inget har ändrats. ({:.2f} s)", seconds),
                fmt::format("Nothing has changed. ({:.2f} s)", seconds)};
    return {fmt::format("{} sidor, {} filer: {} gjorda, {} skrivna, {} borttagna. ({:.2f} s)", outcome.pages,
                        outcome.targets, outcome.made, outcome.written, outcome.removed, seconds),
            fmt::format("{} pages, {} files: {} made, {} written, {} removed. ({:.2f} s)", outcome.pages,
                        outcome.targets, outcome.made, outcome.written, outcome.removed, seconds)};
}

void explain_build(const Outcome& outcome, const Names& names) {
    for (const auto& verdict : outcome.verdicts) {
        if (verdict.reason != ReasonKind::clean) std::cout << verdict.path << ": " << describe(verdict, names) << "\n";
    }
}

SiteCommit commit_asked_for(const std::filesystem::path& root, const std::string& said) {
    const auto commit = find_site_commit(root, said);
    if (!commit) throw UsageError{{"git känner ingen " + said + " här", "git knows no " + said + " here"}};
    return *commit;
}

int run_build(const Arguments& arguments) {
    const auto began = std::chrono::steady_clock::now();
    auto options = project_options(arguments);
    options.strict = arguments.has("strict");
    options.adopt_output = arguments.has("adopt");
    if (arguments.has("at")) {
        options.commit = commit_asked_for(options.root, arguments.value("at"));
        const auto day = parse_date(arguments.value("at"));
        if (day && !arguments.has("today")) options.today = *day;
    }
    options.portable = arguments.has("portable");
    // Not freed: giving a site of ten thousand pages back piece by piece takes longer than building one of them, and the
    // process is about to end.
    auto& project = *new Project{std::move(options)};
    Diagnostics found;
    const auto outcome = project.build(found);
    print_diagnostics(arguments, found, arguments.language);
    if (arguments.has("explain")) explain_build(outcome, *project.names());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    if (!outcome.published) {
        std::cerr << (arguments.language == Language::sv ? "Inget publicerades: det som låg där ligger kvar.\n"
                                                         : "Nothing was published: what was there is there still.\n");
        return content_errors;
    }
    if (isatty(STDOUT_FILENO) != 0 || arguments.has("stats")) say(arguments, summary(outcome, took.count()));
    return arguments.has("strict") ? status_of(found, true) : all_right;
}

}  // namespace

const Command build{
    "build",
    {"Bygg sajten och publicera den i public/", "Build the site and publish it into public/"},
    {},
    {{"--strict", "", {"döda länkar och varningar stoppar också", "dead links and warnings stop it too"}},
     {"--explain", "", {"säg för varje gjord fil varför", "say why each file was made"}},
     {"--stats",
      "",
      {"säg hur mycket och hur fort, också utan terminal", "say how much and how fast, also without a terminal"}},
     {"--at",
      "WHEN",
      {"sajten som den var då: en dag, en gren, en tagg eller ett nummer ur git",
       "the site as it was then: a day, a branch, a tag or a number from git"}},
     {"--adopt", "", {"publicera i en mapp som knav inte har gjort", "publish into a folder that knav did not make"}},
     {"--portable",
      "",
      {"länkar som håller när sajten öppnas från en mapp, utan webbserver",
       "links that hold when the site is opened from a folder, without a web server"}}},
    {{"knav build", {"bygg det som har ändrats", "build what has changed"}},
     {"knav build --explain", {"och säg varför", "and say why"}},
     {"knav build --at HEAD~1 --output forut",
      {"sajten före den senaste ändringen", "the site before the last change"}},
     {"knav build --output /srv/www/kunskapsnav", {"publicera någon annanstans", "publish elsewhere"}},
     {"knav build --portable --output kopia", {"en kopia att bära med sig", "a copy to carry along"}}},
    run_build};

}  // namespace knav::cli
