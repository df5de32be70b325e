// Listings: all pages of a type in one table, with filters that are pages of their own, so that they need no script and
// can be sent to somebody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

/// A filter in force: only pages whose field (or relation) has this value.
struct Filter {
    std::string field;
    std::string value;
};

/// The type that a folder's page lists: the type of the most of its children, if that type lies below the folder by
/// its path pattern. Null when the page is no index.
[[nodiscard]] const PageType* listed_type(const Lens& lens, PageNo folder);

/// The address of a listing with a filter: "/rmpo/urval/councils/kunskapsrad-medicin-och-akut-vard/".
[[nodiscard]] std::string filter_url(std::string_view folder_url, const Filter& filter);

/// Each value that a filter of the type can take among the pages below the folder, in order of its label.
struct FilterOption {
    Filter filter;
    std::string label;
    std::size_t count = 0;
};
[[nodiscard]] std::vector<FilterOption> filter_options(const Lens& lens, PageNo folder, const PageType& type,
                                                       std::string_view field);

/// listing{...}, or false when the page lists nothing.
[[nodiscard]] View listing_view(const Lens& lens, PageNo folder, const std::optional<Filter>& filter = {});

}  // namespace knav
