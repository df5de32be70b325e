// The parts of a content page's view, one function each; page_view.cpp puts them together. Every part answers from the
// schema, so a new type needs none of its own. Names are those that the templates use.
#pragma once

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

/// sections[id heading html edit_url editors changed changed_iso review_by review_by_iso due missing], the lead left out.
[[nodiscard]] View::List sections_view(const Lens& lens, PageNo page);
/// facts[label help values missing inferred].
[[nodiscard]] View::List facts_view(const Lens& lens, PageNo page);
/// tables[label id columns rows]: lists of tables that have no way of their own to be shown.
[[nodiscard]] View::List tables_view(const Lens& lens, PageNo page);
/// progress[label id total rows bars].
[[nodiscard]] View::List progress_view(const Lens& lens, PageNo page);
/// seats, or false if the type has none.
[[nodiscard]] View seats_view(const Lens& lens, PageNo page);
/// relations[label name count many drawn items]: what others say of this page; drawn: among its neighbours too.
[[nodiscard]] View::List relations_view(const Lens& lens, PageNo page);
/// children[label type url items], one for each type.
[[nodiscard]] View::List children_view(const Lens& lens, PageNo page);
/// coming[...]: meetings and events at the page with a day from today on, soonest first; cancelled ones too.
[[nodiscard]] View::List coming_view(const Lens& lens, PageNo page);
/// backlinks[title url type_label alone before text after].
[[nodiscard]] View::List backlinks_view(const Lens& lens, PageNo page);
/// chain[title url]: upward along the first reference that goes up and never comes back.
[[nodiscard]] View::List chain_view(const Lens& lens, PageNo page);
/// meta{...}.
[[nodiscard]] View meta_view(const Lens& lens, PageNo page);
/// lists[...]: tables that the page declares (front matter `lists`).
[[nodiscard]] View::List lists_view(const Lens& lens, PageNo page);

/// {title url summary short type_label note tone symbol status for_information date date_iso type}: a page in a list of pages.
[[nodiscard]] View card_item(const Lens& lens, PageNo page);
/// The title without the abbreviation of its type: "Akut vård" of "RMPO Akut vård", for lists of one type.
[[nodiscard]] std::string short_title(const Card& card);
/// Whether a page that refers to another is shown there: what is made up is shown at what is made up only.
[[nodiscard]] bool is_seen_at(const Lens& lens, PageNo page, PageNo here);
/// The day a page is about: its date or start, or nothing.
[[nodiscard]] std::string day_in_words(const Lens& lens, const Card& card);
/// Whether a field is named among the page's inferred facts (front matter `inferred`).
[[nodiscard]] bool is_inferred(const Table& values, std::string_view field);
/// Names of roles, joined, for "who may change this".
[[nodiscard]] std::string roles_in_words(const Lens& lens, const std::vector<std::string>& roles);

}  // namespace knav
