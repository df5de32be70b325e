#include "render/neighbours.hpp"

#include <algorithm>

#include "render/layout.hpp"
#include "render/page_parts.hpp"
#include "render/values.hpp"

namespace knav {
namespace {

struct Neighbour {
    PageNo page = no_page;
    std::string label;  // the relation, in words
};

bool is_actor(const Card& card) { return card.type->is_a("group") || card.type->is_a("body"); }

// A group that is not at work as others are says so in its box.
std::string unusual_state(const Lens& lens, const Card& card) {
    const auto status = status_view(lens, card);
    return status.is_object() && *status.find("tone")->text() != "done" ? *status.find("text")->text() : std::string{};
}

// Whether a reference points upward: to what this group mirrors, belongs to or reports to.
std::vector<Neighbour> above(const Lens& lens, const Page& page) {
    std::vector<Neighbour> found;
    for (const auto& field : page.type->fields) {
        const auto& reference = field.kind == FieldKind::list && !field.item.empty() ? field.item.front() : field;
        if (reference.kind != FieldKind::reference || field.name == "cooperates_with" || field.name == "contact")
            continue;
        for (const auto& id : values_at(page.values(), field.name)) {
            const auto target = lens.find(id);
            if (target == no_page || !is_actor(lens.card(target))) continue;
            const auto& label = field.label.in(lens.language());
            found.push_back({target, label.empty() ? field.name : label});
        }
    }
    return found;
}

std::vector<Neighbour> below(const Lens& lens, PageNo page) {
    std::vector<Neighbour> found;
    for (const auto& relation : lens.incoming(page)) {
        if (!is_drawn_at(lens, relation, page) || !is_seen_at(lens, relation.from, page)) continue;
        const auto card = lens.card(relation.from);
        const auto& label = relation.field->inverse_label.in(lens.language());
        found.push_back({relation.from, label.empty() ? card.type->plural.in(lens.language()) : label});
    }
    std::stable_sort(found.begin(), found.end(), [&](const auto& one, const auto& other) {
        return std::pair{one.label, lens.card(one.page).sort_key} <
               std::pair{other.label, lens.card(other.page).sort_key};
    });
    return found;
}

View::List by_relation(const Lens& lens, const std::vector<Neighbour>& all) {
    View::List groups;
    std::vector<std::pair<std::string, View::List>> by_label;
    for (const auto& each : all) {
        auto group = std::find_if(by_label.begin(), by_label.end(),
                                  [&](const auto& known) { return known.first == each.label; });
        if (group == by_label.end()) group = by_label.insert(by_label.end(), {each.label, {}});
        const auto card = lens.card(each.page);
        group->second.push_back(std::move(link_item(lens, std::string{card.title}, card.url)
                                              .set("type", card.type->name)
                                              .set("state", unusual_state(lens, card))));
    }
    for (auto& [label, items] : by_label)
        groups.push_back(std::move(View{}.set("label", label).set("items", std::move(items))));
    return groups;
}

}  // namespace

bool is_drawn_at(const Lens& lens, const Relation& relation, PageNo page) {
    if (relation.inverse == 0 || !is_actor(lens.card(page)) || !is_actor(lens.card(relation.from))) return false;
    const auto& name = lens.relation_name(relation.name);
    return name != "cooperates_with" && name != "contact";
}

Neighbours neighbours(const Lens& lens, PageNo number) {
    if (!is_actor(lens.card(number))) return {};
    return {by_relation(lens, above(lens, lens.page(number))), by_relation(lens, below(lens, number))};
}

}  // namespace knav
