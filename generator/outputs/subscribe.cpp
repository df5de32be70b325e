// The page to subscribe from: every feed and calendar there is, group by group, and lists of them (OPML) to take into a
// reader. It needs no script; subscribe.js lets one tick some and makes a list of those.
#include <algorithm>

#include "events/scopes.hpp"
#include "feeds/opml.hpp"
#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/follow_view.hpp"
#include "render/layout.hpp"
#include "text/slug.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"prenumerera", "subscribe", "subscribe", "subscribe_title", "subscribe_intro"};
constexpr std::string_view all_path = "prenumerera/allt.opml";
constexpr std::string_view opml_file = "/floden.opml";
constexpr std::size_t folded_from = 12;  // longer parts are folded until they are asked for

// Nearest to the reader first; types that are not named here follow by name.
constexpr std::string_view first_types[] = {"council", "rmpo", "rag", "rsg", "topic", "role"};

struct Part {
    std::string title;
    std::string id;
    std::vector<Scope> scopes;
};

bool is_example(const Lens& lens, PageNo page) { return lens.page(page).example; }

std::vector<const PageType*> followed_types(const Lens& lens) {
    std::vector<const PageType*> types;
    for (const auto& type : lens.schema().types) {
        if (type.follow && !type.abstract) types.push_back(&type);
    }
    const auto rank = [](const PageType* type) {
        return std::find(std::begin(first_types), std::end(first_types), type->name) - std::begin(first_types);
    };
    std::stable_sort(types.begin(), types.end(),
                     [&](const PageType* one, const PageType* other) { return rank(one) < rank(other); });
    return types;
}

// Types whose pages are news themselves, or the others, that something has happened to.
void add_types(Part& part, const Lens& lens, bool news) {
    for (const auto& type : lens.schema().types) {
        if (!type.abstract && type.feed == news && !lens.news("type:" + type.name).empty())
            part.scopes.push_back(Scope::of_type(type));
    }
}

Part whole_site(const Lens& lens) {
    Part part{lens.word("whole_site"), "_site", {Scope::of_site()}};
    add_types(part, lens, true);
    if (!lens.news(vacancies_scope).empty()) part.scopes.push_back(Scope::of_vacancies());
    return part;
}

std::vector<Part> parts(const Lens& lens) {
    std::vector<Part> all{whole_site(lens)};
    for (const auto* type : followed_types(lens)) {
        Query query;
        query.type = type->name;
        query.examples = false;
        Part part{type->plural.in(lens.language()), "_" + slugify(type->name), {}};
        for (const auto page : lens.select(query)) {
            // A type that others extend lists only its own.
            if (lens.card(page).type == type) part.scopes.push_back(Scope::of_page(page, lens.card(page).id));
        }
        if (!part.scopes.empty()) all.push_back(std::move(part));
    }
    Part kinds{lens.word("by_kind"), "_kinds", {}};
    add_types(kinds, lens, false);
    if (!kinds.scopes.empty()) all.push_back(std::move(kinds));
    return all;
}

bool scope_has_feed(const Lens& lens, const Scope& scope) {
    return scope.kind != Scope::Kind::page || lens.has_feed(scope.page);
}

bool scope_has_calendar(const Lens& lens, const Scope& scope) {
    switch (scope.kind) {
        case Scope::Kind::site: return true;
        case Scope::Kind::type: return scope.type->dated;
        case Scope::Kind::page: return lens.has_calendar(scope.page);
        case Scope::Kind::vacancies: break;
    }
    return false;
}

// What a reader is given where a list wants one address for each.
FeedFormat list_format(const Lens& lens) {
    for (const auto format : lens.settings().feeds) {
        if (format == FeedFormat::atom || format == FeedFormat::rss) return format;
    }
    return FeedFormat::atom;
}

View row(const Lens& lens, const Scope& scope) {
    const auto& settings = lens.settings();
    View item = link_item(lens, scope_title(lens, scope), home_url(lens, scope));
    item.set("links", feed_links(lens, scope, scope_has_feed(lens, scope), scope_has_calendar(lens, scope)));
    item.set("feed", settings.absolute(feed_url(lens, scope, list_format(lens))));
    item.set("home", settings.absolute(home_url(lens, scope)));
    const bool gives = scope.kind == Scope::Kind::page && !lens.givers(scope.page).empty();
    return std::move(
        item.set("opml", gives ? settings.link(std::string{lens.card(scope.page).url}.append(opml_file.substr(1)))
                               : std::string{}));
}

View part_view(const Lens& lens, const Part& part) {
    View::List rows;
    for (const auto& scope : part.scopes) rows.push_back(row(lens, scope));
    View view;
    view.set("title", part.title).set("id", part.id).set("count", part.scopes.size());
    return std::move(view.set("folded", part.scopes.size() > folded_from).set("rows", std::move(rows)));
}

OpmlFeed opml_feed(const Lens& lens, const Scope& scope) {
    const auto& settings = lens.settings();
    return {scope_title(lens, scope), settings.absolute(feed_url(lens, scope, list_format(lens))),
            settings.absolute(home_url(lens, scope))};
}

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    if (site.graph.find(special.id) == no_page) plan_special(self, special.id, targets);
}

Content make(const Target&, const Workshop& shop) {
    const auto& lens = shop.lens;
    View::List views;
    for (const auto& part : parts(lens)) views.push_back(part_view(lens, part));
    View body;
    body.set("parts", std::move(views)).set("all_url", lens.settings().link("/" + std::string{all_path}));
    const auto help = lens.find("sa-funkar-det/prenumerera");
    body.set("help",
             help == no_page ? View{false} : link_item(lens, std::string{lens.card(help).title}, lens.card(help).url));
    return special_page(shop, special, std::move(body));
}

void plan_lists(const Output& self, const Site& site, std::vector<Target>& targets) {
    const bool feeds = site.settings.has(FeedFormat::atom) || site.settings.has(FeedFormat::rss);
    if (!feeds) return;
    targets.push_back({std::string{all_path}, &self, {}, {}});
    const auto& pages = site.graph.pages();
    for (PageNo number = 0; number < pages.size(); ++number) {
        const auto& page = pages[number];
        if (page.type->follow && !page.id.empty() && !site.gathered().givers(number).empty())
            targets.push_back({page.id + std::string{opml_file}, &self, page.id, {}});
    }
}

Content make_list(const Target& target, const Workshop& shop) {
    const auto& lens = shop.lens;
    std::vector<OpmlGroup> groups;
    auto title = lens.settings().title;
    if (target.subject.empty()) {
        for (const auto& part : parts(lens)) {
            OpmlGroup group{part.title, {}};
            for (const auto& scope : part.scopes) group.feeds.push_back(opml_feed(lens, scope));
            groups.push_back(std::move(group));
        }
        return opml(title, groups);
    }
    const auto page = lens.find(target.subject);
    const auto scope = Scope::of_page(page, target.subject);
    OpmlGroup group{{}, {opml_feed(lens, scope)}};
    for (const auto giver : lens.givers(page)) {
        if (is_example(lens, giver) && !is_example(lens, page)) continue;
        group.feeds.push_back(opml_feed(lens, Scope::of_page(giver, lens.card(giver).id)));
    }
    groups.push_back(std::move(group));
    return opml(scope_title(lens, scope) + " – " + title, groups);
}

}  // namespace

const Output subscribe{"subscribe", plan, make};
const Output feed_lists{"opml", plan_lists, make_list};

}  // namespace knav::outputs
