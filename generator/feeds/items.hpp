// What is new in a scope, newest first: the one place that decides what a feed, a newsletter and a digest tell. The
// formats are written elsewhere, each in a file of its own.
#pragma once

#include <string>
#include <vector>

#include "feeds/scope.hpp"

namespace knav {

/// Something new, by name only: what it says is asked for when it is shown.
struct Novelty {
    std::int64_t when = 0;  // Unix seconds
    PageNo page = no_page;  // the page that is new, or the group that has the vacancy
    std::optional<Vacancy> vacancy;
};

/// As it stands in a feed.
struct FeedItem {
    std::string id;  // a tag: URI that stays when the page moves
    std::string title;
    std::string url;  // absolute
    std::string summary;
    std::string category;  // the type's name ...
    std::string label;     // ... and what it is called
    DateTime published;
    DateTime updated;  // later than `published` only when the page says that its substance changed
};

/// Everything new in a scope up to today, newest first.
[[nodiscard]] std::vector<Novelty> news_of(const Lens& lens, const Scope& scope);
/// Those among these occurrences that are news, up to today.
[[nodiscard]] std::vector<Novelty> news_among(const Lens& lens, const std::vector<Occurrence>& occurrences);
[[nodiscard]] FeedItem feed_item(const Lens& lens, const Novelty& news);

/// How a long feed is cut (RFC 5005 section 4): full archives that never change as news comes, oldest first and numbered
/// from 1, and the feed itself with the rest.
struct FeedPart {
    std::size_t begin = 0;  // in the newest-first list
    std::size_t end = 0;
};
inline constexpr std::size_t archive_size = 30;
[[nodiscard]] std::size_t archives_of(std::size_t news);
[[nodiscard]] FeedPart part_of(std::size_t news, std::size_t archive);

}  // namespace knav
