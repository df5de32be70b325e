#include "graph/graph.hpp"
#include "graph/rules/rules.hpp"

namespace knav {

void check_rules(const Graph& graph, const Schema& schema, Language language, Diagnostics& found) {
    const RuleCheck check{graph, schema, language, found};
    check_unique(check);
    check_first_ids(check);
    check_acyclic(check);
    check_conditions(check);
    check_seat_counts(check);
}

}  // namespace knav
