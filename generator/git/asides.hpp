// Between what a file's revisions tell and what stands beside them: each change of a page is told once.
#pragma once

#include <functional>
#include <vector>

#include "files/history.hpp"

namespace knav {

/// What a file's revisions tell, as it would be told if they did not. `made_by` gives a revision's commit.
[[nodiscard]] std::vector<Aside> as_asides(const FileHistory& file,
                                           const std::function<ObjectId(const Revision&)>& made_by);

/// Those that the revisions of no file in the history tell of, each once, in their own order.
[[nodiscard]] std::vector<Aside> without_told(std::vector<Aside> asides, const History& history);

}  // namespace knav
