// Dates and clock times as plain values, and the one time zone this product knows: Europe/Stockholm.
// Writing a date in words belongs to render, which has the language's month names.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace knav {

/// A day of the Gregorian calendar; years 1 … 9999, months and days from 1.
struct Date {
    int year = 0;
    int month = 0;
    int day = 0;
    friend auto operator<=>(const Date&, const Date&) = default;
};

/// Wall-clock time, 00:00:00 … 23:59:59.
struct TimeOfDay {
    int hour = 0;
    int minute = 0;
    int second = 0;
    friend auto operator<=>(const TimeOfDay&, const TimeOfDay&) = default;
};

/// A day and a time. Without an offset it is local Swedish time; with one, minutes east of UTC.
struct DateTime {
    Date date;
    TimeOfDay time;
    std::optional<int> offset_minutes;
    friend auto operator<=>(const DateTime&, const DateTime&) = default;
};

[[nodiscard]] bool exists(const Date& date);
[[nodiscard]] int days_in_month(int year, int month);
/// "2026-03-12" and nothing around it; a day that does not exist is no date.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// "2026-03-12".
[[nodiscard]] std::string iso(const Date& date);
/// "14:30"; seconds only when not zero.
[[nodiscard]] std::string iso(const TimeOfDay& time);
/// "2026-03-12T14:30:00", with "+01:00" or "Z" where the offset is known.
[[nodiscard]] std::string iso(const DateTime& time);

/// Days since 1970-01-01; negative before.
[[nodiscard]] std::int64_t day_number(const Date& date);
[[nodiscard]] Date date_of_day_number(std::int64_t days);
[[nodiscard]] Date add_days(const Date& date, int days);
/// The same day of a later (or earlier) month, or that month's last day.
[[nodiscard]] Date add_months(const Date& date, int months);
/// 1 = Monday … 7 = Sunday (ISO 8601).
[[nodiscard]] int weekday(const Date& date);
struct IsoWeek {
    int year = 0;
    int week = 0;
};
[[nodiscard]] IsoWeek iso_week(const Date& date);

/// Unix seconds to Swedish wall-clock time with its offset (EU summer time rule, directive 2000/84/EC).
[[nodiscard]] DateTime stockholm_time(std::int64_t unix_seconds);
/// Swedish wall-clock time to Unix seconds; an offset in the value is obeyed instead.
[[nodiscard]] std::int64_t unix_seconds(const DateTime& time);

}  // namespace knav
