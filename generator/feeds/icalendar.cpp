#include "feeds/icalendar.hpp"

#include <fmt/format.h>

namespace knav {
namespace {

constexpr std::size_t longest_line = 75;  // octets, its end not counted

// Swedish time since 1996, when the Union's rule took its present form: from the last Sunday of March to that of October.
constexpr std::string_view stockholm[] = {"BEGIN:VTIMEZONE",
                                          "TZID:Europe/Stockholm",
                                          "BEGIN:DAYLIGHT",
                                          "TZOFFSETFROM:+0100",
                                          "TZOFFSETTO:+0200",
                                          "TZNAME:CEST",
                                          "DTSTART:19960331T020000",
                                          "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                                          "END:DAYLIGHT",
                                          "BEGIN:STANDARD",
                                          "TZOFFSETFROM:+0200",
                                          "TZOFFSETTO:+0100",
                                          "TZNAME:CET",
                                          "DTSTART:19961027T030000",
                                          "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
                                          "END:STANDARD",
                                          "END:VTIMEZONE"};

std::string day(const Date& date) { return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day); }

std::string clock(const TimeOfDay& time) {
    return fmt::format("T{:02}{:02}{:02}", time.hour, time.minute, time.second);
}

std::string utc(std::int64_t seconds) {
    constexpr std::int64_t day_seconds = 86'400;
    auto days = seconds / day_seconds;
    if (seconds % day_seconds < 0) --days;
    const auto rest = static_cast<int>(seconds - days * day_seconds);
    return day(date_of_day_number(days)) + clock({rest / 3600, rest / 60 % 60, rest % 60}) + "Z";
}

class Writer {
public:
    void line(std::string_view text) { out_ += folded_line(text); }
    void text(std::string_view name, std::string_view value) {
        if (!value.empty()) line(std::string{name} + ":" + calendar_text(value));
    }
    std::string take() { return std::move(out_); }

    void entry(const CalendarEntry& entry) {
        line("BEGIN:VEVENT");
        text("UID", entry.uid);
        line("DTSTAMP:" + utc(entry.changed));
        if (entry.changed != 0) line("LAST-MODIFIED:" + utc(entry.changed));
        line("SEQUENCE:" + std::to_string(entry.sequence));
        if (entry.whole_day)
            whole_days(entry);
        else
            times(entry);
        if (!entry.repeats.empty()) line("RRULE:" + entry.repeats + until(entry));
        text("SUMMARY", entry.summary);
        text("DESCRIPTION", entry.description.empty() ? entry.url : entry.description + "\n" + entry.url);
        text("LOCATION", entry.location);
        line("URL:" + entry.url);
        text("CATEGORIES", entry.category);
        if (!entry.status.empty()) line("STATUS:" + entry.status);
        line(entry.busy ? "TRANSP:OPAQUE" : "TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }

private:
    // A calendar's end is the day after the last (3.6.1), and one day alone needs none.
    void whole_days(const CalendarEntry& entry) {
        line("DTSTART;VALUE=DATE:" + day(entry.start.date));
        if (entry.end && entry.end->date > entry.start.date)
            line("DTEND;VALUE=DATE:" + day(add_days(entry.end->date, 1)));
    }

    // The end has to be later than the start.
    void times(const CalendarEntry& entry) {
        moment("DTSTART", entry.start);
        if (entry.end && unix_seconds(*entry.end) > unix_seconds(entry.start)) moment("DTEND", *entry.end);
    }

    // A day where the start is one, else a time in UTC (3.3.10): the end of the day.
    static std::string until(const CalendarEntry& entry) {
        if (!entry.until) return {};
        if (entry.whole_day) return ";UNTIL=" + day(*entry.until);
        return ";UNTIL=" + utc(unix_seconds({*entry.until, {23, 59, 59}, entry.start.offset_minutes}));
    }

    void moment(std::string_view name, const DateTime& time) {
        if (time.offset_minutes)
            line(std::string{name} + ":" + utc(unix_seconds(time)));
        else
            line(std::string{name} + ";TZID=Europe/Stockholm:" + day(time.date) + clock(time.time));
    }

    std::string out_;
};

}  // namespace

std::string folded_line(std::string_view line) {
    std::string out;
    std::size_t room = longest_line;
    while (line.size() > room) {
        auto cut = room;
        while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
        out.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
        room = longest_line - 1;  // the blank that a continued line begins with counts
    }
    return out.append(line).append("\r\n");
}

std::string calendar_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            out += ' ';
        else
            (c == '\\' || c == ';' || c == ',' ? out += '\\' : out) += c;
    }
    return out;
}

std::string icalendar(const Calendar& calendar) {
    Writer writer;
    writer.line("BEGIN:VCALENDAR");
    writer.line("VERSION:2.0");
    writer.line("PRODID:-//knav//Kunskapsnav//SV");
    writer.line("CALSCALE:GREGORIAN");
    // RFC 7986, and the older name that most programs still look for.
    writer.text("UID", calendar.id);
    writer.text("NAME", calendar.title);
    writer.text("X-WR-CALNAME", calendar.title);
    writer.text("DESCRIPTION", calendar.description);
    writer.line("X-WR-TIMEZONE:Europe/Stockholm");
    writer.line("URL:" + calendar.home);
    writer.line("SOURCE;VALUE=URI:" + calendar.self);
    writer.line("REFRESH-INTERVAL;VALUE=DURATION:PT12H");
    for (const auto line : stockholm) writer.line(line);
    for (const auto& entry : calendar.entries) writer.entry(entry);
    writer.line("END:VCALENDAR");
    return writer.take();
}

}  // namespace knav
