// What every page has around it: the site's name, menu, breadcrumbs, addresses of style sheets and feeds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

struct PageHead {
    std::string title;
    std::string description;
    std::string url;                // below the site, "/rmpo/"
    std::string type;               // "rmpo", "overview" ...
    std::vector<PageNo> ancestors;  // for breadcrumbs, from the top down
    bool is_home = false;
    bool noindex = false;
    std::string json_ld;
    View::List feeds;  // {title url type}
    std::string date;  // in words; empty when the page is about no day
    std::string date_iso;
};

/// The names that all templates share, as the beginning of a page's view.
[[nodiscard]] View layout_view(const Lens& lens, PageHead head);

/// {title url}, with the site's base path put before the address.
[[nodiscard]] View link_item(const Lens& lens, std::string title, std::string_view url);

}  // namespace knav
