// The same pages for OpenSearch: a site that outgrows the browser is indexed there. Its Swedish analyser knows endings
// and stop words; synonyms come from the same lists.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "search/document.hpp"
#include "search/synonyms.hpp"

namespace knav::search {

/// The body that makes the index: settings and mapping.
[[nodiscard]] std::string opensearch_index(std::span<const Synonym> synonyms);
/// The body of a _bulk request: two lines a page.
[[nodiscard]] std::string opensearch_bulk(std::span<const Document> documents, std::string_view index_name);

}  // namespace knav::search
