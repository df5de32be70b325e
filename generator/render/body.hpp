// Bodies: a parsed section with its holes filled: links get addresses, abbreviations their explanation, transclusions
// the text of the section they name.
#pragma once

#include <string>

#include "site/lens.hpp"

namespace knav {

/// The HTML of one section of a page.
[[nodiscard]] std::string section_html(const Lens& lens, PageNo page, std::size_t section);

}  // namespace knav
