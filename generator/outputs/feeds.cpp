// Feeds: Atom, RSS and JSON for the site, for each type with news, for vacancies and for every page that can be
// followed or has news, in the formats that site.toml asks for. At the addresses a page had before, its feed goes on.
#include "feeds/feed.hpp"
#include "outputs/registry.hpp"

namespace knav::outputs {
namespace {

constexpr std::string_view formats[] = {"atom", "rss", "json"};

FeedFormat format_of(std::string_view name) {
    return name == "rss" ? FeedFormat::rss : name == "json" ? FeedFormat::json : FeedFormat::atom;
}

/// "page atom 2", "type/news rss 0": what a target says beside the page's id.
struct Detail {
    std::string_view kind;
    FeedFormat format = FeedFormat::atom;
    std::size_t archive = 0;
};

Detail read_detail(std::string_view detail) {
    const auto first = detail.find(' ');
    const auto second = detail.rfind(' ');
    return {detail.substr(0, first), format_of(detail.substr(first + 1, second - first - 1)),
            std::stoul(std::string{detail.substr(second + 1)})};
}

class Planner {
public:
    Planner(const Output& self, const Site& site, std::vector<Target>& targets)
        : self_(self), site_(site), targets_(targets) {}

    void plan() {
        // Planning names targets and shows nothing, so what it asks is not noted.
        Trace unread;
        const Lens lens{site_, unread};
        add(lens, Scope::of_site(), "", "", "site");
        for (const auto& type : site_.schema.types) {
            if (!type.abstract) add_unless_empty(lens, Scope::of_type(type), "type/" + type.name);
        }
        add_unless_empty(lens, Scope::of_vacancies(), "vacancies");
        const auto& pages = site_.graph.pages();
        for (PageNo number = 0; number < pages.size(); ++number) {
            const auto& id = pages[number].id;
            if (!id.empty() && site_.has_feed(number)) add(lens, Scope::of_page(number, id), id, id, "page");
        }
        for (const auto& [alias, page] : site_.graph.aliases()) add_alias(lens, alias, page);
    }

private:
    void add_unless_empty(const Lens& lens, const Scope& scope, const std::string& kind) {
        if (!lens.news(news_scope(lens, scope)).empty()) add(lens, scope, "", "", kind);
    }

    void add(const Lens& lens, const Scope& scope, std::string_view at, std::string_view id, const std::string& kind) {
        const auto archives = at == id ? lens.archives(news_scope(lens, scope)) : 0;
        for (const auto name : formats) {
            const auto format = format_of(name);
            if (!site_.settings.has(format)) continue;
            for (std::size_t archive = 0; archive <= archives; ++archive) {
                auto detail = kind + " " + std::string{name} + " " + std::to_string(archive);
                targets_.push_back({feed_path(scope, at, format, archive), &self_, std::string{id}, std::move(detail)});
            }
        }
    }

    void add_alias(const Lens& lens, const std::string& alias, PageNo page) {
        const bool folder = alias.size() > 2 && alias.ends_with('/');
        if (!folder || !site_.has_feed(page)) return;
        const auto& id = site_.graph.page(page).id;
        if (!id.empty())
            add(lens, Scope::of_page(page, id), std::string_view{alias}.substr(1, alias.size() - 2), id, "page");
    }

    const Output& self_;
    const Site& site_;
    std::vector<Target>& targets_;
};

void plan(const Output& self, const Site& site, std::vector<Target>& targets) { Planner{self, site, targets}.plan(); }

Scope scope_of(const Target& target, std::string_view kind, const Lens& lens) {
    if (kind == "vacancies") return Scope::of_vacancies();
    if (kind.starts_with("type/")) return Scope::of_type(*lens.schema().find(kind.substr(5)));
    return target.subject.empty() ? Scope::of_site() : Scope::of_page(lens.find(target.subject), target.subject);
}

Content make(const Target& target, const Workshop& shop) {
    const auto [kind, format, archive] = read_detail(target.detail);
    const auto feed = read_feed(shop.lens, scope_of(target, kind, shop.lens), format, archive);
    return format == FeedFormat::rss ? rss(feed) : format == FeedFormat::json ? json_feed(feed) : atom(feed);
}

}  // namespace

const Output feeds{"feed", plan, make};

}  // namespace knav::outputs
