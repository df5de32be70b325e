#include <catch2/catch.hpp>

#include "text/date.hpp"

using namespace knav;

namespace Catch {
template <>
struct StringMaker<Date> {
    static std::string convert(const Date& date) { return iso(date); }
};
template <>
struct StringMaker<DateTime> {
    static std::string convert(const DateTime& time) { return iso(time); }
};
}  // namespace Catch

TEST_CASE("dates are read strictly", "[text]") {
    CHECK(parse_date("2026-03-12") == Date{2026, 3, 12});
    CHECK(parse_date("2024-02-29") == Date{2024, 2, 29});
    for (const char* wrong : {"", "2026-3-12", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01",
                              "2026-03-12 ", "2026/03/12", "-026-03-12", "2026-03-1a"}) {
        INFO(wrong);
        CHECK_FALSE(parse_date(wrong));
    }
}

TEST_CASE("every day from 1 to 9999 keeps its number, and days follow each other", "[text]") {
    CHECK(day_number({1970, 1, 1}) == 0);
    CHECK(day_number({1969, 12, 31}) == -1);
    CHECK(day_number({2000, 3, 1}) == 11017);
    Date expected{1, 1, 1};
    bool same = true;
    for (auto day = day_number(expected); expected.year < 10000; ++day) {
        same = same && date_of_day_number(day) == expected && day_number(expected) == day;
        if (++expected.day > days_in_month(expected.year, expected.month)) {
            expected.day = 1;
            if (++expected.month > 12) expected = {expected.year + 1, 1, 1};
        }
    }
    CHECK(same);
}

TEST_CASE("adding months stays within the month", "[text]") {
    CHECK(add_months({2026, 1, 31}, 1) == Date{2026, 2, 28});
    CHECK(add_months({2023, 12, 15}, 1) == Date{2024, 1, 15});
    CHECK(add_months({2024, 3, 31}, -1) == Date{2024, 2, 29});
    CHECK(add_months({2026, 6, 1}, -18) == Date{2024, 12, 1});
    CHECK(add_days({2024, 2, 28}, 2) == Date{2024, 3, 1});
}

TEST_CASE("weekdays and weeks follow ISO 8601", "[text]") {
    CHECK(weekday({2026, 3, 12}) == 4);
    CHECK(weekday({2026, 3, 15}) == 7);
    CHECK(weekday({1969, 12, 29}) == 1);
    const auto week = [](Date date) {
        const auto found = iso_week(date);
        return std::make_pair(found.year, found.week);
    };
    CHECK(week({2026, 1, 1}) == std::make_pair(2026, 1));
    CHECK(week({2027, 1, 3}) == std::make_pair(2026, 53));
    CHECK(week({2024, 12, 30}) == std::make_pair(2025, 1));
}

TEST_CASE("times are written in ISO form", "[text]") {
    CHECK(iso(TimeOfDay{9, 5, 0}) == "09:05");
    CHECK(iso(TimeOfDay{9, 5, 7}) == "09:05:07");
    CHECK(iso(DateTime{{2026, 3, 12}, {14, 30, 0}, std::nullopt}) == "2026-03-12T14:30:00");
    CHECK(iso(DateTime{{2026, 3, 12}, {14, 30, 0}, 0}) == "2026-03-12T14:30:00Z");
    CHECK(iso(DateTime{{2026, 3, 12}, {14, 30, 0}, 60}) == "2026-03-12T14:30:00+01:00");
    CHECK(iso(DateTime{{2026, 3, 12}, {14, 30, 0}, -210}) == "2026-03-12T14:30:00-03:30");
}

TEST_CASE("Swedish clocks change on the last Sundays of March and October", "[text]") {
    // 2026-03-29 and 2026-10-25, both at 01:00 UTC.
    CHECK(iso(stockholm_time(1774745999)) == "2026-03-29T01:59:59+01:00");
    CHECK(iso(stockholm_time(1774746000)) == "2026-03-29T03:00:00+02:00");
    CHECK(iso(stockholm_time(1792889999)) == "2026-10-25T02:59:59+02:00");
    CHECK(iso(stockholm_time(1792890000)) == "2026-10-25T02:00:00+01:00");
    CHECK(iso(stockholm_time(-1)) == "1970-01-01T00:59:59+01:00");
}

TEST_CASE("Swedish wall-clock time goes to Unix time and back", "[text]") {
    const auto there = [](std::string_view day, TimeOfDay time) {
        return unix_seconds({*parse_date(day), time, std::nullopt});
    };
    CHECK(there("2026-01-15", {12, 0, 0}) == 1768474800);
    CHECK(there("2026-07-15", {12, 0, 0}) == 1784109600);
    CHECK(there("2026-10-25", {2, 30, 0}) == 1792888200);  // comes twice: the first
    CHECK(iso(stockholm_time(there("2026-03-29", {2, 30, 0}))) == "2026-03-29T03:30:00+02:00");  // never comes
    CHECK(unix_seconds({{2026, 7, 15}, {12, 0, 0}, 0}) == 1784116800);
    for (std::int64_t time = 1760000000; time < 1800000000; time += 7207) {
        REQUIRE(unix_seconds(stockholm_time(time)) == time);
    }
}
