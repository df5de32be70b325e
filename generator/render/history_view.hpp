// A page's history for people: each save, which sections and fields it changed, and the words that came and went.
#pragma once

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

/// How many saves are shown with their words; the rest are counted. And how much of one change: unchanged text far from
/// any change is left out, and so is all beyond so many words.
inline constexpr std::size_t shown_versions = 20;
inline constexpr std::size_t shown_words = 600;

/// Whether a page has a history page of its own: when it has been saved more than once.
[[nodiscard]] bool has_history_page(const PageHistory& history);
/// Its address below the site: "/rmpo/tandvard/historik/".
[[nodiscard]] std::string history_url(std::string_view page_url);

/// versions[when when_iso author created moved units[label url pieces]], left_out, whole, page_url.
[[nodiscard]] View history_view(const Lens& lens, PageNo page);

}  // namespace knav
