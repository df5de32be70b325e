// The rules across pages, one file each. Each looks at the finished graph and reports at the place of the mistake.
// Internal to this room: check_rules() calls them all.
#pragma once

#include <string>
#include <string_view>

#include "graph/graph.hpp"

namespace knav {

struct RuleCheck {
    const Graph& graph;
    const Schema& schema;
    Language language;
    Diagnostics& found;

    [[nodiscard]] Place at(PageNo page, Position position) const { return {graph.page(page).path, position}; }
    /// Where something is missing from front matter as a whole: its opening line.
    [[nodiscard]] Place opening(PageNo page) const { return at(page, {graph.page(page).source->front_matter_line, 1}); }
    /// A value's own place, or the opening if it is a default that the page does not write.
    [[nodiscard]] Place of(PageNo page, const Value& value) const {
        return value.at().line == 0 ? opening(page) : at(page, value.at());
    }
};

/// `unique`: a field of a page has a value that no other page of the type has; a field in a list's tables, one that no
/// other entry of the list has.
void check_unique(const RuleCheck& check);
/// No two pages are known to subscribers by the same id: the one said in `first_id`, or else a page's own.
void check_first_ids(const RuleCheck& check);
/// `acyclic`: following the relation from page to page never comes back.
void check_acyclic(const RuleCheck& check);
/// [[rules]]: what must be there, how many must be at the other end, which date comes first.
void check_conditions(const RuleCheck& check);
/// `max` of [[seats]]: not more entries of a role at any one time. Too few are vacancies, which are shown, not errors.
void check_seat_counts(const RuleCheck& check);

}  // namespace knav
