// Seats: what a group must be manned with, held up against who sits there today. A seat is a mandate (role, region,
// period) and lives on without a person: then it is a vacancy, and is shown, not lost.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/page.hpp"
#include "text/date.hpp"

namespace knav {

enum class SeatState { filled, vacant, unknown };
enum class SeatPhase { now, coming, earlier };

struct Seat {
    std::string role;  // a value of the role vocabulary
    const Table* entry =
        nullptr;  // the entry in front matter; null for a seat that the schema demands and nobody wrote
    const SeatRule* rule = nullptr;  // the schema's demand, if it has one for the role
    SeatState state = SeatState::vacant;
    SeatPhase phase = SeatPhase::now;
    std::optional<Date> from;
    std::optional<Date> until;
};

/// The field of a type that holds its seats (display = "seats"), or null.
[[nodiscard]] const Field* seats_field(const PageType& type);

/// All seats of a page: written ones in their order, then those that the schema demands and are missing.
/// `today` decides the phase; a coming or earlier seat does not fill the schema's demand.
[[nodiscard]] std::vector<Seat> seats_of(const Page& page, const Date& today);

/// Days on which the answer of seats_of changes by itself: each from, and the day after each until. Unsorted.
[[nodiscard]] std::vector<Date> seat_borders(const Page& page);

}  // namespace knav
