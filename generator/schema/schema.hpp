// The schema: every page type and vocabulary of a site, read from schema/*.toml of a snapshot.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "files/snapshot.hpp"
#include "schema/page_type.hpp"
#include "schema/path_pattern.hpp"

namespace knav {

class Schema {
public:
    /// A path pattern of types[type].
    struct TypePath {
        PathPattern pattern;
        std::size_t type = 0;
    };

    std::vector<PageType> types;     // by name, byte order; pointers to them stay valid once read
    std::vector<TypePath> patterns;  // of all types, most literal first
    std::map<std::string, Vocabulary, std::less<>> vocabularies;
    Digest digest;  // of all it was read from

    [[nodiscard]] const PageType* find(std::string_view name) const;  // null when there is none
    /// The type whose path pattern the page id fits best (most literal, see path_pattern.hpp); null when none does.
    /// Patterns are compared as ids: "rmpo/{slug}/_index.md", "rmpo/{slug}.md" and "rmpo/{slug}/index.md" all mean the
    /// id "rmpo/{slug}". {name} stands for one part or a piece of one ("handlingsplan-{year}"); "**" for any number of
    /// parts.
    [[nodiscard]] const PageType* of_page(std::string_view page_id) const;
};

/// Reads schema/*.toml (all but editors.toml; vocabularies.toml holds the vocabularies). Mistakes are reported at their
/// own place and the rest is still read. Never throws for what a file may hold.
[[nodiscard]] Schema read_schema(const Snapshot& snapshot, Diagnostics& found);

}  // namespace knav
