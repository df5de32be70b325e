#include "events/chronicle.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "events/scopes.hpp"
#include "schema/sentence.hpp"

namespace knav {

namespace {

std::string id_of(const PastCommit& first, const std::string& path, const Found& found) {
    return Hasher{}.add(first.id).add(path).add(found.rule).add(found.unit).add(found.key).finish().hex();
}

Digest stretch_id_of(const PastCommit& first, const std::string& path) {
    return Hasher{}.add(first.id).add(path).finish();
}

std::string url_of(const Page& page, const Found& found) {
    return page.url + (found.unit.starts_with('#') && found.unit != "#lead" ? found.unit : std::string{});
}

bool says(const Page& page, std::string_view key) {
    const auto* value = page.values().find(key);
    return value != nullptr && value->as<bool>() != nullptr && *value->as<bool>();
}

/// Lists that show some of what came of a stretch, and not the rest.
bool is_partial(std::string_view scope) { return scope.starts_with("role:") || scope == vacancies_scope; }

/// Whether a seat that was vacated says itself since when.
bool is_dated(const Found& found) {
    return std::any_of(found.arguments.begin(), found.arguments.end(),
                       [](const Argument& each) { return each.name == "from" && !each.text.sv.empty(); });
}

// A page that came or went with a heap of others is no news of its own; what its fields say may be.
bool is_told(const EventRule& rule, std::size_t pages_touched) {
    return pages_touched < rearrangement || !rule.field.empty();
}

/// Whether a revision changed a unit, or where the page lies.
bool changed(const FileHistory& file, const PagePast& past, std::size_t revision, std::string_view unit) {
    const auto& revisions = file.revisions;
    const auto& units = past.steps[revision].units;
    if (unit != unit_place) return std::binary_search(units.begin(), units.end(), unit);
    return revision + 1 < revisions.size() &&
           id_of_path(revisions[revision].path) != id_of_path(revisions[revision + 1].path);
}

}  // namespace

Chronicle::Chronicle(const Graph& graph, const Schema& schema, const History& history, std::shared_ptr<const Past> past)
    : graph_(&graph), history_(&history), past_(std::move(past)) {
    std::vector<std::size_t> pages_of_commit(history.commits.size());
    for (const auto& [path, file] : history.files) {
        if (!is_page_path(path)) continue;
        for (const auto& revision : file.revisions) {
            ++pages_of_commit[revision.commit];
            if (revision.path == path) continue;
            const auto now = graph.find(id_of_path(path));
            if (now != no_page) moved_.emplace(id_of_path(revision.path), now);
        }
    }
    for (const auto& page : history.removed) ++pages_of_commit[page.commit];
    index_sides();
    announced_.resize(graph.pages().size());
    for (PageNo page = 0; page < graph.pages().size(); ++page) add_page(page, pages_of_commit);
    departed_.reserve(history.removed.size());
    for (const auto& page : history.removed) add_departure(page, schema, pages_of_commit);
    std::sort(items_.begin(), items_.end(), [](const Item& one, const Item& other) {
        return std::tie(other.when, one.page, one.stretch->newest, one.found) <
               std::tie(one.when, other.page, other.stretch->newest, other.found);
    });
    if (items_.empty()) return;
    heard_ = listeners(graph);
    index();
    for (auto& item : items_) item.digest = digest_of(item);
}

/// Beside the histories that are followed; and in them, from when a page was known by another id than it is today.
void Chronicle::index_sides() {
    if (past_ == nullptr) return;
    for (const auto& [key, steps] : past_->sides) {
        for (const auto& step : steps) sides_[step.known_as].push_back(step);
    }
    for (const auto& [path, page] : past_->pages) {
        const auto* file = history_->file(path);
        if (file == nullptr || page->steps.size() != file->revisions.size()) continue;
        auto after = known_as(path, page->steps.empty() ? std::string_view{} : page->steps.front().first_id);
        const auto today = after;
        for (std::size_t i = 0; i + 1 < page->steps.size(); ++i) {
            auto before = known_as(file->revisions[i + 1].path, page->steps[i + 1].first_id);
            if (before != today) {
                const auto& revisions = file->revisions;
                sides_[before].push_back({history_->commit(revisions[i]).id, before,
                                          with_place(page->steps[i].units, revisions[i + 1].path, revisions[i].path),
                                          before != after});
            }
            after = std::move(before);
        }
    }
}

void Chronicle::add_page(PageNo number, const std::vector<std::size_t>& pages_of_commit) {
    const auto& page = graph_->page(number);
    const auto* known = past(number);
    const auto* file = history_->file(page.path);
    if (known == nullptr || file == nullptr) return;
    for (const auto& stretch : known->stretches) {
        if (stretch.oldest >= file->revisions.size()) return;
        std::int64_t when = 0;
        std::size_t pages_touched = 0;
        for (auto i = stretch.newest; i <= stretch.oldest; ++i) {
            const auto commit = file->revisions[i].commit;
            if (i >= stretch.told) when = std::max(when, history_->commits[commit].when);
            pages_touched = std::max(pages_touched, pages_of_commit[commit]);
        }
        if (when == 0) continue;
        const auto& oldest = file->revisions[stretch.oldest];
        const auto& first = history_->commit(oldest);
        const auto began = first.when == 0 ? when : std::min(first.when, when);
        for (std::uint32_t i = 0; i < stretch.found.size(); ++i) {
            const auto& found = stretch.found[i];
            const auto rule = std::find_if(page.type->events.begin(), page.type->events.end(),
                                           [&](const EventRule& each) { return each.id == found.rule; });
            if (rule == page.type->events.end() || !is_told(*rule, pages_touched)) continue;
            if (rule->change == Happening::created) announced_[number] = when;
            items_.push_back({when,
                              began,
                              number,
                              &stretch,
                              i,
                              &*rule,
                              page.type,
                              nullptr,
                              stretch_id_of(first, oldest.path),
                              id_of(first, oldest.path, found),
                              {}});
        }
    }
}

PageNo Chronicle::nearest_above(std::string_view id) const {
    while (!id.empty()) {
        const auto slash = id.rfind('/');
        id = id.substr(0, slash == std::string_view::npos ? 0 : slash);
        if (const auto page = graph_->find(id); page != no_page) return page;
    }
    return no_page;
}

// A page whose old address leads to another has not gone, and one whose past is not to be read is not spoken of.
void Chronicle::add_departure(const RemovedPage& page, const Schema& schema,
                              const std::vector<std::size_t>& pages_of_commit) {
    const auto* departure = past_ == nullptr ? nullptr : past_->departure(page.path);
    const auto* type = departure == nullptr ? nullptr : schema.find(departure->type);
    const auto& commit = history_->commits[page.commit];
    if (type == nullptr || !type->history || commit.when == 0 || pages_of_commit[page.commit] >= rearrangement) return;
    const auto rule = std::find_if(type->events.begin(), type->events.end(), [](const EventRule& each) {
        return each.change == Happening::removed && each.field.empty() && each.section.empty();
    });
    const auto id = id_of_path(page.path);
    const auto above = nearest_above(id);
    if (rule == type->events.end() || above == no_page || moved_.contains(id)) return;
    if (departure->example && !graph_->page(above).example) return;
    const auto address = url_of_id(id);
    const auto& aliases = graph_->aliases();
    if (std::any_of(aliases.begin(), aliases.end(), [&](const auto& alias) { return alias.first == address; })) return;
    departed_.push_back({departure->key, 0, 0, 0, {{rule->id, {}, page.path, {}, {}}}});
    const auto& stretch = departed_.back();
    items_.push_back({commit.when,
                      commit.when,
                      above,
                      &stretch,
                      0,
                      &*rule,
                      type,
                      departure,
                      stretch_id_of(commit, page.path),
                      id_of(commit, page.path, stretch.found[0]),
                      {}});
}

std::vector<std::string> Chronicle::scopes_of(const Item& item) const {
    const auto& page = graph_->page(item.page);
    std::vector<std::string> scopes;
    for (const auto scope : heard_[item.page]) {
        if (!graph_->page(scope).id.empty()) scopes.push_back(graph_->page(scope).id);
    }
    if (page.example) return scopes;
    scopes.emplace_back();
    for (const auto& type : item.type->lineage) scopes.push_back("type:" + type);
    scopes.push_back("month:" + iso(stockholm_time(item.when).date).substr(0, 7));
    const auto& role = item.what().role;
    if (!role.empty()) scopes.push_back("role:" + role);
    if (item.rule->change == Happening::vacated) scopes.emplace_back(vacancies_scope);
    return scopes;
}

void Chronicle::index() {
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        for (auto& scope : scopes_of(items_[i])) by_scope_[std::move(scope)].push_back(i);
    }
}

