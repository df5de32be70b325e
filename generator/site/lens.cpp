#include "site/lens.hpp"

#include <algorithm>

#include "search/index.hpp"

namespace knav {

namespace {

// Kind, subject and name stand side by side in a key; multiplied, the upper half depends on all three.
// `slots` is a power of two.
std::size_t slot_of(FactKey key, std::size_t slots) {
    return (key.packed * 0x9e3779b97f4a7c15ULL >> 32U) & (slots - 1);
}

}  // namespace

void Trace::note(FactKey key) {
    if (seen_.size() < facts_.size() * 2 + 2) {
        seen_.assign(std::max<std::size_t>(64, seen_.size() * 4), 0);
        for (std::uint32_t i = 0; i < facts_.size(); ++i) {
            auto at = slot_of(facts_[i], seen_.size());
            while (seen_[at] != 0) at = (at + 1) & (seen_.size() - 1);
            seen_[at] = i + 1;
        }
    }
    auto at = slot_of(key, seen_.size());
    for (; seen_[at] != 0; at = (at + 1) & (seen_.size() - 1)) {
        if (facts_[seen_[at] - 1] == key) return;
    }
    facts_.push_back(key);
    seen_[at] = static_cast<std::uint32_t>(facts_.size());
}

std::vector<FactKey> Trace::take() {
    seen_.clear();
    return std::exchange(facts_, {});
}

void Lens::note(FactKind kind, PageNo page, NameNo name) const {
    trace_.note(FactKey{kind, site_.name_of_page(page), name});
}

void Lens::note_text(FactKind kind, std::string_view name) const {
    trace_.note(FactKey{kind, 0, site_.names->of(name)});
}

PageNo Lens::find(std::string_view id) const {
    trace_.note(FactKey{FactKind::card, site_.names->of(id)});
    return site_.graph.find(id);
}

Card Lens::card(PageNo number) const {
    note(FactKind::card, number);
    const auto& page = site_.graph.page(number);
    return {number,    page.id,   page.title,  page.summary,      page.url,   page.sort_key,
            page.type, page.date, page.weight, page.status_field, page.status};
}

std::string_view Lens::first_id(PageNo page) const {
    note(FactKind::card, page);
    const auto said = site_.graph.page(page).values().text("first_id");
    return said.empty() ? std::string_view{site_.graph.page(page).id} : said;
}

std::optional<DateTime> Lens::updated(PageNo page) const {
    note(FactKind::card, page);
    const auto* said = site_.graph.page(page).values().find("updated");
    if (said == nullptr) return {};
    if (const auto* day = said->as<Date>()) return DateTime{*day, {}, {}};
    const auto* time = said->as<DateTime>();
    return time == nullptr ? std::nullopt : std::optional{*time};
}

bool Lens::for_information(PageNo page) const {
    note(FactKind::card, page);
    const auto* said = site_.graph.page(page).values().find("for_information");
    return said != nullptr && said->as<bool>() != nullptr && *said->as<bool>();
}

bool Lens::example(PageNo page) const {
    note(FactKind::card, page);
    return site_.graph.page(page).example;
}

const Page& Lens::page(PageNo page) const {
    note(FactKind::record, page);
    return site_.graph.page(page);
}

const Document& Lens::document(PageNo page) const {
    note(FactKind::document, page);
    return site_.document(page);
}

ShownSection Lens::section(PageNo page, std::string_view id) const {
    note(FactKind::section, page, site_.names->of(id));
    const auto& ids = site_.graph.page(page).record->section_ids;
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (found == ids.end()) return {};
    const auto& document = site_.document(page);
    return {&document, &document.sections[static_cast<std::size_t>(found - ids.begin())]};
}

std::span<const PageNo> Lens::link_targets(PageNo page) const {
    note(FactKind::links, page);
    return site_.graph.link_targets(page);
}

std::vector<PageNo> Lens::ancestors(PageNo page) const {
    note(FactKind::ancestors, page);
    std::vector<PageNo> up;
    for (auto each = site_.graph.page(page).parent; each != no_page; each = site_.graph.page(each).parent)
        up.push_back(each);
    std::reverse(up.begin(), up.end());
    return up;
}

const std::vector<PageNo>& Lens::children(PageNo page) const {
    note(FactKind::children, page);
    return site_.graph.page(page).children;
}

Siblings Lens::siblings(PageNo page) const {
    note(FactKind::siblings, page);
    return site_.siblings(page);
}

std::vector<PageNo> Lens::related(PageNo page, std::string_view relation) const {
    note(FactKind::relation, page, site_.names->of(relation));
    return site_.graph.related(page, relation);
}

std::span<const Relation> Lens::incoming(PageNo page) const {
    note(FactKind::incoming, page);
    return site_.graph.incoming(page);
}

std::span<const Mention> Lens::mentions(PageNo page) const {
    note(FactKind::mentions, page);
    return site_.graph.mentions(page);
}

const LinkWords& Lens::words_of(const Mention& mention) const {
    return site_.document(mention.from).link_words[mention.link];
}

std::vector<Seat> Lens::seats(PageNo number) const {
    const auto& seated = page(number);
    for (const auto& day : seat_borders(seated)) static_cast<void>(compared_to_today(day));
    return seats_of(seated, site_.surroundings.today);
}

std::vector<PageNo> Lens::select(const Query& query) const {
    note_text(FactKind::query, query.text());
    return knav::select(site_.graph, query);
}

PageNo Lens::glossary(std::string_view word) const {
    note_text(FactKind::abbreviation, word);
    return site_.glossary(word);
}

const std::vector<Wanted>& Lens::wanted() const {
    trace_.note(FactKey{FactKind::wanted});
    return site_.graph.wanted();
}

const std::vector<std::pair<std::string, PageNo>>& Lens::aliases() const {
    trace_.note(FactKey{FactKind::aliases});
    return site_.graph.aliases();
}

const PastCommit* Lens::last_change(PageNo page) const {
    note(FactKind::last_change, page);
    return site_.history().last_change(site_.graph.page(page).path);
}

const PastCommit* Lens::last_change(PageNo page, std::string_view unit) const { return changes(page, unit).last; }

UnitChanges Lens::changes(PageNo page, std::string_view unit) const {
    note(FactKind::unit_history, page, site_.names->of(unit));
    return site_.chronicle.changes(page, unit);
}

std::vector<Event> Lens::events(std::string_view scope, std::size_t most) const {
    note_text(FactKind::events, scope);
    return site_.chronicle.events(scope, most);
}

PageHistory Lens::history(PageNo page) const {
    note(FactKind::revisions, page);
    const auto* file = site_.history().file(site_.graph.page(page).path);
    const auto* past = site_.chronicle.past(page);
    if (file == nullptr || past == nullptr || past->steps.size() != file->revisions.size()) return {};
    return {file, past, site_.old_pages.get()};
}

int Lens::compared_to_today(const Date& day) const {
    note_text(FactKind::compared_today, iso(day));
    const auto& today = site_.surroundings.today;
    return static_cast<int>(day > today) - static_cast<int>(day < today);
}

Date Lens::today() const {
    trace_.note(FactKey{FactKind::today});
    return site_.surroundings.today;
}

const Template* Lens::find_template(std::string_view name) const {
    note_text(FactKind::template_text, name);
    return site_.theme.find(name);
}

const std::string& Lens::word(std::string_view key) const {
    trace_.note(FactKey{FactKind::words});
    return site_.theme.word(key, site_.language());
}

Digest Lens::words_digest() const {
    trace_.note(FactKey{FactKind::words});
    return site_.theme.words_digest;
}

const Theme& Lens::assets() const {
    trace_.note(FactKey{FactKind::assets});
    return site_.theme;
}

const Settings& Lens::settings() const {
    trace_.note(FactKey{FactKind::settings});
    return site_.settings;
}

const Schema& Lens::schema() const {
    trace_.note(FactKey{FactKind::schema});
    return site_.schema;
}

std::vector<File> Lens::resources(PageNo page) const {
    note(FactKind::resources, page);
    return site_.resources(page);
}

bool Lens::has_feed(PageNo page) const {
    note(FactKind::feed, page);
    return site_.has_feed(page);
}

bool Lens::has_calendar(PageNo page) const {
    note(FactKind::feed, page);
    return site_.has_calendar(page);
}

const std::vector<Occurrence>& Lens::gathered(PageNo page) const {
    note(FactKind::gathered, page);
    return site_.gathered().at(page);
}

const std::vector<PageNo>& Lens::givers(PageNo page) const {
    note(FactKind::givers, page);
    return site_.gathered().givers(page);
}

std::vector<Occurrence> Lens::occurrences(std::string_view which) const {
    note_text(FactKind::occurrences, which);
    return site_.occurrences(which);
}

std::vector<std::string> Lens::roles_explained(PageNo page) const {
    trace_.note(FactKey{FactKind::schema});
    return site_.roles_explained(page);
}

std::vector<Vacancy> Lens::vacancies(std::string_view role_page) const {
    note_text(FactKind::vacancies, role_page);
    return site_.vacancies(role_page);
}

std::span<const Novelty> Lens::news(std::string_view scope) const {
    note_text(FactKind::news, scope);
    return site_.news(scope);
}

std::span<const Novelty> Lens::news(std::string_view scope, std::size_t archive) const {
    trace_.note(FactKey{FactKind::news, site_.names->of(std::to_string(archive)), site_.names->of(scope)});
    return site_.news(scope, archive);
}

std::size_t Lens::archives(std::string_view scope) const {
    trace_.note(FactKey{FactKind::news, site_.names->of(all_archives), site_.names->of(scope)});
    return archives_of(site_.news(scope).size());
}

const std::string& Lens::excerpt(PageNo page) const {
    note(FactKind::document, page);
    return site_.graph.page(page).source->document.excerpt;
}

std::string_view Lens::search_file(std::string_view name) const {
    note_text(FactKind::search_file, name);
    const auto* found = site_.search_index().find(name);
    return found == nullptr ? std::string_view{} : found->payload.bytes;
}

const File* Lens::file(std::string_view path) const {
    note_text(FactKind::file, path);
    return site_.snapshot.find(path);
}

}  // namespace knav
