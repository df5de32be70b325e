// knav why: what a published file was made from. knav facts: which files read a page.
#include <algorithm>
#include <iostream>

#include "cli/commands.hpp"
#include "graph/page.hpp"

namespace knav::cli {
namespace {

Ledger ledger_of(Project& project) {
    auto ledger = project.last_ledger();
    if (ledger.targets.empty())
        throw UsageError{
            {"inget är byggt än: kör knav build först", "nothing has been built yet: run knav build first"}};
    return ledger;
}

int run_why(const Arguments& arguments) {
    Project project{project_options(arguments)};
    const auto ledger = ledger_of(project);
    auto path = arguments.operand("OUTPUT");
    if (path.starts_with('/')) path.erase(0, 1);
    if (path.empty() || path.ends_with('/')) path += "index.html";
    const auto* target = ledger.find(path);
    if (target == nullptr) target = ledger.find(path + "/index.html");
    if (target == nullptr) throw UsageError{{path + " är ingen publicerad fil", path + " is no published file"}};
    std::cout << target->path << "\n";
    for (const auto fact : ledger.asked_for(*target))
        std::cout << "  " << knav::describe(ledger.facts[fact].key, *project.names()) << "\n";
    return all_right;
}

int run_facts(const Arguments& arguments) {
    Project project{project_options(arguments)};
    const auto ledger = ledger_of(project);
    const auto subject = project.names()->of(arguments.operand("ID"));
    for (const auto& target : ledger.targets) {
        const auto asked = ledger.asked_for(target);
        const auto found = std::find_if(asked.begin(), asked.end(), [&](std::uint32_t fact) {
            const auto key = ledger.facts[fact].key;
            return key.subject() == subject && key.kind() <= FactKind::mentions;
        });
        if (found != asked.end())
            std::cout << target.path << ": " << knav::describe(ledger.facts[*found].key, *project.names()) << "\n";
    }
    return all_right;
}

}  // namespace

const Command why{"why",
                  {"Vad en publicerad fil är gjord av", "What a published file was made from"},
                  {{"OUTPUT", {"filen eller adressen", "the file or address"}}},
                  {},
                  {{"knav why /rmpo/tandvard/", {"allt sidan har läst", "all that the page has read"}}},
                  run_why};

const Command facts{"facts",
                    {"Vilka publicerade filer som har läst en sida", "Which published files have read a page"},
                    {{"ID", {"sidans id", "the page's id"}}},
                    {},
                    {{"knav facts npo/tandvard", {"vad som påverkas av sidan", "what the page affects"}}},
                    run_facts};

}  // namespace knav::cli