std::vector<Event> Chronicle::events(std::string_view scope, std::size_t most) const {
    std::vector<Event> told;
    const auto found = by_scope_.find(scope);
    if (found == by_scope_.end()) return told;
    const auto count = std::min(most, found->second.size());
    told.reserve(count);
    for (std::size_t i = 0; i < count; ++i) told.push_back(tell(items_[found->second[i]]));
    return told;
}

std::vector<Bulletin> Chronicle::bulletins(std::string_view scope) const {
    std::vector<Bulletin> all;
    const auto found = by_scope_.find(scope);
    if (found == by_scope_.end()) return all;
    const Item* last = nullptr;
    for (const auto i : found->second) {
        const auto& item = items_[i];
        if (last == nullptr || last->stretch_id != item.stretch_id) {
            // What shows a part has another story to tell, and is to have another name for it.
            const auto part = is_partial(scope) ? scope : std::string_view{};
            const auto id = Hasher{}.add(item.stretch_id).add(part).finish();
            all.push_back({id.hex(), item.began, item.when, item.page, {}});
        }
        all.back().events.push_back({i, item.rule->change, is_dated(item.what())});
        last = &item;
    }
    return all;
}

std::size_t Chronicle::count(std::string_view scope) const {
    const auto found = by_scope_.find(scope);
    return found == by_scope_.end() ? 0 : found->second.size();
}

