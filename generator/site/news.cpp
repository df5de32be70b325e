#include "site/news.hpp"

#include <algorithm>

#include "events/scopes.hpp"
#include "site/site.hpp"

namespace knav {
namespace {

class Teller {
public:
    explicit Teller(const Site& site) : site_(site) {}

    std::vector<Novelty> tell(std::string_view scope) {
        if (scope == vacancies_scope)
            tell_vacancies("", scope);
        else if (scope.starts_with(month_prefix))
            tell_month(scope);
        else if (scope.empty())
            tell_pages(site_.gathered().everywhere(), scope);
        else if (scope.starts_with(type_prefix))
            tell_pages(site_.occurrences(scope.substr(type_prefix.size())), scope);
        else if (const auto page = site_.graph.find(scope); page != no_page)
            tell_page(page, scope);
        std::stable_sort(news_.begin(), news_.end(),
                         [](const Novelty& one, const Novelty& other) { return one.when > other.when; });
        return std::move(news_);
    }

private:
    void tell_pages(const std::vector<Occurrence>& occurrences, std::string_view scope) {
        add_pages(occurrences);
        std::vector<PageNo> told;
        for (const auto& each : news_) told.push_back(each.page);
        std::sort(told.begin(), told.end());
        add_bulletins(scope, [&](PageNo page, const Bulletin::Line& line) {
            return line.change == Happening::created && std::binary_search(told.begin(), told.end(), page);
        });
    }

    void tell_page(PageNo page, std::string_view id) {
        tell_pages(site_.gathered().at(page), id);
        const auto roles = site_.roles_explained(page);
        if (roles.empty()) return;
        add_vacancies(id);
        for (const auto& role : roles) add_bulletins("role:" + role, is_dated_vacancy);
    }

    void tell_vacancies(std::string_view role_page, std::string_view scope) {
        add_vacancies(role_page);
        add_bulletins(scope, is_dated_vacancy);
    }

    void tell_month(std::string_view scope) {
        add_pages(site_.occurrences(scope.substr(month_prefix.size())));
        // One that is news since another month stands there.
        add_bulletins(scope, [&](PageNo number, const Bulletin::Line& line) {
            const auto& page = site_.graph.page(number);
            return line.change == Happening::created && page.type->feed && page.date.has_value();
        });
    }

    /// Those among the occurrences that are news by now.
    void add_pages(const std::vector<Occurrence>& occurrences) {
        const auto& today = site_.surroundings.today;
        bool past = false;  // newest first: after the first day that is past, all are
        for (const auto& occurrence : occurrences) {
            const auto since = occurrence.news_since();
            if (!occurrence.type->feed || !since) continue;
            past = past || occurrence.date->date <= today;
            if (!past && stockholm_time(*since).date > today) continue;
            news_.push_back({*since, occurrence.page, {}, {}});
        }
    }

    /// A vacancy whose seat says since when is news; of others nobody knows when they arose.
    void add_vacancies(std::string_view role_page) {
        for (auto& vacancy : site_.vacancies(role_page)) {
            if (!vacancy.seat.from) continue;
            const auto when = unix_seconds({*vacancy.seat.from, {}, {}});
            const auto group = vacancy.group;
            news_.push_back({when, group, std::make_shared<const Vacancy>(std::move(vacancy)), {}});
        }
    }

    /// What happened, but for what is told already: that a page is new, that a dated seat is vacant.
    template <class IsTold>
    void add_bulletins(std::string_view scope, IsTold is_told) {
        for (auto& bulletin : site_.chronicle.bulletins(scope)) {
            std::erase_if(bulletin.events, [&](const Bulletin::Line& line) { return is_told(bulletin.page, line); });
            if (bulletin.events.empty()) continue;
            const auto when = bulletin.when;
            const auto page = bulletin.page;
            news_.push_back({when, page, {}, std::make_shared<const Bulletin>(std::move(bulletin))});
        }
    }

    static bool is_dated_vacancy(PageNo, const Bulletin::Line& line) {
        return line.change == Happening::vacated && line.dated;
    }

    static constexpr std::string_view type_prefix = "type:", month_prefix = "month:";

    const Site& site_;
    std::vector<Novelty> news_;
};

}  // namespace

std::size_t archives_of(std::size_t news) { return news < 2 * archive_size ? 0 : news / archive_size - 1; }

FeedPart part_of(std::size_t news, std::size_t archive) {
    if (archive == 0) return {0, news - archives_of(news) * archive_size};
    return {news - archive * archive_size, news - (archive - 1) * archive_size};
}

std::span<const Novelty> Novelties::of(const Site& site, std::string_view scope) {
    const auto list = [&]() -> List& {
        const std::scoped_lock lock{mutex_};
        auto& place = lists_[std::string{scope}];
        if (place == nullptr) place = std::make_unique<List>();
        return *place;
    };
    auto& found = list();
    std::call_once(found.once, [&] { found.all = Teller{site}.tell(scope); });
    return found.all;
}

Digest digest_of(const Site& site, std::span<const Novelty> news) {
    Hasher hasher;
    for (const auto& [when, page, vacancy, bulletin] : news) {
        hasher.add(static_cast<std::uint64_t>(when)).add(site.graph.page(page).id);
        if (vacancy != nullptr) hasher.add(digest_of(site.graph, std::span{vacancy.get(), 1}));
        if (bulletin == nullptr) continue;
        hasher.add(bulletin->id);
        for (const auto& line : bulletin->events) hasher.add(site.chronicle.digest(line));
    }
    return hasher.finish();
}

}  // namespace knav
