// The ways in which a page can be followed, as links: feeds, calendars, a letter with its address.
#pragma once

#include "feeds/scope.hpp"
#include "render/view.hpp"

namespace knav {

/// {title url absolute type name webcal} for each format that the scope is published in; `webcal` only of calendars.
[[nodiscard]] View::List feed_links(const Lens& lens, const Scope& scope, bool has_feed, bool has_calendar);
/// Those of a page.
[[nodiscard]] View::List page_feed_links(const Lens& lens, PageNo page);
/// follow{news calendars subscribe_url}, or false for a page that can't be followed.
[[nodiscard]] View follow_view(const Lens& lens, PageNo page);
/// A mailto: address with the page's title as subject and its address in the letter, or empty for a page that is no news.
[[nodiscard]] std::string mail_link(const Lens& lens, PageNo page);

}  // namespace knav
