// What has happened, as rows: the day, the sentence, and why the row stands in this list when it is about another page.
#pragma once

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

/// How many rows a page's own list has; with more, the rest stand on a page of their own.
inline constexpr std::size_t happenings_at_page = 6;
inline constexpr std::size_t happenings_on_list = 150;

/// "/rmpo/tandvard/" -> "/rmpo/tandvard/nytt/".
[[nodiscard]] std::string happenings_url(std::string_view page_url);

/// rows[when when_iso sentence url type_label for_information elsewhere], for a list at `page` (no_page: the site's).
[[nodiscard]] View::List happening_rows(const Lens& lens, PageNo page, const std::vector<Event>& events);
/// days[day day_iso rows]: the same, gathered by day.
[[nodiscard]] View::List happenings_by_day(const Lens& lens, PageNo page, const std::vector<Event>& events);
/// {rows all_url} of a page, or false when nothing has happened there.
[[nodiscard]] View happenings_view(const Lens& lens, PageNo page);

}  // namespace knav
