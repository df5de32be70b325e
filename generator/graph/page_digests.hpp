// What of a page the rest of the site may depend on, as digests: its card (what a list shows), its body, and how it is
// joined with others.
// Internal to this room.
#pragma once

#include <string_view>

#include "graph/read_pages.hpp"

namespace knav {

/// Over what any list may show of a page: who it is, its title, summary and dates, its status, and the fields that its
/// type's index has as columns. `read` has its record, title, summary, date and draft.
[[nodiscard]] Digest card_digest(std::string_view id, const PageType& type, const ReadPage& read);
/// Over the text, section by section, and the ids they go by.
[[nodiscard]] Digest body_digest(const Record& record, const Document& document);
/// Over all that assemble_graph() and check_rules() look at: front matter with the places of its values (mistakes are told
/// there), sections and anchors, and where links lead. `read` has all but this.
[[nodiscard]] Digest joins_digest(const ReadPage& read);

}  // namespace knav
