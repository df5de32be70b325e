// What one page has to say differently once pages have moved: its references, its links and its own old addresses.
// Internal to this room: others see move.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "edit/move.hpp"
#include "edit/splice.hpp"

namespace knav {

struct MovedSite {
    const Move& move;
    const Snapshot& snapshot;  // as it was
    const Graph& before;
    const Graph& after;  // the same pages at their new addresses, their texts unchanged
    OldAddresses old = OldAddresses::keep;
};

struct Following {
    std::vector<Splice> splices;
    std::vector<Followed> followed;
    std::vector<Place> left;
};

/// Without slashes at either end.
[[nodiscard]] std::string_view bare_id(std::string_view written);
/// The text with the id in it replaced; slashes around it stay.
[[nodiscard]] std::string with_id(std::string_view written, std::string_view id);

/// Of the page with this number before the move.
[[nodiscard]] Following follow(const MovedSite& site, PageNo page);

}  // namespace knav
