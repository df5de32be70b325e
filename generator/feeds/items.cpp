#include "feeds/items.hpp"

#include <algorithm>

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
        news.push_back({when, group, std::move(vacancy)});
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

}  // namespace

std::vector<Novelty> news_among(const Lens& lens, const std::vector<Occurrence>& occurrences) {
    std::vector<Novelty> news;
    bool past = false;  // newest first: after the first that is past, all are
    for (const auto& [page, type, date] : occurrences) {
        if (!type->feed || !date) continue;
        if (!past && lens.compared_to_today(date->date) > 0) continue;
        past = true;
        news.push_back({unix_seconds(*date), page, {}});
    }
    return news;
}

std::vector<Novelty> news_of(const Lens& lens, const Scope& scope) {
    std::vector<Novelty> news;
    switch (scope.kind) {
        case Scope::Kind::site: return news_among(lens, lens.occurrences(""));
        case Scope::Kind::type: return news_among(lens, lens.occurrences(scope.type->name));
        case Scope::Kind::vacancies: add_vacancies(news, lens.vacancies("")); break;
        case Scope::Kind::page:
            news = news_among(lens, lens.gathered(scope.page));
            // Only a page that explains a role has any; of others the answer is empty and never changes.
            if (lens.explains_role(scope.page)) add_vacancies(news, lens.vacancies(lens.card(scope.page).id));
    }
    std::stable_sort(news.begin(), news.end(),
                     [](const Novelty& one, const Novelty& other) { return one.when > other.when; });
    return news;
}

FeedItem feed_item(const Lens& lens, const Novelty& news) {
    const auto card = lens.card(news.page);
    if (news.vacancy) return vacancy_item(lens, card, *news.vacancy);
    FeedItem item;
    item.id = tag_uri(lens.settings(), lens.first_id(news.page));
    item.title = card.title;
    item.url = lens.settings().absolute(card.url);
    item.summary = card.summary;
    item.category = card.type->name;
    item.label = card.type->label.in(lens.language());
    item.published = item.updated = *card.date;
    const auto updated = lens.updated(news.page);
    if (updated && unix_seconds(*updated) > news.when) item.updated = *updated;
    return item;
}

std::size_t archives_of(std::size_t news) { return news < 2 * archive_size ? 0 : news / archive_size - 1; }

FeedPart part_of(std::size_t news, std::size_t archive) {
    if (archive == 0) return {0, news - archives_of(news) * archive_size};
    return {news - archive * archive_size, news - (archive - 1) * archive_size};
}

}  // namespace knav
