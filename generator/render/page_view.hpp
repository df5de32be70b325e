// A content page's whole view: what every template may ask of a page, whatever its type.
#pragma once

#include <optional>

#include "render/listing.hpp"
#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

/// `filter`: for an index that shows a selection only.
[[nodiscard]] View content_view(const Lens& lens, PageNo page, const std::optional<Filter>& filter = {});

}  // namespace knav
