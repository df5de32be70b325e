// Whether a change of words is worth telling, or is somebody mending their spelling, commas and line breaks.
#pragma once

#include <string_view>

namespace knav {

/// Both are Markdown. Moved sentences, formatting and links' addresses don't count; a misspelt word counts for nothing,
/// a new word for one, a number, a date, an address or a "not" for as much as a sentence.
[[nodiscard]] bool is_worth_telling(std::string_view before, std::string_view after);

}  // namespace knav
