// What the answer to a question about the site is, as a digest: for the ledger, which asks again what it asked last time.
// Computed from the model alone, and as cheaply as the answer allows.
#include <array>
#include <charconv>

#include "graph/query.hpp"
#include "search/index_files.hpp"
#include "site/site.hpp"

namespace knav {
namespace {

// A page may be an example because one above it is, which its own file doesn't tell.
Digest digest_of_card(const Page& page) {
    return page.example ? Hasher{}.add(page.card).add("example").finish() : page.card;
}

Digest digest_of_pages(const Graph& graph, std::span<const PageNo> pages) {
    Hasher hasher;
    for (const auto page : pages) hasher.add(graph.page(page).id);
    return hasher.finish();
}

Digest digest_of_mentions(const Graph& graph, PageNo page) {
    Hasher hasher;
    for (const auto& mention : graph.mentions(page)) {
        const auto& from = graph.page(mention.from);
        hasher.add(from.id).add(from.source->document.links[mention.link].said);
    }
    return hasher.finish();
}

Digest digest_of_incoming(const Graph& graph, PageNo page) {
    Hasher hasher;
    for (const auto& relation : graph.incoming(page))
        hasher.add(graph.page(relation.from).id).add(graph.relation_name(relation.inverse));
    return hasher.finish();
}

/// All that a moment says, as one number: never 0.
std::uint64_t packed(const DateTime& moment) {
    const auto& [date, time, offset] = moment;
    const std::uint64_t day = static_cast<std::uint32_t>(date.year * 512 + date.month * 32 + date.day);
    const std::uint64_t second = static_cast<std::uint32_t>(time.hour * 3600 + time.minute * 60 + time.second);
    return day << 32U | second << 12U | static_cast<std::uint64_t>(offset ? *offset + 24 * 60 + 1 : 0);
}

// In time, so a day that moves counts.
Digest digest_of_occurrences(const Graph& graph, std::span<const Occurrence> occurrences) {
    Hasher hasher;
    for (const auto& [page, type, date, announced] : occurrences) {
        hasher.add(graph.page(page).id).add(type->name).add(date ? packed(*date) : 0);
        hasher.add(static_cast<std::uint64_t>(announced));
    }
    return hasher.finish();
}

Digest digest_of_links(const Graph& graph, PageNo page) {
    Hasher hasher;
    for (const auto target : graph.link_targets(page)) {
        if (target == no_page)
            hasher.add(std::uint64_t{0});
        else
            hasher.add(graph.page(target).id);
    }
    return hasher.finish();
}

Digest digest_of_wanted(const Graph& graph) {
    Hasher hasher;
    for (const auto& wanted : graph.wanted()) hasher.add(wanted.target).add(digest_of_pages(graph, wanted.from));
    return hasher.finish();
}

Digest digest_of_ancestors(const Graph& graph, PageNo page) {
    Hasher hasher;
    for (auto up = graph.page(page).parent; up != no_page; up = graph.page(up).parent) hasher.add(graph.page(up).id);
    return hasher.finish();
}

Digest digest_of_section(const Page& page, std::string_view id) {
    const auto& ids = page.record->section_ids;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (ids[i] == id) return page.source->document.sections[i].digest;
    }
    return {};
}

Digest digest_of_commit(const PastCommit& commit) {
    return Hasher{}.add(commit.id).add(static_cast<std::uint64_t>(commit.when)).finish();
}

Digest digest_of_revisions(const Site& site, PageNo page) {
    const auto* file = site.history().file(site.graph.page(page).path);
    const auto* past = site.chronicle.past(page);
    if (file == nullptr || past == nullptr) return {};
    if (past->key != Digest{}) return past->key;
    Hasher hasher;
    hasher.add(static_cast<std::uint64_t>(file->whole));
    for (std::size_t i = 0; i < file->revisions.size() && i < past->steps.size(); ++i)
        hasher.add(digest_of_commit(site.history().commit(file->revisions[i]))).add(past->steps[i].key);
    return hasher.finish();
}
}  // namespace

Digest Site::digest_of_records() const {
    Hasher hasher;
    hasher.add(settings.digest).add(schema.digest).add(iso(surroundings.today));
    for (PageNo number = 0; number < graph.pages().size(); ++number) {
        const auto& page = graph.page(number);
        hasher.add(page.id).add(page.card).add(page.record_digest).add(std::uint64_t{page.example});
        hasher.add(static_cast<std::uint64_t>(chronicle.announced(number)));
    }
    for (const auto& file : snapshot.files()) {
        if (file.path.starts_with("content/") && !is_page_path(file.path)) hasher.add(file.path).add(file.digest);
    }
    return hasher.finish();
}

