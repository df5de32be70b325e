// RSS 2.0, for readers that know nothing newer, with the links of RFC 5005. The id is a guid that is no address.
#include <fmt/format.h>

#include "feeds/feed.hpp"
#include "feeds/xml.hpp"

namespace knav {
namespace {

// RFC 822 with a year of four figures, as RSS wants it: "Thu, 12 Mar 2026 14:30:00 +0100".
std::string rfc822(const DateTime& time) {
    static constexpr std::string_view days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto local = stockholm_time(unix_seconds(time));
    const auto offset = local.offset_minutes.value_or(0);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +{:02}{:02}",
                       days[static_cast<std::size_t>(weekday(local.date) - 1)], local.date.day,
                       months[static_cast<std::size_t>(local.date.month - 1)], local.date.year, local.time.hour,
                       local.time.minute, local.time.second, offset / 60, offset % 60);
}

void item_of(XmlText& xml, const FeedItem& item) {
    xml.open("item");
    xml.element("title", item.title);
    xml.element("link", item.url);
    xml.element("guid", item.id, {{"isPermaLink", "false"}});
    xml.element("pubDate", rfc822(item.published));
    xml.element("atom:updated", instant(item.updated));
    if (const auto lines = lines_html(item); !item.summary.empty() || !lines.empty())
        xml.element("description", item.summary + lines);
    xml.element("category", item.label);
    if (!item.mark.empty()) xml.element("category", item.mark);
    xml.close("item");
}

}  // namespace

std::string rss(const Feed& feed) {
    XmlText xml;
    xml.open("rss",
             {{"version", "2.0"}, {"xmlns:atom", "http://www.w3.org/2005/Atom"}, {"xmlns:fh", history_namespace}});
    xml.open("channel");
    xml.element("title", feed.title);
    xml.element("link", feed.home);
    xml.element("description", feed.subtitle.empty() ? feed.title : feed.subtitle);
    xml.element("language", feed.language);
    xml.element("lastBuildDate", rfc822(feed.updated));
    xml.empty("atom:link", {{"rel", "self"}, {"type", "application/rss+xml"}, {"href", feed.self}});
    write_archive_links(xml, "atom:link", feed);
    for (const auto& item : feed.items) item_of(xml, item);
    xml.close("channel");
    xml.close("rss");
    return xml.take();
}

}  // namespace knav
