// OPML 2.0 (opml.org): a list of feeds that a reader takes in whole.
#pragma once

#include <string>
#include <vector>

namespace knav {

struct OpmlFeed {
    std::string title;
    std::string feed;  // absolute
    std::string home;  // absolute
};

struct OpmlGroup {
    std::string title;  // empty: its feeds stand by themselves
    std::vector<OpmlFeed> feeds;
};

[[nodiscard]] std::string opml(const std::string& title, const std::vector<OpmlGroup>& groups);

}  // namespace knav
