// Sentences with names in them, as the schema writes them: "{page}: ny {role}[ från {region}]". What stands in brackets
// is left out when a name in it has no value. No brackets within brackets.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace knav {

/// The names in a sentence, in order.
[[nodiscard]] std::vector<std::string_view> names_in(std::string_view sentence);
/// Whether every brace and bracket has its counterpart.
[[nodiscard]] bool is_well_formed(std::string_view sentence);
/// The sentence with its names replaced by what `value_of` says of them.
[[nodiscard]] std::string said(std::string_view sentence, const std::function<std::string(std::string_view)>& value_of);

}  // namespace knav
