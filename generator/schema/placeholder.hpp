// Words that stand where somebody meant to write something else later. Few on purpose: a false alarm teaches people
// not to listen.
#pragma once

#include <string_view>

namespace knav {

/// The first placeholder that stands in `text` as words of its own, as written there; empty when there is none.
[[nodiscard]] std::string_view find_placeholder(std::string_view text);

}  // namespace knav
