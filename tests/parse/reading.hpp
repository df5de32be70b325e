// What the tests of this room share: Markdown read alone, with what was found, and its HTML with the holes shown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/page_source.hpp"

namespace knav::test {

/// The section's HTML with "{link_open 0}" and the like where the holes are.
inline std::string with_holes(const Section& section) {
    static constexpr const char* names[] = {"open",         "close",  "label", "image",     "transclusion",
                                            "abbreviation", "anchor", "table", "task_open", "task_done"};
    std::string made;
    std::size_t at = 0;
    for (const Hole& hole : section.holes) {
        made.append(section.html, at, hole.offset - at);
        made += std::string{"{"} + names[static_cast<int>(hole.kind)] + " " + std::to_string(hole.number) + "}";
        at = hole.offset;
    }
    return made.append(section.html, at);
}

/// "line:column rule", in order.
inline std::vector<std::string> told(const Diagnostics& found) {
    std::vector<std::string> made;
    for (const Diagnostic& one : found.sorted()) {
        made.push_back(std::to_string(one.place.at.line) + ":" + std::to_string(one.place.at.column) + " " +
                       std::string{one.rule->name});
    }
    return made;
}

struct Reading {
    Document document;
    std::vector<std::string> told;
    [[nodiscard]] std::string html(std::size_t section = 0) const { return with_holes(document.sections.at(section)); }
};

inline Reading read(std::string_view markdown) {
    Diagnostics found;
    Reading made{parse_markdown("x.md", markdown, 1, 0, found), {}};
    made.told = test::told(found);
    return made;
}

}  // namespace knav::test
