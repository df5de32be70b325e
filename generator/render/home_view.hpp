// The start page's own part of the view: what is new, what is coming, and the doors into the system.
#pragma once

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

[[nodiscard]] View home_view(const Lens& lens);

}  // namespace knav
