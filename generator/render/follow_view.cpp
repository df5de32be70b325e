#include "render/follow_view.hpp"

#include "render/page_parts.hpp"
#include "text/escape.hpp"

namespace knav {
namespace {

View link_of(const Lens& lens, const Scope& scope, FeedFormat format) {
    const auto url = feed_url(lens, scope, format);
    const auto absolute = lens.settings().absolute(url);
    View item;
    item.set("title", scope_title(lens, scope)).set("name", format_name(lens, format)).set("type", media_type(format));
    item.set("url", lens.settings().link(url)).set("absolute", absolute);
    const bool calendar = format == FeedFormat::calendar;
    return std::move(item.set("webcal", calendar ? "webcal" + absolute.substr(absolute.find("://")) : std::string{}));
}

}  // namespace

View::List feed_links(const Lens& lens, const Scope& scope, bool has_feed, bool has_calendar) {
    View::List links;
    for (const auto format : lens.settings().feeds) {
        if (format == FeedFormat::calendar ? has_calendar : has_feed) links.push_back(link_of(lens, scope, format));
    }
    return links;
}

View::List page_feed_links(const Lens& lens, PageNo page) {
    const auto scope = Scope::of_page(page, lens.card(page).id);
    return feed_links(lens, scope, lens.has_feed(page), lens.has_calendar(page));
}

View follow_view(const Lens& lens, PageNo page) {
    const auto card = lens.card(page);
    if (!card.type->follow || card.id.empty()) return false;
    const auto scope = Scope::of_page(page, card.id);
    auto news = feed_links(lens, scope, true, false);
    auto calendars = feed_links(lens, scope, false, true);
    if (news.empty() && calendars.empty()) return false;
    View follow;
    follow.set("news", std::move(news)).set("calendars", std::move(calendars));
    return std::move(follow.set("subscribe_url", lens.settings().link("/prenumerera/")));
}

std::string mail_link(const Lens& lens, PageNo page) {
    const auto card = lens.card(page);
    if (!card.type->feed) return {};
    std::string letter{card.title};
    if (card.date) letter += "\r\n" + day_in_words(lens, card);
    if (!card.summary.empty()) letter += "\r\n\r\n" + std::string{card.summary};
    letter += "\r\n\r\n" + lens.settings().absolute(card.url) + "\r\n";
    return "mailto:?subject=" + url_value(card.title) + "&body=" + url_value(letter);
}

}  // namespace knav
