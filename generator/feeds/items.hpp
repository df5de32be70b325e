// What is new, as items of a feed. The formats are written elsewhere, each in a file of its own.
#pragma once

#include <string>
#include <vector>

#include "feeds/scope.hpp"

namespace knav {

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

/// A page that is news or will be, as an item: at `when`.
[[nodiscard]] FeedItem page_item(const Lens& lens, PageNo page, std::int64_t when);
[[nodiscard]] FeedItem feed_item(const Lens& lens, const Novelty& news);

}  // namespace knav
