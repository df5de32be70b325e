// The year wheel: a list of tables that a schema shows with `display = "wheel"`, drawn as twelve months with a ring for each
// value of the rows' first enumeration, and written out as the table beside. Its rows have `title`, and `from` and `to`,
// months 1 to 12 (over the turn of the year too), or `every`, in words. What colours it has is the theme's business.
#pragma once

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

/// wheels[id label months arcs hub untold key columns rows]. A row and its arc share a number; untold[number title ring] is
/// what the drawing has no room to say.
[[nodiscard]] View::List wheels_view(const Lens& lens, PageNo page);

}  // namespace knav
