// One value held up against its field. Reports what is wrong at the value, and gives what is left to go on with.
// Internal to this room: others see check_page.hpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "diag/diagnostic.hpp"
#include "schema/page_type.hpp"
#include "text/language.hpp"

namespace knav {

/// What every check of one page needs to report.
struct PageCheck {
    std::string_view path;  // of the page's file
    Language language;      // of the words for kinds in arguments
    Diagnostics& found;

    [[nodiscard]] Place at(Position position) const { return {std::string{path}, position}; }
};

/// The value as the record has it, or nothing if it is of the wrong kind. A value out of range or of the wrong form is
/// reported and kept: who shows the page shows what it says.
[[nodiscard]] std::optional<Value> check_value(const PageCheck& check, const Value& value, const Field& field,
                                               std::string_view key);
/// A table's values by its fields: unknown keys reported and left out, deprecated ones renamed, defaults filled in.
/// What is missing is reported at `opening`.
[[nodiscard]] Table check_table(const PageCheck& check, const Table& given, std::span<const Field> fields,
                                Position opening);

/// "3–10", "≥ 3" or "≤ 10": the same in every language.
[[nodiscard]] std::string limits(std::optional<double> min, std::optional<double> max);

}  // namespace knav
