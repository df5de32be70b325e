#include "feeds/icalendar.hpp"

#include <catch2/catch.hpp>

#include "text/utf8.hpp"

using namespace knav;

namespace {

Calendar with(CalendarEntry entry) {
    Calendar calendar;
    calendar.title = "RMPO Prov";
    calendar.home = "https://example.org/rmpo/prov/";
    calendar.self = "https://example.org/rmpo/prov/kalender.ics";
    calendar.entries.push_back(std::move(entry));
    return calendar;
}

CalendarEntry meeting() {
    CalendarEntry entry;
    entry.uid = "rmpo/prov/moten/1@example.org";
    entry.summary = "Möte";
    entry.url = "https://example.org/rmpo/prov/moten/1/";
    entry.start = {{2026, 3, 12}, {9, 0, 0}, {}};
    entry.status = "CONFIRMED";
    return entry;
}

bool says(const std::string& text, const std::string& line) { return text.find("\r\n" + line + "\r\n") != text.npos; }

}  // namespace

TEST_CASE("a long line is folded at 75 octets and never inside a character", "[feeds]") {
    for (std::size_t shift = 0; shift < 6; ++shift) {
        std::string line = "SUMMARY:" + std::string(shift, 'x');
        for (int i = 0; i < 60; ++i) line += i % 3 == 0 ? "å" : i % 3 == 1 ? "–" : "🗓";
        const auto folded = folded_line(line);
        CHECK(folded.ends_with("\r\n"));
        std::string unfolded;
        for (std::size_t at = 0; at < folded.size();) {
            const auto end = folded.find("\r\n", at);
            REQUIRE(end - at <= 75);
            const auto piece = folded.substr(at, end - at);
            CHECK_FALSE(first_invalid_utf8(piece));
            if (at > 0) CHECK(piece.front() == ' ');
            unfolded += at > 0 ? piece.substr(1) : piece;
            at = end + 2;
        }
        CHECK(unfolded == line);
    }
    CHECK(folded_line(std::string(75, 'a')) == std::string(75, 'a') + "\r\n");
    CHECK(folded_line(std::string(76, 'a')) == std::string(75, 'a') + "\r\n a\r\n");
}

TEST_CASE("texts are escaped as a calendar wants them", "[feeds]") {
    CHECK(calendar_text("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne");
    CHECK(calendar_text("a\tb\rc") == "a b c");
}

TEST_CASE("every line of a calendar ends in CRLF and its zone is described", "[feeds]") {
    const auto text = icalendar(with(meeting()));
    for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) REQUIRE(text[at - 1] == '\r');
    CHECK(says(text, "TZID:Europe/Stockholm"));
    CHECK(says(text, "DTSTART;TZID=Europe/Stockholm:20260312T090000"));
    CHECK(says(text, "STATUS:CONFIRMED"));
    CHECK(text.find("DTEND") == text.npos);
}

TEST_CASE("a whole day ends with the day after its last, and a time has to end after it begins", "[feeds]") {
    auto entry = meeting();
    entry.end = {{2026, 3, 12}, {9, 0, 0}, {}};
    CHECK(icalendar(with(entry)).find("DTEND") == std::string::npos);
    entry.end = {{2026, 3, 12}, {11, 30, 0}, {}};
    CHECK(says(icalendar(with(entry)), "DTEND;TZID=Europe/Stockholm:20260312T113000"));
    entry.whole_day = true;
    CHECK(says(icalendar(with(entry)), "DTSTART;VALUE=DATE:20260312"));
    entry.end = {{2026, 3, 14}, {}, {}};
    CHECK(says(icalendar(with(entry)), "DTEND;VALUE=DATE:20260315"));
}

TEST_CASE("a time with an offset is written in UTC", "[feeds]") {
    auto entry = meeting();
    entry.start = {{2026, 3, 12}, {0, 30, 0}, 60};
    CHECK(says(icalendar(with(entry)), "DTSTART:20260311T233000Z"));
}

TEST_CASE("what recurs says so, and until when in UTC", "[feeds]") {
    auto entry = meeting();
    entry.repeats = "FREQ=MONTHLY;BYDAY=2TH";
    CHECK(says(icalendar(with(entry)), "RRULE:FREQ=MONTHLY;BYDAY=2TH"));
    entry.until = {2026, 6, 30};
    CHECK(says(icalendar(with(entry)), "RRULE:FREQ=MONTHLY;BYDAY=2TH;UNTIL=20260630T215959Z"));
    entry.whole_day = true;
    CHECK(says(icalendar(with(entry)), "RRULE:FREQ=MONTHLY;BYDAY=2TH;UNTIL=20260630"));
}

TEST_CASE("the stamp of an entry is when its page changed, before 1970 too", "[feeds]") {
    auto entry = meeting();
    entry.changed = 1'773'306'000;
    entry.sequence = 4;
    const auto text = icalendar(with(entry));
    CHECK(says(text, "DTSTAMP:20260312T090000Z"));
    CHECK(says(text, "SEQUENCE:4"));
    entry.changed = -1;
    CHECK(says(icalendar(with(entry)), "DTSTAMP:19691231T235959Z"));
}
