// knav who-may: the policy, asked from the page.
#include <iostream>

#include "cli/commands.hpp"
#include "cli/rights.hpp"

namespace knav::cli {
namespace {

void print_unit(const Law& law, const std::string& page, const std::string& part, const std::vector<std::string>& roles,
                Language language) {
    std::cout << (part.empty() ? page : page + "#" + part) << ": ";
    std::string said;
    for (const auto& role : roles) said += (said.empty() ? "" : ", ") + role;
    std::cout << said << "\n";
    const auto editors = editors_with(law, page, roles);
    for (const auto* editor : editors) std::cout << "  " << editor->id << "  " << editor->name << "\n";
    if (editors.empty()) std::cout << (language == Language::sv ? "  ingen\n" : "  nobody\n");
}

int run_who_may(const Arguments& arguments) {
    const auto folder = folder_law(arguments);
    const auto& law = *folder->law;
    const auto unit = unit_named(law, arguments.operand("UNIT"));
    print_unit(law, unit.page, unit.part, unit.roles, law.language);
    if (!unit.part.empty()) return all_right;
    // Of a page: its parts that somebody else than the page's editors may change.
    for (const auto& section : unit.type->sections) {
        if (section.editors.empty() || section.editors == unit.type->editors) continue;
        print_unit(law, unit.page, section.id, section.editors, law.language);
    }
    for (const auto& field : unit.type->fields) {
        if (field.editors.empty() || field.editors == unit.type->editors) continue;
        print_unit(law, unit.page, field.name, field.editors, law.language);
    }
    return all_right;
}

}  // namespace

const Command who_may{
    "who-may",
    {"Vem får ändra en sida, ett fält eller ett avsnitt?", "Who may change a page, a field or a section?"},
    {{"UNIT", {"sidans id, eller id#avsnitt, id#fält", "the page's id, or id#section, id#field"}}},
    {},
    {{"knav who-may rmpo/tandvard#uppdrag", {"rollerna och vilka som har dem", "the roles and who has them"}}},
    run_who_may};

}  // namespace knav::cli
