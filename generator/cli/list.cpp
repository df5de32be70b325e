// knav list: the pages of a site, for people and for scripts.
#include <iostream>

#include "cli/commands.hpp"
#include "graph/query.hpp"
#include "text/escape.hpp"

namespace knav::cli {
namespace {

void print_json(const Site& site, const std::vector<PageNo>& pages) {
    std::string out = "[";
    for (const auto number : pages) {
        const auto& page = site.graph.page(number);
        out += out.size() > 1 ? ",\n {" : "\n {";
        const auto add = [&](std::string_view key, std::string_view value, bool last = false) {
            append_json(out, key);
            out += ": ";
            append_json(out, value);
            out += last ? "}" : ", ";
        };
        add("id", page.id);
        add("type", page.type->name);
        add("title", page.title);
        add("url", page.url);
        add("path", page.path, true);
    }
    std::cout << out << "\n]\n";
}

int run_list(const Arguments& arguments) {
    Project project{project_options(arguments)};
    Diagnostics found;
    const auto& site = project.read(found);
    Query query;
    query.type = arguments.operand("TYPE");
    if (!query.type.empty()) query.type = type_said(site.schema, query.type).name;
    const auto pages = select(site.graph, query);
    if (arguments.has("json")) {
        print_json(site, pages);
        return all_right;
    }
    for (const auto number : pages) {
        const auto& page = site.graph.page(number);
        std::cout << (page.id.empty() ? "/" : page.id) << "\t" << page.type->name << "\t" << page.title << "\n";
    }
    return all_right;
}

}  // namespace

const Command list{"list",
                   {"Sidorna, alla eller av en typ", "The pages, all or of one type"},
                   {{"TYPE", {"bara sidor av typen", "only pages of the type"}, false}},
                   {{"--json", "", {"som JSON", "as JSON"}}},
                   {{"knav list rmpo", {"alla programområden", "all programme areas"}},
                    {"knav list --json", {"för ett skript", "for a script"}}},
                   run_list};

}  // namespace knav::cli
