// Swedish alphabetical order: å ä ö last, v and w apart, case and accents only as tie-breakers, digits by value.
#pragma once

#include <string>
#include <string_view>

namespace knav {

/// Byte-wise comparison of two keys gives Swedish order of their texts. Total: equal keys mean equal texts.
[[nodiscard]] std::string sort_key(std::string_view text);
[[nodiscard]] bool swedish_less(std::string_view left, std::string_view right);

}  // namespace knav