Digest Site::digest_of_news(FactKey key) const {
    const auto scope = names->text(key.name());
    const auto part = names->text(key.subject());
    if (part.empty()) return knav::digest_of(*this, news(scope));
    if (part == all_archives) return {3, archives_of(news(scope).size())};
    std::size_t archive = 0;
    std::from_chars(part.data(), part.data() + part.size(), archive);
    return knav::digest_of(*this, news(scope, archive));
}

Digest Site::digest_of(FactKey key) const {
    const auto page = page_of_name(key.subject());
    const bool of_page = key.kind() <= FactKind::mentions;
    if (of_page && page == no_page) return {};
    const auto name = [&] { return names->text(key.name()); };
    switch (key.kind()) {
        case FactKind::card: return digest_of_card(graph.page(page));
        case FactKind::record: return graph.page(page).record_digest;
        case FactKind::document: return graph.page(page).body_digest;
        case FactKind::section: return digest_of_section(graph.page(page), name());
        case FactKind::links: return digest_of_links(graph, page);
        case FactKind::ancestors: return digest_of_ancestors(graph, page);
        case FactKind::children: return digest_of_pages(graph, graph.page(page).children);
        case FactKind::siblings: {
            const std::array<PageNo, 2> both{siblings_[page].before, siblings_[page].after};
            Hasher hasher;
            for (const auto each : both)
                hasher.add(each == no_page ? std::string_view{} : std::string_view{graph.page(each).id});
            return hasher.finish();
        }
        case FactKind::relation: return digest_of_pages(graph, graph.related(page, name()));
        case FactKind::incoming: return digest_of_incoming(graph, page);
        case FactKind::resources: {
            Hasher hasher;
            for (const auto& file : resources(page)) hasher.add(file.path).add(file.digest);
            return hasher.finish();
        }
        case FactKind::feed: return {2, (has_feed(page) ? 1U : 0U) + (has_calendar(page) ? 2U : 0U)};
        case FactKind::gathered: return digest_of_occurrences(graph, gathered_.at(page));
        case FactKind::givers: return digest_of_pages(graph, gathered_.givers(page));
        case FactKind::occurrences: return digest_of_occurrences(graph, occurrences(name()));
        case FactKind::vacancies: return knav::digest_of(graph, vacancies(name()));
        case FactKind::news: return digest_of_news(key);
        case FactKind::mentions: return digest_of_mentions(graph, page);
        case FactKind::last_change: {
            const auto* commit = history().last_change(graph.page(page).path);
            return commit == nullptr ? Digest{} : digest_of_commit(*commit);
        }
        case FactKind::unit_history: {
            const auto changes = chronicle.changes(page, name());
            if (changes.last == nullptr) return {};
            Hasher hasher;
            hasher.add(digest_of_commit(*changes.last)).add(std::uint64_t{changes.count});
            return hasher.add(static_cast<std::uint64_t>(changes.whole)).finish();
        }
        case FactKind::revisions: return digest_of_revisions(*this, page);
        case FactKind::events: return chronicle.digest(name());
        case FactKind::query: return digest_of_pages(graph, select(graph, query_of_text(name())));
        case FactKind::abbreviation: {
            const auto term = glossary(name());
            return term == no_page ? Digest{} : graph.page(term).card;
        }
        case FactKind::aliases: {
            Hasher hasher;
            for (const auto& [alias, target] : graph.aliases()) hasher.add(alias).add(graph.page(target).id);
            return hasher.finish();
        }
        case FactKind::wanted: return digest_of_wanted(graph);
        case FactKind::compared_today: {
            const auto day = parse_date(name());
            return {
                1, day ? static_cast<std::uint64_t>((*day > surroundings.today) - (*day < surroundings.today) + 1) : 9};
        }
        case FactKind::today: return knav::digest_of(iso(surroundings.today));
        case FactKind::template_text: {
            const auto* found = theme.find(name());
            return found == nullptr ? Digest{} : found->digest;
        }
        case FactKind::words: return theme.words_digest;
        case FactKind::assets: return theme.assets_digest;
        case FactKind::settings: return settings.digest;
        case FactKind::schema: return schema.digest;
        case FactKind::search_file: {
            const auto* file = search_index().find(name());
            return file == nullptr ? Digest{} : file->payload.digest;
        }
        case FactKind::file: {
            const auto* file = snapshot.find(name());
            return file == nullptr ? Digest{} : file->digest;
        }
    }
    return {};
}
}  // namespace knav
