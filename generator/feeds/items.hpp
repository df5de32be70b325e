// What is new in a scope, newest first: the one place that decides what a feed, a newsletter and a digest tell. The
// formats are written elsewhere, each in a file of its own.
//
// Three things are news, and none is told twice: a page of a type that is news (from its day on, or from when it came to
// be if that was before), a seat that is vacant since a day, and what came of a stretch of work on any page, in words.
// That a page which is news itself has come to be, and that a dated seat was vacated, is not told in words as well.
// Without history the pages and the seats are all there is.
#pragma once

#include <string>
#include <vector>

#include "feeds/scope.hpp"

namespace knav {

/// Something new, by name only: what it says is asked for when it is shown.
struct Novelty {
    std::int64_t when = 0;  // Unix seconds
    PageNo page = no_page;  // the page that is new or that something happened to, or the group that has the vacancy
    std::optional<Vacancy> vacancy;
    std::optional<Bulletin> bulletin;  // what happened
};

/// As it stands in a feed.
struct FeedItem {
    std::string id;  // a tag: URI that stays when the page moves
    std::string title;
    std::string url;  // absolute
    std::string summary;
    std::vector<std::string> lines;  // of what happened, when that is more than the title says; plain text
    std::string category;            // the type's name, "vacancy" or "happened" ...
    std::string label;               // ... and what it is called
    std::string mark;                // "För kännedom", where nobody is asked for anything; the title begins with it
    DateTime published;
    DateTime
        updated;  // later than `published` only when the page says that its substance changed, or more has happened
};

inline constexpr std::string_view happened_category = "happened";
inline constexpr std::string_view information_category = "for-information";  // the mark's

/// Everything new in a scope up to today, newest first.
[[nodiscard]] std::vector<Novelty> news_of(const Lens& lens, const Scope& scope);
/// Everything new on the site in a month ("2026-03"), newest first.
[[nodiscard]] std::vector<Novelty> news_of_month(const Lens& lens, std::string_view month);
/// A page that is news or will be, as an item: at `when`.
[[nodiscard]] FeedItem page_item(const Lens& lens, PageNo page, std::int64_t when);
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
