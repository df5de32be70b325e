// A group's surroundings: what it belongs to, mirrors and answers to above it, what belongs to it below.
#pragma once

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

/// [{label items[title url type]}]: the groups of each relation, under the relation's name.
struct Neighbours {
    View::List above;
    View::List below;
};

[[nodiscard]] Neighbours neighbours(const Lens& lens, PageNo page);

}  // namespace knav
