// A small site in a literal, read and joined: the world of each test of the graph stands in the test.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/graph.hpp"
#include "graph/query.hpp"
#include "graph/read_pages.hpp"
#include "graph/seats.hpp"

namespace knav::graph_test {

/// "-- path --" on a line of its own begins a file.
inline std::vector<File> files_of(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> files;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with("-- ") && line.ends_with(" --")) {
            files.emplace_back(line.substr(3, line.size() - 6), "");
        } else if (!files.empty()) {
            files.back().second.append(line).append(1, '\n');
        }
    }
    std::vector<File> made;
    for (auto& [path, bytes] : files) made.push_back(make_file(std::move(path), std::move(bytes)));
    return made;
}

/// A page whose front matter begins on line 2 (line 1 is "+++").
inline std::string page(std::string_view path, std::string_view front_matter, std::string_view body = "") {
    return "-- content/" + std::string{path} + " --\n+++\n" + std::string{front_matter} + "+++\n" + std::string{body};
}

/// Types: group (abstract) with rmpo and npo, person, plan, and page for all else.
inline constexpr std::string_view schema = R"(
-- schema/group.toml --
label = "Grupp"
plural = "Grupper"
abstract = true
other_sections = true
sections_in_order = false
columns = ["level"]
[fields.level]
kind = "enum"
values = ["nationell", "regional"]
display = "status"
[fields.abbr]
[fields.code]
unique = true
[fields.cooperates_with]
kind = "list"
item = { kind = "reference", to = ["group"], inverse = "cooperates_with" }
[fields.reports_to]
kind = "reference"
to = ["group"]
inverse = "receives_from"
acyclic = true
[fields.members]
kind = "list"
display = "seats"
[fields.members.item]
person = { kind = "reference", to = ["person"], inverse = "seats" }
role = { kind = "enum", values = ["ordförande", "ledamot"], required = true }
state = { kind = "enum", values = ["tillsatt", "vakant", "okänd"] }
from = { kind = "date" }
to = { kind = "date" }
mark = { kind = "string", unique = true }
[[seats]]
role = "ordförande"
min = 1
max = 1
[[seats]]
role = "ledamot"
min = 2
-- schema/npo.toml --
label = "NPO"
plural = "NPO"
extends = "group"
path = "npo/{slug}.md"
-- schema/rmpo.toml --
label = "RMPO"
plural = "RMPO"
extends = "group"
path = "rmpo/{slug}/_index.md"
[fields.npo]
kind = "reference"
to = ["npo"]
inverse = "rmpo"
target = { level = "nationell" }
-- schema/person.toml --
label = "Person"
plural = "Personer"
path = "personer/{slug}.md"
other_sections = true
[fields.other_names]
kind = "list"
item = { kind = "string" }
-- schema/plan.toml --
label = "Plan"
plural = "Planer"
path = "**/planer/{slug}.md"
other_sections = true
columns = ["owner"]
[fields.owner]
kind = "reference"
to = ["group"]
inverse = "plans"
[fields.level]
kind = "enum"
values = ["nationell", "regional"]
[fields.builds_on]
kind = "reference"
to = ["plan"]
[fields.opens]
kind = "date"
[fields.closes]
kind = "date"
[fields.goal]
kind = "table"
[fields.goal.fields]
promise = { kind = "reference", to = ["page"], inverse = "goals" }
[[rules]]
when = { level = "regional" }
require = ["builds_on"]
message = "Ange vad planen bygger på."
[[rules]]
relation = "owner"
min = 1
[[rules]]
before = "opens"
after = "closes"
severity = "warning"
-- schema/page.toml --
label = "Sida"
plural = "Sidor"
path = ["sidor/**", "_index.md"]
other_sections = true
sections_in_order = false
)";

struct World {
    explicit World(std::string_view pages, std::string_view schema_files = schema, Drafts drafts = Drafts::leave_out)
        : World(Snapshot{files_of(std::string{schema_files} + std::string{pages})}, drafts) {}

    explicit World(Snapshot files, Drafts drafts = Drafts::leave_out, unsigned threads = 1)
        : snapshot(std::move(files)) {
        types = read_schema(snapshot, found);
        auto pages = read_pages(snapshot, types, Language::sv, threads, memo, found, drafts);
        graph = assemble_graph(std::move(pages), types, snapshot, Language::sv, found, generated);
        check_rules(graph, types, Language::sv, found);
    }
    World(const World&) = delete;

    /// "content/a.md:3:7 reference-unknown" for each diagnostic.
    [[nodiscard]] std::vector<std::string> told() const {
        std::vector<std::string> lines;
        for (const auto& each : found.sorted()) {
            lines.push_back(each.place.path + ":" + std::to_string(each.place.at.line) + ":" +
                            std::to_string(each.place.at.column) + " " + std::string{each.rule->name});
        }
        return lines;
    }
    [[nodiscard]] std::vector<std::string> ids(const std::vector<PageNo>& pages) const {
        std::vector<std::string> all;
        for (const auto each : pages) all.push_back(graph.page(each).id);
        return all;
    }
    [[nodiscard]] std::vector<std::string> related(std::string_view id, std::string_view name) const {
        return ids(graph.related(graph.find(id), name));
    }

    std::vector<std::string> generated{"oversikt", "assets/"};
    Snapshot snapshot;
    Diagnostics found;
    Schema types;
    PageMemo memo;
    Graph graph;
};

using Lines = std::vector<std::string>;

}  // namespace knav::graph_test
