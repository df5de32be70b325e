// What stands in a scope's calendar: meetings and events, what recurs, deadlines and days of review, as values.
// How they are written is icalendar.hpp's business.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feeds/scope.hpp"

namespace knav {

struct CalendarEntry {
    std::string uid;  // stays when the page moves
    std::string summary;
    std::string description;
    std::string url;       // absolute
    std::string location;  // may be empty
    std::string category;
    DateTime start;
    std::optional<DateTime> end;  // of a whole day: the last one, as people say it
    bool whole_day = false;
    std::string status;         // "CONFIRMED", "CANCELLED"; empty for a deadline
    std::string repeats;        // a recurrence rule, or empty
    std::optional<Date> until;  // the last day it may begin again on
    bool busy = true;           // whether who takes part is taken up by it
    std::int64_t changed = 0;   // Unix seconds of the last change of what the entry says; 0 where that is not known
    /// Rises with every change of what the page itself says of the entry, and never falls as a branch goes on, however its
    /// merges were made. Not counted: new words in the schema, or in the title of another page. A site that was published from
    /// a shallow clone has minutes here, which no count reaches: published from a whole one, its numbers fall once.
    std::uint32_t sequence = 0;
};

struct Calendar {
    std::string id;
    std::string title;
    std::string description;
    std::string home;
    std::string self;
    std::vector<CalendarEntry> entries;  // by start, then uid
};

/// Entries that ended more than a year ago are left out.
[[nodiscard]] Calendar read_calendar(const Lens& lens, const Scope& scope);

}  // namespace knav
