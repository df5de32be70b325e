#include "feeds/items.hpp"

#include "text/slug.hpp"

namespace knav {
namespace {

std::string role_word(const Lens& lens, const Vacancy& vacancy) {
    if (vacancy.role != no_page) return std::string{lens.card(vacancy.role).title};
    return vacancy.seat.role;
}

FeedItem vacancy_item(const Lens& lens, const Card& group, const Vacancy& vacancy) {
    const auto& settings = lens.settings();
    const auto& entry = *vacancy.seat.entry;  // it says since when, so it is written
    const auto region = entry.text("region");
    FeedItem item;
    item.id = tag_uri(settings, std::string{lens.first_id(group.page)} + "#vakant/" + slugify(vacancy.seat.role) + "/" +
                                    std::string{region.substr(region.rfind('/') + 1)} + "/" + iso(*vacancy.seat.from));
    item.title = lens.word("vacant") + ": " + role_word(lens, vacancy) + ", " + std::string{group.title};
    item.url = settings.absolute(std::string{group.url} + "#_seats");
    item.summary = entry.text("note");
    item.category = "vacancy";
    item.label = lens.word("vacancies_title");
    item.published = item.updated = DateTime{*vacancy.seat.from, {}, {}};
    return item;
}

FeedItem bulletin_item(const Lens& lens, const Bulletin& bulletin) {
    FeedItem item;
    item.id = tag_uri(lens.settings(), std::string{happened_category} + "/" + bulletin.id);
    for (const auto& line : bulletin.events) {
        auto event = lens.event(line);
        item.lines.push_back(event.sentence.in(lens.language()));
        item.url = item.url.empty() ? lens.settings().absolute(event.url) : item.url;
        if (event.for_information) item.mark = lens.word("for_information");
    }
    item.title = (item.mark.empty() ? "" : item.mark + ": ") + item.lines.front();
    if (item.lines.size() == 1)
        item.lines.clear();
    else
        item.title += " " + lens.word("and_more");
    item.category = happened_category;
    item.label = lens.word("happened");
    item.published = stockholm_time(bulletin.began);
    item.updated = stockholm_time(bulletin.when);
    return item;
}

}  // namespace

FeedItem page_item(const Lens& lens, PageNo page, std::int64_t when) {
    const auto card = lens.card(page);
    FeedItem item;
    item.id = tag_uri(lens.settings(), lens.first_id(page));
    if (lens.for_information(page)) item.mark = lens.word("for_information");
    item.title = (item.mark.empty() ? "" : item.mark + ": ") + std::string{card.title};
    item.url = lens.settings().absolute(card.url);
    item.summary = card.summary;
    item.category = card.type->name;
    item.label = card.type->label.in(lens.language());
    item.published = item.updated = unix_seconds(*card.date) == when ? *card.date : stockholm_time(when);
    const auto updated = lens.updated(page);
    if (updated && unix_seconds(*updated) > when) item.updated = *updated;
    return item;
}

FeedItem feed_item(const Lens& lens, const Novelty& news) {
    if (news.vacancy) return vacancy_item(lens, lens.card(news.page), *news.vacancy);
    return news.bulletin ? bulletin_item(lens, *news.bulletin) : page_item(lens, news.page, news.when);
}

}  // namespace knav
