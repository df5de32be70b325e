// knav export: the site's pages, or its policy, for another program.
#include <filesystem>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/rights.hpp"
#include "disk/file_io.hpp"
#include "guard/codeowners.hpp"
#include "search/opensearch.hpp"
#include "site/search_pages.hpp"
#include "text/slug.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;

int export_opensearch(const Arguments& arguments) {
    Project project{project_options(arguments)};
    Diagnostics found;
    const auto& site = project.read(found);
    print_diagnostics(arguments, found, site.language());
    const fs::path folder = arguments.value("to", ".");
    fs::create_directories(folder);
    const auto name = slugify(site.settings.title);
    write_file(folder / "index.json", search::opensearch_index(search_synonyms(site)));
    write_file(folder / "bulk.ndjson",
               search::opensearch_bulk(search_documents(site), name.empty() ? std::string_view{"site"} : name));
    return status_of(found, false);
}

int export_codeowners(const Arguments& arguments) {
    const auto folder = folder_law(arguments);
    std::cout << codeowners(folder->policy, folder->law->today);
    return all_right;
}

int run_export(const Arguments& arguments) {
    const auto format = arguments.operand("FORMAT");
    if (format == "opensearch") return export_opensearch(arguments);
    if (format == "codeowners") return export_codeowners(arguments);
    throw UsageError{{"formaten är opensearch och codeowners", "the formats are opensearch and codeowners"}};
}

}  // namespace

const Command export_pages{
    "export",
    {"Sidorna, eller reglerna för vem som får ändra dem, till ett annat program",
     "The pages, or the policy of who may change them, for another program"},
    {{"FORMAT",
      {"opensearch (index.json och bulk.ndjson) eller codeowners",
       "opensearch (index.json and bulk.ndjson) or codeowners"}}},
    {{"--to", "FOLDER", {"mappen som opensearch läggs i", "the folder for opensearch"}}},
    {{"knav export opensearch --to sok",
      {"PUT index.json, sedan POST bulk.ndjson till _bulk", "PUT index.json, then POST bulk.ndjson to _bulk"}},
     {"knav export codeowners > .github/CODEOWNERS", {"för granskning på en forge", "for reviews on a forge"}}},
    run_export};

}  // namespace knav::cli
