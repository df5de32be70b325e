// Pages of a site as search takes them in. Asked through a lens, so that what publishes a page's text knows what it
// depends on.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/document.hpp"
#include "search/index.hpp"
#include "site/lens.hpp"

namespace knav {

/// Where browsers are told about the search page.
inline constexpr std::string_view search_description_path = "sok/opensearch.xml";

/// Lead, headings and body only: what a block of texts holds.
[[nodiscard]] search::Document search_texts(const Lens& lens, PageNo page);

/// Whether the theme has an engine that reads the index.
[[nodiscard]] bool is_searchable(const Site& site);
/// Every page with its texts, by number: for other search engines.
[[nodiscard]] std::vector<search::Document> search_documents(const Site& site);
/// The lists of synonyms, the site's own first.
[[nodiscard]] std::vector<search::Synonym> search_synonyms(const Site& site);
/// The index of a whole site.
[[nodiscard]] std::shared_ptr<const search::Index> make_search_index(const Site& site);
/// Reports what is wrong in the lists of synonyms, and words of the site's own list that are to find what no page has.
void check_synonyms(const Site& site, Diagnostics& found);

}  // namespace knav
