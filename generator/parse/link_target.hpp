// What a Markdown link's address is to this site, and what a link's words are worth to a reader.
#pragma once

#include <string>
#include <string_view>

#include "parse/document.hpp"

namespace knav {

struct LinkTarget {
    bool allowed = true;  // false: a scheme that content may not use
    LinkKind kind = LinkKind::resource;
    std::string_view scheme;  // lower or upper case as written; "//" for an address without one that leaves the site
    std::string target;       // path and resource: percent-decoded, without query and fragment; external: as written
    std::string query;        // path: what follows '?', as written
    std::string fragment;     // path and resource: what follows '#', percent-decoded
};

/// `url` as cmark gives it: entities and backslashes are already resolved.
[[nodiscard]] LinkTarget link_target(std::string_view url);
/// Whether the scheme is one that is written as an external link with its own page (not mail or telephone).
[[nodiscard]] bool is_web(std::string_view url);
/// Words that tell nothing of where a link leads: "här", "läs mer", "click here" (WCAG 2.4.4).
[[nodiscard]] bool says_nothing(std::string_view label);

}  // namespace knav
