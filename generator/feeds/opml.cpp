#include "feeds/opml.hpp"

#include "feeds/xml.hpp"

namespace knav {

std::string opml(const std::string& title, const std::vector<OpmlGroup>& groups) {
    XmlText xml;
    xml.open("opml", {{"version", "2.0"}});
    xml.open("head");
    xml.element("title", title);
    xml.close("head");
    xml.open("body");
    for (const auto& group : groups) {
        if (!group.title.empty()) xml.open("outline", {{"text", group.title}});
        // Readers look for the type "rss", whatever the format.
        for (const auto& each : group.feeds)
            xml.empty("outline", {{"type", "rss"},
                                  {"text", each.title},
                                  {"title", each.title},
                                  {"xmlUrl", each.feed},
                                  {"htmlUrl", each.home}});
        if (!group.title.empty()) xml.close("outline");
    }
    xml.close("body");
    xml.close("opml");
    return xml.take();
}

}  // namespace knav
