#include "render/actions_view.hpp"

#include <algorithm>

#include "render/format.hpp"
#include "render/page_parts.hpp"

namespace knav {
namespace {

constexpr std::size_t shown_at_group = 8;  // the list of its own has them all
constexpr std::string_view decisions = "decisions";

bool later(const std::optional<Date>& one, const std::optional<Date>& other) {
    if (!one || !other) return !one && other;
    return *one > *other;
}

bool is_overdue(const Lens& lens, const Deadline& action) {
    return !action.done && action.day && lens.compared_to_today(*action.day) < 0;
}

}  // namespace

Actions actions_at(const Lens& lens, PageNo page) {
    Actions actions;
    if (!lens.card(page).type->follow) return actions;
    const bool role = lens.explains_role(page);
    for (const auto& [occurrence, type, date, announced] : lens.gathered(page)) {
        if (!type->dated) continue;
        for (auto& each : deadlines_of(lens, occurrence)) {
            if (each.state == nullptr || (role && each.role != page)) continue;
            (each.done ? actions.done : actions.open).push_back(std::move(each));
        }
    }
    std::stable_sort(actions.open.begin(), actions.open.end(),
                     [](const Deadline& one, const Deadline& other) { return later(other.day, one.day); });
    std::stable_sort(actions.done.begin(), actions.done.end(), [](const Deadline& one, const Deadline& other) {
        return one.day && (!other.day || *one.day > *other.day);
    });
    return actions;
}

std::vector<Decision> decisions_at(const Lens& lens, PageNo page) {
    std::vector<Decision> all;
    if (!lens.card(page).type->follow || lens.explains_role(page)) return all;
    for (const auto& [occurrence, type, date, announced] : lens.gathered(page)) {
        const auto* field = type->find(decisions);
        if (field == nullptr || !field->is_list_of_tables()) continue;
        const auto* rows = lens.page(occurrence).values().find(decisions);
        if (rows == nullptr) continue;
        for (const auto& row : rows->array()) all.push_back({occurrence, &row.table()});
    }
    return all;
}

View action_item(const Lens& lens, const Deadline& action) {
    const auto card = lens.card(action.page);
    const auto& label = action.state->label.in(lens.language());
    View item;
    item.set("title", action.title).set("owner", action.owner);
    item.set("owner_url", action.role == no_page ? std::string{} : lens.settings().link(lens.card(action.role).url));
    item.set("due", action.day ? in_words(*action.day, lens) : std::string{});
    item.set("due_iso", action.day ? iso(*action.day) : std::string{}).set("overdue", is_overdue(lens, action));
    item.set("state", label.empty() ? action.state->value : label).set("symbol", action.state->symbol);
    item.set("tone", action.state->tone.empty() ? "neutral" : action.state->tone);
    return std::move(item.set("from", std::string{card.title}).set("from_url", lens.settings().link(card.url)));
}

View decision_item(const Lens& lens, const Decision& decision) {
    const auto card = lens.card(decision.page);
    const auto id = decision.row->text("about");
    const auto about = id.empty() ? no_page : lens.find(id);
    View item;
    item.set("text", decision.row->text("text"));
    item.set("about", about == no_page ? std::string{} : std::string{lens.card(about).title});
    item.set("about_url", about == no_page ? std::string{} : lens.settings().link(lens.card(about).url));
    item.set("date", day_in_words(lens, card)).set("date_iso", card.date ? iso(card.date->date) : std::string{});
    return std::move(item.set("from", std::string{card.title}).set("from_url", lens.settings().link(card.url)));
}

View actions_view(const Lens& lens, PageNo page) {
    const auto actions = actions_at(lens, page);
    if (actions.open.empty() && actions.done.empty()) return false;
    View::List open;
    for (std::size_t i = 0; i < actions.open.size() && i < shown_at_group; ++i)
        open.push_back(action_item(lens, actions.open[i]));
    const auto overdue = static_cast<std::size_t>(std::count_if(
        actions.open.begin(), actions.open.end(), [&](const Deadline& each) { return is_overdue(lens, each); }));
    View view;
    view.set("open", std::move(open)).set("count", actions.open.size()).set("overdue_count", overdue);
    return std::move(view.set("url", lens.settings().link(std::string{lens.card(page).url} + "att-gora/")));
}

}  // namespace knav
