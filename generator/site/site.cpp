#include "site/site.hpp"

#include <algorithm>
#include <tuple>

#include "graph/joints_memo.hpp"
#include "guard/policy.hpp"
#include "search/index.hpp"
#include "site/search_pages.hpp"
#include "task/beside.hpp"

namespace knav {

/// Documents parsed again because the memo had only their outline. One slot a page; whoever comes first fills it.
struct Site::Reparsed {
    explicit Reparsed(std::size_t pages) : once(pages), sources(pages) {}
    std::vector<std::once_flag> once;
    std::vector<std::shared_ptr<const PageSource>> sources;
};

struct Site::Searched {
    std::once_flag once;
    std::shared_ptr<const search::Index> index;
};

const std::vector<std::string>& generated_pages() {
    static const std::vector<std::string> ids = {"oversikt", "vem-gor-vad", "vakanser",   "granskning",
                                                 "saknas",   "webbkarta",   "a-till-o",   "sok",
                                                 "nytt",     "prenumerera", "nyhetsbrev", "nyhetsbrev/"};
    return ids;
}

Site::Site(Snapshot files, Surroundings around, std::shared_ptr<Names> all_names)
    : snapshot(std::move(files)), surroundings(std::move(around)), names(std::move(all_names)) {}

std::unique_ptr<Site> Site::assemble(Snapshot snapshot, Surroundings surroundings, std::shared_ptr<Names> names,
                                     PageMemo& memo, Diagnostics& found) {
    std::unique_ptr<Site> site{new Site{std::move(snapshot), std::move(surroundings), std::move(names)}};
    Diagnostics told;
    site->settings = read_settings(site->snapshot, told);
    Diagnostics told_of_theme;
    auto theme = beside(site->surroundings.threads,
                        [&] { return read_theme(site->snapshot, site->settings.theme, told_of_theme); });
    site->schema = read_schema(site->snapshot, told);
    if (const auto* policy = site->snapshot.find(policy_path)) (void)read_policy(policy, site->schema, told);
    const auto made_with = Hasher{}
                               .add(site->schema.digest)
                               .add(site->surroundings.program)
                               .add(static_cast<std::uint64_t>(site->settings.language))
                               .add(static_cast<std::uint64_t>(site->surroundings.drafts))
                               .finish();
    if (memo.made_with != made_with) memo = PageMemo{made_with, {}};
    auto pages = read_pages(site->snapshot, site->schema, site->settings.language, site->surroundings.threads, memo,
                            told, site->surroundings.drafts ? Drafts::keep : Drafts::leave_out);
    site->join(std::move(pages), made_with, told);
    site->theme = theme.get();
    told.append(told_of_theme.sorted());
    site->read_past(told);
    site->index();
    site->told_ = told.sorted();
    found.append(site->told_);
    return site;
}

void Site::join(std::vector<Page> pages, const Digest& rules, Diagnostics& found) {
    joins_ = joins_of(pages, snapshot, rules);
    graph = Graph{std::move(pages), schema};
    if (auto joints = recall_joints(surroundings.joints, joins_, graph, schema)) return graph.join(*std::move(joints));
    Diagnostics told;
    join_pages(graph, schema, snapshot, settings.language, told, generated_pages(), surroundings.threads);
    check_rules(graph, schema, settings.language, told);
    const auto all = told.sorted();
    joined_anew_ = all.empty();
    found.append(all);
}

void Site::read_past(Diagnostics& found) {
    history_ = surroundings.history.get();
    if (history().files.empty()) return;
    old_pages = std::make_unique<const OldPages>(history(), graph, schema, settings.language);
    past = work_out_past(*old_pages, surroundings.program, surroundings.past, surroundings.threads);
    if (past->unreadable > 0) found.note({}, rule::version_unreadable, {std::to_string(past->unreadable)});
    chronicle = Chronicle{graph, schema, history(), past};
}

const History& Site::history() const {
    static const History unknown;
    return history_ == nullptr ? unknown : *history_;
}

void Site::index() {
    const auto& pages = graph.pages();
    auto gathered = beside(surroundings.threads, [this] { return Gathered{graph, schema, chronicle}; });
    records_ = digest_of_records();
    const bool saw_all = past == nullptr || past->unreadable == 0;
    told_past_ = saw_all ? Hasher{}.add(records_).add(knav::digest_of(history())).finish() : Digest{};
    forget_texts();
    std::vector<std::string_view> ids;
    ids.reserve(pages.size());
    for (const auto& page : pages) ids.push_back(page.id);
    page_names_ = names->of_all(ids);
    pages_by_name_.clear();
    glossary_.clear();
    for (PageNo number = 0; number < pages.size(); ++number) {
        const auto name = page_names_[number];
        if (name >= pages_by_name_.size()) pages_by_name_.resize(name + name / 2 + 64, no_page);
        pages_by_name_[name] = number;
        if (!pages[number].type->is_a("term")) continue;
        for (const auto* key : {"abbr", "also"}) {
            for (const auto& word : values_at(pages[number].values(), key)) glossary_.emplace(word, number);
        }
    }
    index_siblings();
    gathered_ = gathered.get();
    vacancies_ = vacancies_of(graph, schema, surroundings.today);
}

void Site::forget_texts() {
    reparsed_ = std::make_shared<Reparsed>(graph.pages().size());
    searched_ = std::make_shared<Searched>();
    news_ = std::make_shared<Novelties>();
}

void Site::index_siblings() {
    const auto& pages = graph.pages();
    siblings_.assign(pages.size(), {});
    for (const auto& parent : pages) {
        std::vector<PageNo> dated;
        for (const auto child : parent.children) {
            if (pages[child].date) dated.push_back(child);
        }
        std::stable_sort(dated.begin(), dated.end(), [&](PageNo one, PageNo other) {
            return std::tuple{pages[one].type, pages[one].date, one} <
                   std::tuple{pages[other].type, pages[other].date, other};
        });
        for (std::size_t i = 1; i < dated.size(); ++i) {
            if (pages[dated[i - 1]].type != pages[dated[i]].type) continue;
            siblings_[dated[i]].before = dated[i - 1];
            siblings_[dated[i - 1]].after = dated[i];
        }
    }
}

PageNo Site::page_of_name(NameNo name) const { return name < pages_by_name_.size() ? pages_by_name_[name] : no_page; }

PageNo Site::glossary(std::string_view word) const {
    const auto found = glossary_.find(std::string{word});
    return found == glossary_.end() ? no_page : found->second;
}

const Document& Site::document(PageNo number) const {
    const auto& page = graph.page(number);
    if (!page.source->outline_only) return page.source->document;
    std::call_once(reparsed_->once[number], [&] {
        Diagnostics already_told;
        reparsed_->sources[number] =
            std::make_shared<const PageSource>(parse_page(*snapshot.find(page.path), already_told));
    });
    return reparsed_->sources[number]->document;
}

const search::Index& Site::search_index() const {
    std::call_once(searched_->once, [&] { searched_->index = make_search_index(*this); });
    return *searched_->index;
}

std::vector<File> Site::resources(PageNo number) const {
    const auto& path = graph.page(number).path;
    const auto name = std::string_view{path}.substr(path.rfind('/') + 1);
    if (name != "index.md" && name != "_index.md") return {};
    const auto folder = path.substr(0, path.size() - name.size());
    std::vector<File> files;
    for (const auto& file : snapshot.below(folder)) {
        const bool right_here = file.path.find('/', folder.size()) == std::string::npos;
        const bool of_site = file.path == "content/site.toml" || file.path == "content/synonymer.toml";
        if (right_here && !is_page_path(file.path) && !of_site) files.push_back(file);
    }
    return files;
}

bool Site::has_feed(PageNo number) const {
    const auto& page = graph.page(number);
    if (page.id.empty() || page.type->follow) return true;
    const auto& all = gathered_.at(number);
    return std::any_of(all.begin(), all.end(), [](const Occurrence& each) { return each.type->feed; });
}

bool Site::has_calendar(PageNo number) const {
    const auto& page = graph.page(number);
    if (page.id.empty() || page.type->follow) return true;
    if (page.type->dated && page.date && page.date->date >= surroundings.today) return true;
    const auto& all = gathered_.at(number);
    return std::any_of(all.begin(), all.end(), [](const Occurrence& each) { return each.type->dated; });
}

std::vector<Occurrence> Site::occurrences(std::string_view which) const {
    const auto& all = gathered_.everywhere();
    if (which.empty()) return all;
    const auto month = parse_date(std::string{which} + "-01");
    std::vector<Occurrence> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some), [&](const Occurrence& each) {
        if (!month) return each.type->is_a(which);
        const auto since = each.news_since();
        if (!since) return false;
        const auto day = stockholm_time(*since).date;
        return day.year == month->year && day.month == month->month;
    });
    return some;
}

