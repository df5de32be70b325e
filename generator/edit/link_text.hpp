// Links as text: from where the parser says a link begins to the bytes that say where it leads. Only what is written as
// the parser read it is found; escapes and entities in an address are left to a person.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "parse/document.hpp"

namespace knav {

/// The bytes of a file that say where a link leads: [begin, end), without query and fragment.
struct LinkText {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Of a link that was read from `text`, the whole file. For a link by reference ([label][name]) these are the bytes of its
/// definition. Nothing if they are not there as read.
[[nodiscard]] std::optional<LinkText> link_text(std::string_view text, const Link& link);

/// An address as it may stand in a Markdown link: what would end it, or mean something else, is percent-encoded.
[[nodiscard]] std::string written_address(std::string_view path);

}  // namespace knav
