// The map of an index whose type says who meets whom (`map` in its schema file): everyone named stands once, under their
// level, and each page is a line from those who send to those who receive, in a lane of its own beside them. Lines cross
// at right angles only and never share a way, so that one can be followed with a finger.
#pragma once

#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

/// {width height bands[label label_y y height] boxes[url ring x y middle width height lines] ways[number path
/// arrows x y ring]}, or false where the type has no map. `pages`: in the order of their numbers, from 1.
[[nodiscard]] View map_view(const Lens& lens, const PageType& type, const std::vector<PageNo>& pages);

}  // namespace knav
