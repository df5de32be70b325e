#include "feeds/items.hpp"

#include <algorithm>
#include <set>

#include "events/scopes.hpp"
#include "text/slug.hpp"

namespace knav {
namespace {

std::int64_t seconds_of(const Date& day) { return unix_seconds({day, {}, {}}); }

/// A vacancy whose seat says since when is news; of others nobody knows when they arose.
void add_vacancies(std::vector<Novelty>& news, std::vector<Vacancy> vacancies) {
    for (auto& vacancy : vacancies) {
        if (!vacancy.seat.from) continue;
        const auto when = seconds_of(*vacancy.seat.from);
        const auto group = vacancy.group;
        news.push_back({when, group, std::move(vacancy), {}});
    }
}

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

/// Those among the occurrences that are news by now, and their pages.
void add_pages(std::vector<Novelty>& news, std::set<PageNo>& told, const Lens& lens,
               const std::vector<Occurrence>& occurrences) {
    bool past = false;  // newest first: after the first day that is past, all are
    for (const auto& occurrence : occurrences) {
        const auto since = occurrence.news_since();
        if (!occurrence.type->feed || !since) continue;
        past = past || lens.compared_to_today(occurrence.date->date) <= 0;
        if (!past && lens.compared_to_today(stockholm_time(*since).date) > 0) continue;
        news.push_back({*since, occurrence.page, {}, {}});
        told.insert(occurrence.page);
    }
}

/// What happened, but for what is told already: that a page is new, that a dated seat is vacant.
template <class IsTold>
void add_bulletins(std::vector<Novelty>& news, const Lens& lens, std::string_view scope, IsTold is_told) {
    for (auto& bulletin : lens.bulletins(scope)) {
        std::erase_if(bulletin.events, [&](const Bulletin::Line& line) { return is_told(bulletin.page, line); });
        if (!bulletin.events.empty()) news.push_back({bulletin.when, bulletin.page, {}, std::move(bulletin)});
    }
}

bool is_dated_vacancy(PageNo, const Bulletin::Line& line) { return line.change == Happening::vacated && line.dated; }

std::vector<Novelty> newest_first(std::vector<Novelty> news) {
    std::stable_sort(news.begin(), news.end(),
                     [](const Novelty& one, const Novelty& other) { return one.when > other.when; });
    return news;
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

std::vector<Novelty> news_of(const Lens& lens, const Scope& scope) {
    std::vector<Novelty> news;
    std::set<PageNo> told;
    const auto is_new_page = [&](PageNo page, const Bulletin::Line& line) {
        return line.change == Happening::created && told.contains(page);
    };
    switch (scope.kind) {
        case Scope::Kind::site:
            add_pages(news, told, lens, lens.occurrences(""));
            add_bulletins(news, lens, "", is_new_page);
            break;
        case Scope::Kind::type:
            add_pages(news, told, lens, lens.occurrences(scope.type->name));
            add_bulletins(news, lens, "type:" + scope.type->name, is_new_page);
            break;
        case Scope::Kind::vacancies:
            add_vacancies(news, lens.vacancies(""));
            add_bulletins(news, lens, vacancies_scope, is_dated_vacancy);
            break;
        case Scope::Kind::page:
            add_pages(news, told, lens, lens.gathered(scope.page));
            add_bulletins(news, lens, lens.card(scope.page).id, is_new_page);
            // Only a page that explains a role has seats; of others the answer is empty and never changes.
            if (!lens.explains_role(scope.page)) break;
            add_vacancies(news, lens.vacancies(lens.card(scope.page).id));
            for (const auto& role : lens.roles_explained(scope.page))
                add_bulletins(news, lens, "role:" + role, is_dated_vacancy);
    }
    return newest_first(std::move(news));
}

std::vector<Novelty> news_of_month(const Lens& lens, std::string_view month) {
    std::vector<Novelty> news;
    std::set<PageNo> told;
    add_pages(news, told, lens, lens.occurrences(month));
    // One that is news since another month stands there.
    add_bulletins(news, lens, "month:" + std::string{month}, [&](PageNo page, const Bulletin::Line& line) {
        if (line.change != Happening::created) return false;
        const auto card = lens.card(page);
        return card.type->feed && card.date.has_value();
    });
    return newest_first(std::move(news));
}

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

std::size_t archives_of(std::size_t news) { return news < 2 * archive_size ? 0 : news / archive_size - 1; }

FeedPart part_of(std::size_t news, std::size_t archive) {
    if (archive == 0) return {0, news - archives_of(news) * archive_size};
    return {news - archive * archive_size, news - (archive - 1) * archive_size};
}

}  // namespace knav
