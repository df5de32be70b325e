#include "render/layout.hpp"

#include <algorithm>

#include "site/search_pages.hpp"

namespace knav {
namespace {

View site_view(const Lens& lens) {
    const auto& settings = lens.settings();
    View site;
    site.set("title", settings.title).set("subtitle", settings.subtitle).set("url", settings.base_path);
    site.set("vision", settings.vision).set("vision_source", settings.vision_source);
    site.set("responsible", settings.responsible).set("language", lens.language() == Language::sv ? "sv" : "en");
    return site;
}

std::string menu_url(const MenuEntry& entry) {
    const bool address = entry.page.starts_with('/') || entry.page.find(':') != std::string::npos;
    return address ? entry.page : url_of_id(entry.page);
}

View::List menu_view(const Lens& lens, const std::vector<MenuEntry>& menu, std::string_view here) {
    View::List items;
    for (const auto& entry : menu) {
        const auto url = menu_url(entry);
        auto item = link_item(lens, entry.title, url);
        item.set("current", url == here || (url != "/" && here.starts_with(url)));
        items.push_back(std::move(item));
    }
    return items;
}

View::List breadcrumbs_view(const Lens& lens, const PageHead& head) {
    View::List items;
    for (const auto page : head.ancestors) {
        const auto card = lens.card(page);
        items.push_back(link_item(lens, card.id.empty() ? lens.word("home") : std::string{card.title}, card.url));
    }
    return items;
}

std::string asset_url(const Lens& lens, std::string_view name) {
    const auto& assets = lens.assets().assets;
    const auto found = assets.find(name);
    return found == assets.end() ? std::string{} : lens.settings().link(found->second.url);
}

View::List scripts(const Lens& lens) {
    View::List items;
    for (const auto& [name, asset] : lens.assets().assets) {
        const bool of_one_page = name.starts_with("search") || name.starts_with("subscribe");
        if (!name.ends_with(".js") || of_one_page) continue;
        View item;
        item.set("src", lens.settings().link(asset.url));
        items.push_back(std::move(item));
    }
    return items;
}

// Where the search form finds what it needs. The start page and the search page have a place of their own for it.
View finder_view(const Lens& lens, const PageHead& head) {
    const bool search_page = head.type == "search";
    View finder;
    finder.set("engine", asset_url(lens, "search.js")).set("index", lens.settings().link("/sok/index/"));
    finder.set("description", lens.settings().link("/" + std::string{search_description_path}));
    finder.set("page_script", search_page ? asset_url(lens, "search-page.js") : std::string{});
    return std::move(finder.set("own_place", search_page || head.is_home));
}

View page_view(const Lens& lens, PageHead& head) {
    const auto& settings = lens.settings();
    View page;
    page.set("title_tag", head.is_home ? settings.title : head.title + " – " + settings.title);
    page.set("heading", head.title).set("title", std::move(head.title)).set("description", std::move(head.description));
    page.set("url", settings.link(head.url)).set("canonical", settings.absolute(head.url)).set("type", head.type);
    page.set("date", std::move(head.date)).set("date_iso", std::move(head.date_iso));
    return std::move(page.set("is_home", head.is_home).set("noindex", head.noindex));
}

}  // namespace

View link_item(const Lens& lens, std::string title, std::string_view url) {
    View item;
    return std::move(item.set("title", std::move(title)).set("url", lens.settings().link(url)));
}

View layout_view(const Lens& lens, PageHead head) {
    const auto& settings = lens.settings();
    View::Object names;
    names.reserve(96);  // a page of content has some eighty
    View view{std::move(names)};
    view.set("menu", menu_view(lens, settings.menu, head.url))
        .set("footer_menu", menu_view(lens, settings.footer_menu, head.url));
    view.set("breadcrumbs", breadcrumbs_view(lens, head)).set("json_ld", std::move(head.json_ld));
    view.set("finder", finder_view(lens, head)).set("feeds", std::move(head.feeds));
    view.set("page", page_view(lens, head)).set("site", site_view(lens));
    view.set("lang", lens.language() == Language::sv ? "sv" : "en");
    view.set("css", asset_url(lens, style_sheet))
        .set("favicon", asset_url(lens, "favicon.svg"))
        .set("js_list", scripts(lens));
    const bool letters = !settings.newsletter.empty();
    view.set("newsletter_url", letters ? settings.link("/nyhetsbrev/") : std::string{})
        .set("newsletter_title", settings.newsletter);
    view.set("search_url", settings.link("/sok/")).set("home_url", settings.base_path);
    return view;
}

}  // namespace knav
