// Dates, numbers and sentences in the interface's language.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "site/lens.hpp"

namespace knav {

/// "{0} av {1}" with its arguments.
[[nodiscard]] std::string fill(std::string_view sentence, std::initializer_list<std::string_view> arguments);
/// "12 mars 2026".
[[nodiscard]] std::string in_words(const Date& date, const Lens& lens);
/// "12 mars 2026" or "12 mars 2026, 14.30".
[[nodiscard]] std::string in_words(const DateTime& time, const Lens& lens);
/// The day of a commit in Sweden; nothing without one, or when its time is not to be believed.
[[nodiscard]] std::optional<Date> day_of(const PastCommit* commit);
/// "från 1 januari 2026", "till ...", "... – ...", or nothing.
[[nodiscard]] std::string period_in_words(std::optional<Date> from, std::optional<Date> until, const Lens& lens);
/// "2,4 MB", "12 kB".
[[nodiscard]] std::string size_in_words(std::uint64_t bytes, Language language);

}  // namespace knav
