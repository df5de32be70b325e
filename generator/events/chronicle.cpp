#include "events/chronicle.hpp"

#include <algorithm>
#include <tuple>

#include "events/scopes.hpp"
#include "schema/sentence.hpp"

namespace knav {

namespace {

std::string id_of(const PastCommit& first, const Revision& revision, const Found& found) {
    return Hasher{}.add(first.id).add(revision.path).add(found.rule).add(found.unit).add(found.key).finish().hex();
}

std::string url_of(const Page& page, const Found& found) {
    return page.url + (found.unit.starts_with('#') && found.unit != "#lead" ? found.unit : std::string{});
}

bool says(const Page& page, std::string_view key) {
    const auto* value = page.values().find(key);
    return value != nullptr && value->as<bool>() != nullptr && *value->as<bool>();
}

// A page that came with a heap of others is no news of its own; what its fields say may be.
bool is_told(const EventRule& rule, std::size_t pages_touched) {
    return pages_touched < rearrangement || !rule.field.empty();
}

}  // namespace

Chronicle::Chronicle(const Graph& graph, const Schema&, const History& history, std::shared_ptr<const Past> past)
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
    for (PageNo page = 0; page < graph.pages().size(); ++page) add_page(page, pages_of_commit);
    std::sort(items_.begin(), items_.end(), [](const Item& one, const Item& other) {
        return std::tie(other.when, one.page, one.stretch->newest, one.found) <
               std::tie(one.when, other.page, other.stretch->newest, other.found);
    });
    if (items_.empty()) return;
    heard_ = listeners(graph);
    index();
    for (auto& item : items_) item.digest = digest_of(item);
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
            when = std::max(when, history_->commits[commit].when);
            pages_touched = std::max(pages_touched, pages_of_commit[commit]);
        }
        if (when == 0) continue;
        const auto& first = file->revisions[stretch.oldest];
        for (std::uint32_t i = 0; i < stretch.found.size(); ++i) {
            const auto& found = stretch.found[i];
            const auto rule = std::find_if(page.type->events.begin(), page.type->events.end(),
                                           [&](const EventRule& each) { return each.id == found.rule; });
            if (rule == page.type->events.end() || !is_told(*rule, pages_touched)) continue;
            items_.push_back({when, number, &stretch, i, &*rule, id_of(history_->commit(first), first, found), {}});
        }
    }
}

std::vector<std::string> Chronicle::scopes_of(const Item& item) const {
    const auto& page = graph_->page(item.page);
    std::vector<std::string> scopes;
    for (const auto scope : heard_[item.page]) {
        if (!graph_->page(scope).id.empty()) scopes.push_back(graph_->page(scope).id);
    }
    if (page.example) return scopes;
    scopes.emplace_back();
    for (const auto& type : page.type->lineage) scopes.push_back("type:" + type);
    const auto& role = item.stretch->found[item.found].role;
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

const PastCommit* Chronicle::last_change(PageNo page, std::string_view unit) const {
    if (past_ == nullptr) return nullptr;
    const auto& path = graph_->page(page).path;
    const auto step = past_->last_step(path, unit);
    const auto* file = history_->file(path);
    if (!step || file == nullptr || *step >= file->revisions.size()) return nullptr;
    return &history_->commit(file->revisions[*step]);
}

Event Chronicle::tell(const Item& item) const {
    const auto& page = graph_->page(item.page);
    const auto& found = item.stretch->found[item.found];
    Event event;
    event.id = item.id;
    event.seconds = item.when;
    event.when = stockholm_time(item.when);
    event.page = item.page;
    event.change = item.rule->change;
    event.rule = item.rule->id;
    event.unit = found.unit;
    event.role = found.role;
    event.sentence = {sentence(item, Language::sv), sentence(item, Language::en)};
    event.title = page.title;
    event.url = url_of(page, found);
    event.for_information = says(page, "for_information");
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
    if (name == "page") return page.title;
    if (name == "above") {
        const bool at_top = page.parent == no_page || graph_->page(page.parent).id.empty();
        return at_top ? std::string{} : graph_->page(page.parent).title;
    }
    for (const auto& argument : item.stretch->found[item.found].arguments) {
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
    hasher.add(item.id).add(item.stretch->key).add(static_cast<std::uint64_t>(item.when)).add(page.title).add(page.url);
    hasher.add(static_cast<std::uint64_t>(says(page, "for_information")));
    for (const auto scope : heard_[item.page]) hasher.add(graph_->page(scope).id);
    for (const auto name : names_in(item.rule->say.sv)) hasher.add(value(item, name, Language::sv));
    for (const auto name : names_in(item.rule->say.en)) hasher.add(value(item, name, Language::en));
    return hasher.finish();
}

}  // namespace knav
