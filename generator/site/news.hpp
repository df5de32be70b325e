// What is new in a scope, newest first: the one place that decides what a feed, a newsletter and a digest tell. How it is
// said and in which format is decided in feeds.
//
// Three things are news, and none is told twice: a page of a type that is news (from its day on, or from when it came to
// be if that was before), a seat that is vacant since a day, and what came of a stretch of work on any page, in words.
// That a page which is news itself has come to be, and that a dated seat was vacated, is not told in words as well.
// Without history the pages and the seats are all there is.
//
// Scopes are named as those of events are (events/scopes.hpp): a page's id, "" for the site, "type:meeting", "vacancies:",
// "month:2026-03".
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "events/chronicle.hpp"
#include "site/gathered.hpp"

namespace knav {

class Site;

/// Something new, by name only: what it says is asked for when it is shown.
struct Novelty {
    std::int64_t when = 0;  // Unix seconds
    PageNo page = no_page;  // the page that is new or that something happened to, or the group that has the vacancy
    std::shared_ptr<const Vacancy> vacancy;
    std::shared_ptr<const Bulletin> bulletin;  // what happened
};

/// How a long feed is cut (RFC 5005 section 4): full archives that never change as news comes, oldest first and numbered
/// from 1, and the feed itself, number 0, with the rest.
struct FeedPart {
    std::size_t begin = 0;  // in the newest-first list
    std::size_t end = 0;
};
inline constexpr std::size_t archive_size = 30;
[[nodiscard]] std::size_t archives_of(std::size_t news);
[[nodiscard]] FeedPart part_of(std::size_t news, std::size_t archive);

/// The lists of all scopes, each gathered at the first question. Safe to ask from several threads.
class Novelties {
public:
    [[nodiscard]] std::span<const Novelty> of(const Site& site, std::string_view scope);

private:
    struct List {
        std::once_flag once;
        std::vector<Novelty> all;
    };
    std::mutex mutex_;  // of the table, not of the lists in it
    std::unordered_map<std::string, std::unique_ptr<List>> lists_;
};

/// Of all that a list shows of its items but what their pages' cards tell.
[[nodiscard]] Digest digest_of(const Site& site, std::span<const Novelty> news);

}  // namespace knav
