// Queries: which pages fit these conditions? The lists that pages declare, and the site's own, are made of these.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/graph.hpp"

namespace knav {

struct Query {
    std::string type;                                        // a type or one that others extend; empty: any
    std::string below;                                       // only pages below this id
    std::vector<std::pair<std::string, std::string>> where;  // field (or path) = value as written; lists: contains
    std::vector<std::string> has;                            // fields or relations that must be there
    std::vector<std::string> missing;                        // ... that must not
    std::string sort;                                        // field; "-field" for falling; empty: title
    std::size_t limit = 0;                                   // 0: all
    bool examples = true;                                    // whether pages marked as examples count

    /// One line that tells two queries apart; the name of the fact in the ledger.
    [[nodiscard]] std::string text() const;
};

/// Reads what `text` wrote.
[[nodiscard]] Query query_of_text(std::string_view text);
[[nodiscard]] std::vector<PageNo> select(const Graph& graph, const Query& query);

/// The values at a path of field names in a record ("npo", "members.region"), lists opened, as written.
[[nodiscard]] std::vector<std::string> values_at(const Table& record, std::string_view path);

/// By title in Swedish order; by a field; "-date" newest first. Stable: equals by id.
void sort_pages(const Graph& graph, std::vector<PageNo>& pages, std::string_view by);

}  // namespace knav