std::vector<std::string> Site::roles_explained(PageNo number) const {
    const auto& id = graph.page(number).id;
    std::vector<std::string> roles;
    for (const auto& type : schema.types) {
        const auto* seats = type.abstract ? nullptr : seats_field(type);
        const auto* role = seats == nullptr ? nullptr : seats->find("role");
        if (role == nullptr) continue;
        const auto vocabulary = schema.vocabularies.find(role->vocabulary);
        if (vocabulary == schema.vocabularies.end()) continue;
        for (const auto& term : vocabulary->second.terms) {
            const bool known = std::find(roles.begin(), roles.end(), term.value) != roles.end();
            if (term.page == id && !known) roles.push_back(term.value);
        }
    }
    return roles;
}

std::vector<Vacancy> Site::vacancies(std::string_view role_page) const {
    if (role_page.empty()) return vacancies_;
    const auto role = graph.find(role_page);
    std::vector<Vacancy> some;
    std::copy_if(vacancies_.begin(), vacancies_.end(), std::back_inserter(some),
                 [&](const Vacancy& each) { return each.role == role; });
    return some;
}

std::span<const Novelty> Site::news(std::string_view scope) const { return news_->of(*this, scope); }

std::span<const Novelty> Site::news(std::string_view scope, std::size_t archive) const {
    const auto all = news(scope);
    if (archive > archives_of(all.size())) return {};
    const auto [begin, end] = part_of(all.size(), archive);
    return all.subspan(begin, end - begin);
}

}  // namespace knav
