#include "feeds/feed.hpp"

#include <algorithm>
#include <charconv>

#include "text/escape.hpp"

namespace knav {

Feed read_feed(const Lens& lens, const Scope& scope, FeedFormat format, std::size_t archive) {
    const auto& settings = lens.settings();
    const auto listed = news_scope(lens, scope);
    const auto archives = lens.archives(listed);
    const auto address = [&](std::size_t which) { return settings.absolute(feed_url(lens, scope, format, which)); };

    Feed feed;
    feed.id = tag_uri(settings, scope_name(lens, scope));
    const auto title = scope_title(lens, scope);
    feed.title = scope.kind == Scope::Kind::site ? title : title + " – " + settings.title;
    feed.subtitle = scope.kind == Scope::Kind::site   ? settings.subtitle
                    : scope.kind == Scope::Kind::page ? std::string{lens.card(scope.page).summary}
                                                      : std::string{};
    feed.language = lens.language() == Language::sv ? "sv" : "en";
    feed.author = settings.responsible.empty() ? settings.title : settings.responsible;
    feed.home = settings.absolute(home_url(lens, scope));
    feed.self = address(archive);
    feed.archive = archive > 0;
    if (archive > 0) feed.current = address(0);
    if (archive == 0 ? archives > 0 : archive > 1) feed.previous = address((archive == 0 ? archives + 1 : archive) - 1);
    if (archive > 0 && archive < archives) feed.next = address(archive + 1);
    for (const auto& each : lens.news(listed, archive)) feed.items.push_back(feed_item(lens, each));

    // A feed without news is as old as the site's tag: a day that stays the same until there is some.
    // A tag that is wrong has been told; what is made meanwhile is not published.
    int year = 2026;
    const auto comma = settings.tag.find(',');
    if (comma != std::string::npos && settings.tag.size() - comma == 5)
        std::from_chars(settings.tag.data() + comma + 1, settings.tag.data() + settings.tag.size(), year);
    feed.updated = DateTime{{year, 1, 1}, {}, {}};
    const auto later = [](const FeedItem& one, const FeedItem& other) {
        return unix_seconds(one.updated) < unix_seconds(other.updated);
    };
    const auto newest = std::max_element(feed.items.begin(), feed.items.end(), later);
    if (newest != feed.items.end()) feed.updated = newest->updated;
    return feed;
}

std::string lines_html(const FeedItem& item) {
    std::string html;
    for (const auto& line : item.lines) {
        append_html(html += "<li>", line);
        html += "</li>";
    }
    return html.empty() ? html : "<ul>" + html + "</ul>";
}

std::string instant(const DateTime& time) { return iso(stockholm_time(unix_seconds(time))); }

}  // namespace knav
