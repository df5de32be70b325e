// A schema from a literal, and what was said of it or of a page: one line a diagnostic, by place and rule.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "diag/print.hpp"
#include "parse/page_source.hpp"
#include "schema/check_page.hpp"
#include "schema/schema.hpp"

namespace knav::schema_test {

/// Files from a text: "-- path --" on a line of its own begins each.
inline Snapshot files_of(std::string_view text) {
    std::vector<File> files;
    std::string path, bytes;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size() - 1);
        const auto line = text.substr(begin, end - begin);
        if (line.starts_with("-- ") && line.ends_with(" --")) {
            if (!path.empty()) files.push_back(make_file(path, bytes));
            path = std::string{line.substr(3, line.size() - 6)};
            bytes.clear();
        } else {
            bytes += std::string{text.substr(begin, end + 1 - begin)};
        }
        begin = end + 1;
    }
    files.push_back(make_file(path, bytes));
    return Snapshot{files};
}

/// "schema/a.toml:4:7 schema-key ? label"; "(warning)" before what is one.
inline std::vector<std::string> lines_of(const Diagnostics& found) {
    std::vector<std::string> lines;
    for (const auto& each : found.sorted()) {
        std::string line = each.place.path + ":" + std::to_string(each.place.at.line) + ":";
        line += std::to_string(each.place.at.column) + " " + (each.severity == Severity::warning ? "(warning) " : "");
        line += std::string{each.rule->name} + (each.proposal.empty() ? "" : " ? " + each.proposal);
        lines.push_back(line);
    }
    return lines;
}

using Lines = std::vector<std::string>;

struct Schematic {
    Schema schema;
    Lines said;
};

inline Schematic read(std::string_view text) {
    Diagnostics found;
    auto schema = read_schema(files_of(text), found);
    return {std::move(schema), lines_of(found)};
}

struct Checked {
    Record record;
    Lines said;
    std::vector<std::string> sentences;
};

/// A page of the type, held up against it. Its path is "p", to keep lines short.
inline Checked check(const Schema& schema, std::string_view type, std::string_view page,
                     Language language = Language::en) {
    Diagnostics found;
    const auto source = parse_page(make_file("p", std::string{page}), found);
    Checked checked{check_page("p", source, *schema.find(type), schema, language, found), lines_of(found), {}};
    for (const auto& each : found.sorted()) checked.sentences.push_back(sentence(each, language));
    return checked;
}

/// As above, of the only type in a schema without mistakes: "schema/t.toml" with this text.
inline Checked check_alone(std::string_view type_toml, std::string_view page, Language language = Language::en) {
    return check(read("-- schema/t.toml --\n" + std::string{type_toml}).schema, "t", page, language);
}

}  // namespace knav::schema_test
