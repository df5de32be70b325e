#include "text/date.hpp"

#include <algorithm>
#include <cassert>

namespace knav {

namespace {

constexpr std::int64_t seconds_a_day = 86400;

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

std::int64_t floor_div(std::int64_t number, std::int64_t divisor) {
    return number / divisor - (number % divisor < 0 ? 1 : 0);
}

/// The number that `text` spells with digits only; -1 otherwise.
int digits(std::string_view text) {
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

/// By hand: feeds are full of dates, and a formatting library reads its format each time.
void append_padded(std::string& out, int number, std::size_t width) {
    const auto digits = std::to_string(number);
    if (digits.size() < width) out.append(width - digits.size(), '0');
    out += digits;
}

/// 01:00 UTC on the last Sunday of a month of 31 days, when European clocks change (2000/84/EC, articles 2 and 3).
std::int64_t clock_change(int year, int month) {
    const Date last{year, month, 31};
    return (day_number(last) - weekday(last) % 7) * seconds_a_day + 3600;
}

/// Minutes east of UTC. The present rule is used for every year: content older than 1996 has dates, not clock times.
int stockholm_offset(std::int64_t unix_time) {
    const int year = date_of_day_number(floor_div(unix_time, seconds_a_day)).year;
    return unix_time >= clock_change(year, 3) && unix_time < clock_change(year, 10) ? 120 : 60;
}

}  // namespace

int days_in_month(int year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool exists(const Date& date) {
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_in_month(date.year, date.month);
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const Date date{digits(text.substr(0, 4)), digits(text.substr(5, 2)), digits(text.substr(8, 2))};
    if (!exists(date)) return std::nullopt;
    return date;
}

std::string iso(const Date& date) {
    std::string out;
    append_padded(out, date.year, 4);
    append_padded(out += '-', date.month, 2);
    append_padded(out += '-', date.day, 2);
    return out;
}

std::string iso(const TimeOfDay& time) {
    std::string out;
    append_padded(out, time.hour, 2);
    append_padded(out += ':', time.minute, 2);
    if (time.second != 0) append_padded(out += ':', time.second, 2);
    return out;
}

std::string iso(const DateTime& time) {
    auto out = iso(time.date);
    append_padded(out += 'T', time.time.hour, 2);
    append_padded(out += ':', time.time.minute, 2);
    append_padded(out += ':', time.time.second, 2);
    if (!time.offset_minutes) return out;
    const int offset = *time.offset_minutes;
    if (offset == 0) return out + "Z";
    const int size = offset < 0 ? -offset : offset;
    append_padded(out += offset < 0 ? '-' : '+', size / 60, 2);
    append_padded(out += ':', size % 60, 2);
    return out;
}

// Both conversions count years from March, so that the leap day is the last of its year, in eras of 400 years
// (the method of H. Hinnant's paper "chrono-Compatible Low-Level Date Algorithms").
std::int64_t day_number(const Date& date) {
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floor_div(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

Date date_of_day_number(std::int64_t days) {
    days += 719468;
    const std::int64_t era = floor_div(days, 146097);
    const std::int64_t day_of_era = days - era * 146097;
    const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t march_month = (5 * day_of_year + 2) / 153;
    const int day = static_cast<int>(day_of_year - (153 * march_month + 2) / 5 + 1);
    const int month = static_cast<int>(march_month + (march_month < 10 ? 3 : -9));
    return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

Date add_days(const Date& date, int days) { return date_of_day_number(day_number(date) + days); }

Date add_months(const Date& date, int months) {
    const std::int64_t count = std::int64_t{date.year} * 12 + date.month - 1 + months;
    const int year = static_cast<int>(floor_div(count, 12));
    const int month = static_cast<int>(count - std::int64_t{year} * 12) + 1;
    return {year, month, std::min(date.day, days_in_month(year, month))};
}

int weekday(const Date& date) {
    const std::int64_t days = day_number(date) + 3;  // 1970-01-01 was a Thursday
    return static_cast<int>(days - floor_div(days, 7) * 7) + 1;
}

IsoWeek iso_week(const Date& date) {
    const Date thursday = add_days(date, 4 - weekday(date));  // a week belongs to the year of its Thursday
    const auto day_of_year = day_number(thursday) - day_number({thursday.year, 1, 1});
    return {thursday.year, static_cast<int>(day_of_year / 7) + 1};
}

DateTime stockholm_time(std::int64_t unix_time) {
    const int offset = stockholm_offset(unix_time);
    const std::int64_t local = unix_time + offset * 60;
    const std::int64_t day = floor_div(local, seconds_a_day);
    const int second = static_cast<int>(local - day * seconds_a_day);
    return {date_of_day_number(day), {second / 3600, second / 60 % 60, second % 60}, offset};
}

std::int64_t unix_seconds(const DateTime& time) {
    const std::int64_t local =
        day_number(time.date) * seconds_a_day + time.time.hour * 3600 + time.time.minute * 60 + time.time.second;
    if (time.offset_minutes) return local - *time.offset_minutes * 60;
    const std::int64_t in_winter = local - 60 * 60;
    if (time.date.month < 3 || time.date.month > 10) return in_winter;
    // Summer time first: an hour that comes twice in October means the first (RFC 5545 3.3.5), and one that the clock
    // leaps over in March falls through to winter time, which puts it after the leap.
    const std::int64_t in_summer = local - 120 * 60;
    const bool surely = time.date.month > 3 && time.date.month < 10;  // the clocks change in March and October
    return surely || stockholm_offset(in_summer) == 120 ? in_summer : in_winter;
}

}  // namespace knav
