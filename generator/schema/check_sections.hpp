// Headings held up against the sections a type declares. Internal to this room: others see check_page.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/document.hpp"
#include "schema/check_value.hpp"
#include "schema/page_type.hpp"

namespace knav {

/// One id for each section of the document, no two the same: the schema's where a heading is the schema's, "lead" for
/// the lead, else the anchor. A required section that is missing is reported at `opening`.
[[nodiscard]] std::vector<std::string> check_sections(const PageCheck& check, const Document& document,
                                                      const PageType& type, Position opening);

/// A heading as it is compared: lower case, white space folded to single spaces, none around.
[[nodiscard]] std::string folded_heading(std::string_view heading);

}  // namespace knav
