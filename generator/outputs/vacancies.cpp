// Vacancies: every seat without a holder, by group; who leaves soon; and where the manning is not known.
#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/layout.hpp"
#include "render/page_parts.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"vakanser", "vacancies", "vacancies", "vacancies_title", "vacancies_intro"};

View::List rows_with(const View& seats, std::string_view flag) {
    View::List rows;
    for (const auto& row : *seats.find("rows")->list()) {
        const auto* truth = row.find(flag)->truth();
        const auto* text = row.find(flag)->text();
        if ((truth != nullptr && *truth) || (text != nullptr && !text->empty())) rows.push_back(row);
    }
    return rows;
}

View group_view(const Lens& lens, PageNo page, View::List rows) {
    const auto card = lens.card(page);
    View group = link_item(lens, std::string{card.title}, card.url);
    group.set("type_label", card.type->label.in(lens.language())).set("count", rows.size());
    return std::move(group.set("rows", std::move(rows)));
}

View text_or_none(const View& row, std::string_view name) {
    const auto* text = row.find(name)->text();
    return text == nullptr ? View{false} : View{*text};
}

// One row a seat, with the group it is in: who leaves soon is a list across groups.
void add_leaving(View::List& leaving, const Lens& lens, PageNo page, const View::List& rows) {
    const auto card = lens.card(page);
    for (const auto& row : rows) {
        View item = link_item(lens, std::string{card.title}, card.url);
        item.set("role", text_or_none(row, "role")).set("region", text_or_none(row, "region"));
        leaving.push_back(std::move(item.set("date", text_or_none(row, "leaving"))));
    }
}

void plan(const Output& self, const Site&, std::vector<Target>& targets) { plan_special(self, special.id, targets); }

Content make(const Target&, const Workshop& shop) {
    const auto& lens = shop.lens;
    View::List groups, unknown, leaving;
    std::size_t count = 0;
    std::size_t unknown_count = 0;
    Query real;
    real.examples = false;
    for (const auto page : lens.select(real)) {
        if (seats_field(*lens.card(page).type) == nullptr) continue;
        const auto seats = seats_view(lens, page);
        if (!seats.is_object()) continue;
        auto vacant = rows_with(seats, "vacant");
        auto not_known = rows_with(seats, "unknown");
        auto soon = rows_with(seats, "leaving");
        count += vacant.size();
        unknown_count += not_known.size();
        if (!vacant.empty()) groups.push_back(group_view(lens, page, std::move(vacant)));
        if (!not_known.empty()) unknown.push_back(group_view(lens, page, std::move(not_known)));
        add_leaving(leaving, lens, page, soon);
    }
    View body;
    body.set("count", count).set("unknown_count", unknown_count).set("groups", std::move(groups));
    body.set("unknown_groups", std::move(unknown)).set("leaving", std::move(leaving));
    return special_page(shop, special, std::move(body));
}

}  // namespace

const Output vacancies{"vacancies", plan, make};

}  // namespace knav::outputs
