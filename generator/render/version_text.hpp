// What an old version of a page says, as plain text a line for each paragraph, item or row: for comparing it in words.
// Links without words of their own have today's title of the page, or what they wrote if there is none any more.
#pragma once

#include <string>

#include "events/compare.hpp"
#include "site/lens.hpp"

namespace knav {

/// Of a field, or of a section ("#id"). Empty where the version has none.
[[nodiscard]] std::string unit_text(const Lens& lens, const Version& version, std::string_view unit);
/// The field's label or the section's heading.
[[nodiscard]] std::string unit_label(const Version& version, std::string_view unit, Language language);

}  // namespace knav
