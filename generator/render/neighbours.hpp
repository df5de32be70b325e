// A group's surroundings: what it belongs to, mirrors and answers to above it, what belongs to it below.
#pragma once

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

/// [{label items[title url type state]}]: the groups of each relation, under the relation's name.
struct Neighbours {
    View::List above;
    View::List below;
};

/// Whether a relation, seen from the page it points to, is drawn among its neighbours.
[[nodiscard]] bool is_drawn_at(const Lens& lens, const Relation& relation, PageNo page);
[[nodiscard]] Neighbours neighbours(const Lens& lens, PageNo page);

}  // namespace knav
