// What the fuzz targets share: a small schema and policy, and the way an input is told that it broke a promise.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "guard/policy.hpp"
#include "schema/schema.hpp"

namespace knav::fuzz {

/// Ends the run: the fuzzer keeps the input.
inline void promise(bool kept) {
    if (!kept) std::abort();
}

inline const Snapshot& site() {
    static const Snapshot files{{make_file("schema/group.toml", R"(label = "Grupp"
plural = "Grupper"
path = "grupper/{slug}/_index.md"
children = ["plan"]
editors = ["editor"]
[fields.npo]
editors = ["coordinator"]
[fields.members]
kind = "list"
display = "seats"
[fields.members.item]
role = { kind = "enum", values = ["ordförande"] }
person = { kind = "string" }
mandate = { kind = "string", editors = ["coordinator"] }
[[sections]]
id = "uppdrag"
heading = { sv = "Uppdrag" }
editors = ["coordinator"]
[[sections]]
id = "insatser"
heading = { sv = "Insatser" }
)"),
                                 make_file("schema/plan.toml", R"(label = "Plan"
plural = "Planer"
path = "**/planer/{slug}.md"
editors = ["editor"]
other_sections = true
)"),
                                 make_file("schema/editors.toml", R"([[editors]]
id = "ett"
name = "Ett"
emails = ["ett@example.org"]
grants = [ { role = "editor", scope = "grupper/ett/**" } ]
[[editors]]
id = "chef"
name = "Chef"
emails = ["chef@example.org"]
grants = [ { role = "admin", scope = "**" } ]
)")}};
    return files;
}

inline const Schema& schema() {
    static const Schema read = [] {
        Diagnostics found;
        return read_schema(site(), found);
    }();
    return read;
}

}  // namespace knav::fuzz
