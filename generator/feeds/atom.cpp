// Atom, RFC 4287, with the links of RFC 5005 between a feed and its archives.
#include "feeds/feed.hpp"
#include "feeds/xml.hpp"

namespace knav {
namespace {

void link(XmlText& xml, std::string_view relation, std::string_view address) {
    if (!address.empty()) xml.empty("link", {{"rel", relation}, {"href", address}});
}

void entry(XmlText& xml, const FeedItem& item) {
    xml.open("entry");
    xml.element("id", item.id);
    xml.element("title", item.title);
    xml.element("published", instant(item.published));
    xml.element("updated", instant(item.updated));
    link(xml, "alternate", item.url);
    if (!item.summary.empty()) xml.element("summary", item.summary);
    if (!item.lines.empty()) xml.element("content", lines_html(item), {{"type", "html"}});
    xml.empty("category", {{"term", item.category}, {"label", item.label}});
    if (!item.mark.empty()) xml.empty("category", {{"term", information_category}, {"label", item.mark}});
    xml.close("entry");
}

}  // namespace

std::string atom(const Feed& feed) {
    XmlText xml;
    xml.open("feed",
             {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xmlns:fh", history_namespace}, {"xml:lang", feed.language}});
    xml.element("id", feed.id);
    xml.element("title", feed.title);
    if (!feed.subtitle.empty()) xml.element("subtitle", feed.subtitle);
    xml.element("updated", instant(feed.updated));
    link(xml, "self", feed.self);
    link(xml, "alternate", feed.home);
    write_archive_links(xml, "link", feed);
    xml.open("author");
    xml.element("name", feed.author);
    xml.close("author");
    for (const auto& item : feed.items) entry(xml, item);
    xml.close("feed");
    return xml.take();
}

}  // namespace knav
