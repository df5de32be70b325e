#include "render/happenings.hpp"

#include <algorithm>

#include "render/format.hpp"
#include "render/page_parts.hpp"

namespace knav {

namespace {

/// Whether an event in a page's list is about a page that lies elsewhere: it came by "berör även" or another reference.
bool is_elsewhere(const Lens& lens, PageNo page, const Event& event) {
    if (page == no_page || event.page == page) return false;
    const auto above = lens.ancestors(event.page);
    return std::find(above.begin(), above.end(), page) == above.end();
}

View row(const Lens& lens, PageNo page, const Event& event) {
    View item;
    item.set("when", in_words(event.when.date, lens)).set("when_iso", iso(event.when.date));
    item.set("sentence", event.sentence.in(lens.language())).set("url", lens.settings().link(event.url));
    item.set("type_label", event.type->label.in(lens.language())).set("example", event.example);
    return std::move(
        item.set("for_information", event.for_information).set("elsewhere", is_elsewhere(lens, page, event)));
}

}  // namespace

std::string happenings_url(std::string_view page_url) { return std::string{page_url} + "nytt/"; }

View::List happening_rows(const Lens& lens, PageNo page, const std::vector<Event>& events) {
    View::List rows;
    for (const auto& event : events) rows.push_back(row(lens, page, event));
    return rows;
}

View::List happenings_by_day(const Lens& lens, PageNo page, const std::vector<Event>& events) {
    View::List days;
    for (std::size_t i = 0; i < events.size();) {
        const auto day = events[i].when.date;
        View::List rows;
        for (; i < events.size() && events[i].when.date == day; ++i) rows.push_back(row(lens, page, events[i]));
        View item;
        item.set("day", in_words(day, lens)).set("day_iso", iso(day));
        days.push_back(std::move(item.set("rows", std::move(rows))));
    }
    return days;
}

View happenings_view(const Lens& lens, PageNo page) {
    const auto card = lens.card(page);
    auto events = lens.events(card.id, happenings_at_page + 1);
    if (events.empty() || card.id.empty()) return false;
    const bool more = events.size() > happenings_at_page;
    if (more) events.pop_back();
    View view;
    view.set("rows", happening_rows(lens, page, events));
    return std::move(view.set("all_url", more ? lens.settings().link(happenings_url(card.url)) : std::string{}));
}

}  // namespace knav
