#include <algorithm>
#include <map>

#include "graph/circles.hpp"
#include "graph/reference_paths.hpp"
#include "graph/rules/rules.hpp"

namespace knav {

namespace {

/// Names of relations that must not come back, with the references that make them.
std::map<std::string, std::vector<const Field*>> acyclic_relations(const Schema& schema) {
    std::map<std::string, std::vector<const Field*>> relations;
    for (const auto& type : schema.types) {
        auto paths = reference_paths(type);
        each_reference(paths, [&](const ReferencePath& path) {
            if (path.acyclic) relations[path.name].push_back(path.reference);
        });
    }
    return relations;
}

void check_relation(const RuleCheck& check, std::vector<const Field*> references) {
    const auto& pages = check.graph.pages();
    std::sort(references.begin(), references.end());
    std::vector<std::pair<PageNo, PageNo>> ends;
    std::map<std::pair<PageNo, PageNo>, Position> places;
    for (PageNo page = 0; page < pages.size(); ++page) {
        for (const auto& relation : check.graph.outgoing(page)) {
            if (!std::binary_search(references.begin(), references.end(), relation.field)) continue;
            ends.emplace_back(relation.from, relation.to);
            places.emplace(ends.back(), relation.at);
        }
    }
    if (ends.empty()) return;
    for (const auto& circle : circles(Arrows{pages.size(), ends})) {
        std::string chain;
        for (const auto page : circle) chain += pages[page].id + " → ";
        const auto next = circle.size() > 1 ? circle[1] : circle[0];
        check.found.error(check.at(circle[0], places.at({circle[0], next})), rule::reference_circle,
                          {chain + pages[circle[0]].id});
    }
}

}  // namespace

void check_acyclic(const RuleCheck& check) {
    for (auto& [_, references] : acyclic_relations(check.schema)) check_relation(check, std::move(references));
}

}  // namespace knav
