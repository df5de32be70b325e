// iCalendar (RFC 5545): lines that end in CRLF, folded at 75 octets and never inside a character, texts escaped, Swedish
// time with its zone. Deterministic: the stamp of an entry is when its page was last changed, not when it was written.
#pragma once

#include <string>
#include <string_view>

#include "feeds/calendar.hpp"

namespace knav {

[[nodiscard]] std::string icalendar(const Calendar& calendar);

/// One content line with its end, folded (RFC 5545 3.1). `line` is UTF-8.
[[nodiscard]] std::string folded_line(std::string_view line);
/// A TEXT value (RFC 5545 3.3.11).
[[nodiscard]] std::string calendar_text(std::string_view text);

}  // namespace knav
