#include "feeds/xml.hpp"

#include "feeds/feed.hpp"
#include "text/escape.hpp"

namespace knav {

void XmlText::tag(std::string_view name, Attributes attributes, std::string_view end) {
    out_.append("<").append(name);
    for (const auto& [key, value] : attributes) {
        out_.append(" ").append(key).append("=\"");
        append_xml(out_, value);
        out_ += '"';
    }
    out_ += end;
}

void XmlText::open(std::string_view name, Attributes attributes) { tag(name, attributes, ">\n"); }

void XmlText::close(std::string_view name) { out_.append("</").append(name).append(">\n"); }

void XmlText::empty(std::string_view name, Attributes attributes) { tag(name, attributes, "/>\n"); }

void XmlText::element(std::string_view name, std::string_view text, Attributes attributes) {
    tag(name, attributes, ">");
    append_xml(out_, text);
    close(name);
}

void write_archive_links(XmlText& xml, std::string_view element, const Feed& feed) {
    const auto link = [&](std::string_view relation, std::string_view address) {
        if (!address.empty()) xml.empty(element, {{"rel", relation}, {"href", address}});
    };
    link("current", feed.current);
    link("prev-archive", feed.previous);
    link("next-archive", feed.next);
    if (feed.archive) xml.empty("fh:archive", {});
}

}  // namespace knav
