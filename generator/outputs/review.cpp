// Due for review: sections and pages whose last change is further back than their schema allows.
#include <algorithm>

#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/format.hpp"
#include "render/layout.hpp"
#include "render/page_parts.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"granskning", "review", "review", "review_title", "review_intro"};
constexpr int soon_months = 2;

struct Due {
    Date day;
    View row;
};

View row_view(const Lens& lens, PageNo page, std::string_view heading, std::string_view section, const Date& changed,
              const Date& due) {
    const auto card = lens.card(page);
    View row = link_item(lens, std::string{card.title}, card.url);
    row.set("section", heading)
        .set("section_url", section.empty() ? std::string{}
                                            : lens.settings().link(std::string{card.url} + "#" + std::string{section}));
    row.set("type_label", card.type->label.in(lens.language()))
        .set("changed", in_words(changed, lens))
        .set("changed_iso", iso(changed));
    return std::move(
        row.set("due_since", in_words(due, lens)).set("responsible", roles_in_words(lens, card.type->editors)));
}

struct Lists {
    std::vector<Due> due, soon;
    View::List never;

    void add(const Lens& lens, const Date& day, View row) {
        if (lens.compared_to_today(day) <= 0)
            due.push_back({day, std::move(row)});
        else if (lens.compared_to_today(add_months(day, -soon_months)) <= 0)
            soon.push_back({day, std::move(row)});
    }
};

void add_page(Lists& lists, const Lens& lens, PageNo number) {
    const auto& page = lens.page(number);
    const auto* review = page.values().find("review_by");
    const auto page_changed = day_of(lens.last_change(number));
    if (review != nullptr && review->as<Date>() != nullptr) {
        const auto known = page_changed.value_or(*review->as<Date>());
        lists.add(lens, *review->as<Date>(),
                  row_view(lens, number, lens.word("whole_page"), "", known, *review->as<Date>()));
    }
    const bool aged = std::any_of(page.type->sections.begin(), page.type->sections.end(),
                                  [](const auto& rule) { return rule.review_months > 0; });
    if (aged && !page_changed) lists.never.push_back(link_item(lens, page.title, page.url));
    if (!aged || !page_changed) return;
    for (const auto& rule : page.type->sections) {
        if (rule.review_months == 0) continue;
        const auto& ids = page.record->section_ids;
        if (std::find(ids.begin(), ids.end(), rule.id) == ids.end()) continue;
        const auto changed = day_of(lens.last_change(number, "#" + rule.id));
        if (!changed) continue;
        const auto due = add_months(*changed, static_cast<int>(rule.review_months));
        lists.add(lens, due, row_view(lens, number, rule.heading.in(lens.language()), rule.id, *changed, due));
    }
}

View::List in_order(std::vector<Due> rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const Due& one, const Due& other) { return one.day < other.day; });
    View::List views;
    for (auto& row : rows) views.push_back(std::move(row.row));
    return views;
}

void plan(const Output& self, const Site&, std::vector<Target>& targets) { plan_special(self, special.id, targets); }

Content make(const Target&, const Workshop& shop) {
    Lists lists;
    for (const auto page : shop.lens.select({})) add_page(lists, shop.lens, page);
    View body;
    body.set("rows", in_order(std::move(lists.due)))
        .set("soon", in_order(std::move(lists.soon)))
        .set("never", std::move(lists.never));
    return special_page(shop, special, std::move(body));
}

}  // namespace

const Output review{"review", plan, make};

}  // namespace knav::outputs
