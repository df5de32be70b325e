// The fields every page has, whatever its type, named as Hugo and Zola name them. A schema may say a common field again
// to restrict or label it, but not change its kind.
#pragma once

#include <vector>

#include "schema/page_type.hpp"

namespace knav {

/// They are shown by a page's template, not among the facts of its type, so their display is hidden.
[[nodiscard]] const std::vector<Field>& common_fields();

}  // namespace knav
