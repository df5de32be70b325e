// Scopes: the lists that an event stands in. A page's id is the scope of what happens to it, below it and, by references
// that spread news (`news` in the schema), at the groups under it and the pages that name it. Besides:
//   ""              all of the site, examples left out
//   "type:meeting"  pages of a type, and of types that extend it
//   "role:ledamot"  seats with the role that were filled or vacated
//   "vacancies:"    seats that were vacated
//   "month:2026-03" what happened in a month, examples left out
// No page's id has a colon in it.
#pragma once

#include <string>
#include <vector>

#include "graph/graph.hpp"

namespace knav {

inline constexpr std::string_view vacancies_scope = "vacancies:";

/// The pages whose lists show what happens to each page, itself first, then by number. One entry a page.
[[nodiscard]] std::vector<std::vector<PageNo>> listeners(const Graph& graph);

}  // namespace knav
