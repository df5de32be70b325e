// A feed as a value, and one writer for each format: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. Dates go out with their
// offset, addresses absolute, and characters that XML has no way to say are dropped. Older items lie in archives: RFC 5005
// in Atom and RSS, next_url in JSON Feed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "feeds/items.hpp"

namespace knav {

struct Feed {
    std::string id;  // a tag: URI
    std::string title;
    std::string subtitle;
    std::string language;  // "sv"
    std::string author;
    std::string home;      // where a person reads the same
    std::string self;      // where this document is
    std::string current;   // where the feed itself is, for an archive; else empty
    std::string previous;  // older archive, or empty
    std::string next;      // newer archive, or empty
    bool archive = false;  // RFC 5005: will not change
    DateTime updated;      // of the newest news
    std::vector<FeedItem> items;
};

[[nodiscard]] Feed read_feed(const Lens& lens, const Scope& scope, FeedFormat format, std::size_t archive);

[[nodiscard]] std::string atom(const Feed& feed);
[[nodiscard]] std::string rss(const Feed& feed);
[[nodiscard]] std::string json_feed(const Feed& feed);

/// The lines of an item as a list in HTML; empty for one without.
[[nodiscard]] std::string lines_html(const FeedItem& item);

/// RFC 3339: "2026-03-12T14:30:00+01:00". A time without an offset is Swedish.
[[nodiscard]] std::string instant(const DateTime& time);

}  // namespace knav