std::vector<std::string_view> Chronicle::scopes() const {
    std::vector<std::string_view> names;
    for (const auto& [scope, items] : by_scope_) names.emplace_back(scope);
    return names;
}

Digest Chronicle::digest(std::string_view scope) const {
    const auto found = by_scope_.find(scope);
    if (found == by_scope_.end()) return {};
    Hasher hasher;
    for (const auto i : found->second) hasher.add(items_[i].digest);
    return hasher.finish();
}

const PagePast* Chronicle::past(PageNo page) const {
    return past_ == nullptr ? nullptr : past_->page(graph_->page(page).path);
}

UnitChanges Chronicle::changes(PageNo number, std::string_view unit) const {
    const auto* known = past(number);
    if (known == nullptr) return {};
    const auto& page = graph_->page(number);
    const auto* file = history_->file(page.path);
    if (file == nullptr || known->steps.size() != file->revisions.size()) return {};
    UnitChanges changes{nullptr, 0, file->whole};
    for (std::size_t i = 0; i < known->steps.size() && changes.last == nullptr; ++i) {
        if (changed(*file, *known, i, unit)) changes.last = &history_->commit(file->revisions[i]);
    }
    const auto first_id = page.values().text("first_id");
    changes.count = count_changes(*file, *known, first_id.empty() ? page.id : first_id, unit);
    return changes;
}

