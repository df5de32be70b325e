// Skeletons: what is left of a text when case, accents of form, invisible characters and look-alike letters are taken
// away. Two texts with one skeleton are one to the eye. A small table of our own, of letters that stand for Latin ones.
#pragma once

#include <string>
#include <string_view>

namespace knav {

/// `text` must be well-formed UTF-8. å, ä and ö stay letters of their own.
[[nodiscard]] std::string skeleton(std::string_view text);
/// Whether there are characters that take no room: zero-width ones, soft hyphens, direction marks. The joiner and the
/// variation selectors of emoji count only where no emoji stands before them.
[[nodiscard]] bool has_invisible(std::string_view text);

}  // namespace knav
