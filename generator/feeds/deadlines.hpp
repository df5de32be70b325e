// Deadlines: what a page says is to be done or to happen by a day, in fields that the schema marks `calendar = "deadline"`
// or "day": the last day to sign up, when a plan is due, what somebody took upon them at a meeting. Calendars and lists of
// actions are made of these.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "site/lens.hpp"

namespace knav {

struct Deadline {
    PageNo page = no_page;
    const Field* field = nullptr;  // of the page
    const Table* row = nullptr;    // in a list of tables; null where the page itself has the day
    std::optional<Date> day;       // a row may lack it
    std::string title;             // of the row; empty for the page's own
    std::string label;             // what the day is called: "Senast", "Sista anmälningsdag"
    std::string name;              // tells it from the page's others, whatever their order
    std::string owner;             // the role or function that answers for it; may be empty
    PageNo role = no_page;         // the page that explains the owner's role
    const Term* state = nullptr;   // how far a row has come
    bool done = false;             // its state says that nothing is left to do

    [[nodiscard]] bool is_row() const { return row != nullptr; }
};

/// In the order of the schema and of the rows. Rows with a state are there also without a day.
[[nodiscard]] std::vector<Deadline> deadlines_of(const Lens& lens, PageNo page);

/// The page's value in the field that is this part of calendars, or null.
[[nodiscard]] const Value* calendar_value(const Page& page, CalendarPart part);
/// The term that a field's value is, or null.
[[nodiscard]] const Term* term_of_field(const Lens& lens, const Field& field, std::string_view value);
/// Whether the page's state says that it will not be held.
[[nodiscard]] bool is_cancelled(const Lens& lens, PageNo page);

}  // namespace knav
