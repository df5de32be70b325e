// What is new: the newest of all pages of types that are news, what has happened to any page, and what is coming.
#include <algorithm>

#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/happenings.hpp"
#include "render/page_parts.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"nytt", "news-list", "news_list", "news_title", "news_intro"};
constexpr std::size_t shown = 60;

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    if (site.graph.find(special.id) == no_page) plan_special(self, special.id, targets);
}

Content make(const Target&, const Workshop& shop) {
    const auto& lens = shop.lens;
    std::vector<PageNo> past, coming;
    Query real;
    real.examples = false;
    for (const auto page : lens.select(real)) {
        const auto card = lens.card(page);
        if (!card.type->feed || !card.date) continue;
        (lens.compared_to_today(card.date->date) > 0 ? coming : past).push_back(page);
    }
    const auto earlier = [&](PageNo l, PageNo r) { return lens.card(l).date < lens.card(r).date; };
    std::stable_sort(coming.begin(), coming.end(), earlier);
    std::stable_sort(past.begin(), past.end(), [&](PageNo l, PageNo r) { return earlier(r, l); });
    View::List new_items, coming_items;
    for (std::size_t i = 0; i < past.size() && i < shown; ++i) new_items.push_back(card_item(lens, past[i]));
    for (const auto page : coming) coming_items.push_back(card_item(lens, page));
    // That a page listed here has come to be is said by its being listed.
    auto events = lens.events("", happenings_on_list);
    std::erase_if(events, [&](const Event& event) {
        return event.change == Happening::created && event.type->feed && lens.card(event.page).date;
    });
    View body;
    body.set("days", happenings_by_day(lens, no_page, events));
    return special_page(shop, special,
                        std::move(body.set("news", std::move(new_items)).set("coming", std::move(coming_items))));
}

}  // namespace

const Output news{"news", plan, make};

}  // namespace knav::outputs
