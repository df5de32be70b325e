// XML written one element after the other, into one string, and what feeds in XML have in common. Internal to this room.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace knav {

class XmlText {
public:
    using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    XmlText() : out_("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n") {}

    void open(std::string_view name, Attributes attributes = {});
    void close(std::string_view name);
    void empty(std::string_view name, Attributes attributes);
    void element(std::string_view name, std::string_view text, Attributes attributes = {});
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    void tag(std::string_view name, Attributes attributes, std::string_view end);

    std::string out_;
};

struct Feed;

/// Of RFC 5005, declared as "fh".
inline constexpr std::string_view history_namespace = "http://purl.org/syndication/history/1.0";

/// Links between a feed and its archives (RFC 5005 section 4), as elements of this name; marks an archive as one.
void write_archive_links(XmlText& xml, std::string_view element, const Feed& feed);

}  // namespace knav
