// One page held up against its type: front matter becomes a checked record, headings become sections of the schema.
// Looks at one page alone: whether a reference's target exists, or an address is taken, is the business of graph.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/page_source.hpp"
#include "schema/schema.hpp"

namespace knav {

/// What front matter says, checked: unknown keys left out, deprecated keys under their new name, defaults filled in,
/// values of the wrong kind left out (after a diagnostic), references without a leading or trailing '/'.
struct Record {
    Table values;
    std::vector<std::string> section_ids;  // one for each section of the document: the schema's id, or the anchor
    friend bool operator==(const Record&, const Record&) = delete;
};

/// `path` is the file's path, for the diagnostics.
[[nodiscard]] Record check_page(std::string_view path, const PageSource& source, const PageType& type,
                                const Schema& schema, Language language, Diagnostics& found);

}  // namespace knav
