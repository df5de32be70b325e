// knav blame: who last changed each field and section of a page, and when.
#include <iostream>

#include "cli/commands.hpp"
#include "cli/past.hpp"

namespace knav::cli {
namespace {

int run_blame(const Arguments& arguments) {
    Project project{project_options(arguments)};
    Diagnostics found;
    const auto& site = project.read(found);
    const auto in_words = in_site_language(arguments, site.language());
    const auto& page = page_asked_for(site, in_words);
    const auto number = site.graph.find(page.id);
    std::vector<std::string> units;
    for (const auto& entry : page.values().entries()) units.push_back(entry.key);
    for (const auto& id : page.record->section_ids) units.push_back("#" + id);
    for (const auto& unit : units) {
        const auto* commit = site.chronicle.changes(number, unit).last;
        std::cout << time_in_words(in_words, commit == nullptr ? PastCommit{} : *commit) << "  "
                  << (commit == nullptr ? std::string(10, '-') : commit->id.substr(0, 10)) << "  " << unit;
        if (commit != nullptr) std::cout << "  " << author_in_words(in_words, *commit);
        std::cout << "\n";
    }
    return all_right;
}

}  // namespace

const Command blame{
    "blame",
    {"När varje fält och avsnitt senast ändrades, och av vem", "When each unit last changed, and by whom"},
    {{"ID", {"sidans id; / är startsidan", "the page's id; / is the start page"}}},
    {},
    {{"knav blame rmpo/tandvard", {"fält för fält, avsnitt för avsnitt", "field by field"}}},
    run_blame};

}  // namespace knav::cli