/// What made the page, or gave it its id, changed nothing of what was known by that. A commit counts once.
std::uint32_t Chronicle::count_changes(const FileHistory& file, const PagePast& past, std::string_view known_as,
                                       std::string_view unit) const {
    std::uint32_t count = 0;
    const auto sides = sides_.find(known_as);
    std::set<std::string_view> counted;
    const auto is_so_known = [&](std::size_t i) {
        return knav::known_as(file.revisions[i].path, past.steps[i].first_id) == known_as;
    };
    for (std::size_t i = 0; i + 1 < past.steps.size(); ++i) {
        if (!changed(file, past, i, unit) || !is_so_known(i) || !is_so_known(i + 1)) continue;
        ++count;
        if (sides != sides_.end()) counted.insert(history_->commit(file.revisions[i]).id);
    }
    if (sides == sides_.end()) return count;
    for (const auto& step : sides->second) {
        const bool changed = step.took_away || std::binary_search(step.units.begin(), step.units.end(), unit);
        if (changed && counted.insert(step.commit).second) ++count;
    }
    return count;
}

Event Chronicle::tell(const Item& item) const {
    const auto& page = graph_->page(item.page);
    const auto& found = item.what();
    Event event;
    event.id = item.id;
    event.seconds = item.when;
    event.when = stockholm_time(item.when);
    event.page = item.page;
    event.type = item.type;
    event.change = item.rule->change;
    event.rule = item.rule->id;
    event.unit = found.unit;
    event.role = found.role;
    event.sentence = {sentence(item, Language::sv), sentence(item, Language::en)};
    event.title = item.departure == nullptr ? page.title : item.departure->title;
    event.url = url_of(page, found);
    event.for_information = item.departure == nullptr && says(page, "for_information");
    event.example = page.example;
    event.scopes = scopes_of(item);
    std::sort(event.scopes.begin(), event.scopes.end());
    return event;
}

std::string Chronicle::sentence(const Item& item, Language language) const {
    return said(item.rule->say.in(language), [&](std::string_view name) { return value(item, name, language); });
}

std::string Chronicle::value(const Item& item, std::string_view name, Language language) const {
    const auto& page = graph_->page(item.page);
    if (item.departure != nullptr) {
        if (name == "page") return item.departure->title;
        return name == "above" && !page.id.empty() ? page.title : std::string{};
    }
    if (name == "page") return page.title;
    if (name == "above") {
        const bool at_top = page.parent == no_page || graph_->page(page.parent).id.empty();
        return at_top ? std::string{} : graph_->page(page.parent).title;
    }
    for (const auto& argument : item.what().arguments) {
        if (argument.name == name) return argument.reference ? title_of(argument.text.sv) : argument.text.in(language);
    }
    const auto* field = page.type->find(name);
    const auto* held = page.values().find(name);
    if (field == nullptr || held == nullptr) return {};
    return field->kind == FieldKind::reference ? title_of(held->text()) : held->written();
}

std::string Chronicle::title_of(std::string_view id) const {
    if (id.empty()) return {};
    auto page = graph_->find(id);
    if (const auto moved = moved_.find(id); page == no_page && moved != moved_.end()) page = moved->second;
    return page == no_page ? std::string{} : graph_->page(page).title;
}

// The names that a sentence may take from the site are in it; what it takes from the past is in the stretch's key.
Digest Chronicle::digest_of(const Item& item) const {
    const auto& page = graph_->page(item.page);
    Hasher hasher;
    hasher.add(item.id).add(item.stretch->key).add(page.title).add(page.url);
    hasher.add(static_cast<std::uint64_t>(item.when)).add(static_cast<std::uint64_t>(item.began));
    hasher.add(static_cast<std::uint64_t>(says(page, "for_information")));
    for (const auto scope : heard_[item.page]) hasher.add(graph_->page(scope).id);
    for (const auto name : names_in(item.rule->say.sv)) hasher.add(value(item, name, Language::sv));
    for (const auto name : names_in(item.rule->say.en)) hasher.add(value(item, name, Language::en));
    return hasher.finish();
}

}  // namespace knav
