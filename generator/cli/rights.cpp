#include "cli/rights.hpp"

#include "disk/tree.hpp"
#include "site/settings.hpp"
#include "text/nearest.hpp"

namespace knav::cli {

std::unique_ptr<FolderLaw> folder_law(const Arguments& arguments) {
    const auto options = project_options(arguments);
    auto folder = std::make_unique<FolderLaw>();
    StatCache stats;
    Diagnostics unheard, found;
    folder->files = read_tree(options.root, {}, stats, options.threads, unheard).snapshot;
    const auto settings = read_settings(folder->files, unheard);
    folder->schema = read_schema(folder->files, unheard);
    folder->policy = read_policy(folder->files.find(policy_path), folder->schema, found);
    const auto language = arguments.language_said ? arguments.language : settings.language;
    if (!folder->policy.readable) {
        print_diagnostics(arguments, found, language);
        throw UsageError{{"schema/editors.toml går inte att läsa", "schema/editors.toml cannot be read"}};
    }
    const auto find = [files = &folder->files](std::string_view path) -> std::optional<File> {
        const auto* file = files->find(path);
        if (file == nullptr) return std::nullopt;
        return *file;
    };
    folder->law = std::make_unique<Law>(Law{folder->policy, folder->schema, language, options.today, find});
    return folder;
}

const Editor& editor_named(const Policy& policy, const std::string& said) {
    if (const auto* editor = policy.who(said)) return *editor;
    std::vector<std::string_view> known;
    for (const auto& each : policy.editors) known.push_back(each.id);
    const auto guess = nearest(said, known).value_or("");
    throw UsageError{{"redaktören " + said + " finns inte" + (guess.empty() ? "" : "; menade du " + guess + "?"),
                      "there is no editor " + said + (guess.empty() ? "" : "; did you mean " + guess + "?")}};
}

UnitName unit_named(const Law& law, const std::string& said) {
    UnitName unit;
    const auto hash = said.find('#');
    unit.page = said.substr(0, hash);
    while (unit.page.starts_with('/')) unit.page.erase(0, 1);
    while (unit.page.ends_with('/')) unit.page.pop_back();
    if (hash != std::string::npos) unit.part = said.substr(hash + 1);
    unit.type = law.schema.of_page(unit.page);
    if (unit.type == nullptr) {
        throw UsageError{
            {"ingen sort av sida har sin plats på " + unit.page, "no type of page has its place at " + unit.page}};
    }
    unit.roles = unit.type->editors;
    const auto* section = unit.type->section(unit.part);
    const auto* field = unit.type->find(unit.part);
    if (section != nullptr) unit.roles = roles_of_section(*unit.type, unit.part);
    if (section == nullptr && field != nullptr) unit.roles = roles_of_field(*unit.type, field);
    const bool free = unit.part.empty() || unit.part == "lead" || unit.type->other_sections;
    if (section != nullptr || field != nullptr || free) return unit;
    std::vector<std::string_view> known;
    for (const auto& each : unit.type->sections) known.push_back(each.id);
    for (const auto& each : unit.type->fields) known.push_back(each.name);
    const auto guess = nearest(unit.part, known).value_or("");
    throw UsageError{
        {unit.part + " är varken fält eller avsnitt" + (guess.empty() ? "" : "; menade du " + guess + "?"),
         unit.part + " is neither field nor section" + (guess.empty() ? "" : "; did you mean " + guess + "?")}};
}

}  // namespace knav::cli
