// A new site, out of what the program brings along: its schema and theme, and the first pages in themes/starter/.
#pragma once

#include <string>

#include "files/snapshot.hpp"

namespace knav {

struct Starter {
    std::string title;     // empty: the starter's own
    bool example = false;  // with the example group
};

/// `share` holds schema/ and themes/{navet,starter}/. What themes/starter/{site,example}/ has of the same path stands.
[[nodiscard]] Changes starter_site(const Snapshot& share, const Starter& starter);

}  // namespace knav
