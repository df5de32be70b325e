#include "graph/seats.hpp"

#include <algorithm>

namespace knav {

namespace {

std::optional<Date> day_of(const Table& entry, std::string_view key) {
    const auto* value = entry.find(key);
    if (value == nullptr) return std::nullopt;
    if (const auto* day = value->as<Date>()) return *day;
    if (const auto* time = value->as<DateTime>()) return time->date;
    return std::nullopt;
}

SeatState state_of(const Table& entry) {
    if (!entry.text("person").empty() || entry.text("state") == "tillsatt") return SeatState::filled;
    return entry.text("state") == "okänd" ? SeatState::unknown : SeatState::vacant;
}

SeatPhase phase_of(const Seat& seat, const Date& today) {
    if (seat.from && *seat.from > today) return SeatPhase::coming;
    if (seat.until && *seat.until < today) return SeatPhase::earlier;
    return SeatPhase::now;
}

const SeatRule* rule_of(const PageType& type, std::string_view role) {
    const auto found =
        std::find_if(type.seats.begin(), type.seats.end(), [role](const SeatRule& rule) { return rule.role == role; });
    return found == type.seats.end() ? nullptr : &*found;
}

/// The entries of a page's seats; none if the type has no seats or the page does not write them.
const Array& entries_of(const Page& page) {
    static const Array none;
    const auto* field = seats_field(*page.type);
    const auto* value = field == nullptr ? nullptr : page.values().find(field->name);
    return value == nullptr ? none : value->array();
}

Seat seat_of(const Table& entry) {
    Seat seat;
    seat.role = entry.text("role");
    seat.entry = &entry;
    seat.state = state_of(entry);
    seat.from = day_of(entry, "from");
    seat.until = day_of(entry, "to");
    return seat;
}

}  // namespace

const Field* seats_field(const PageType& type) {
    const auto found = std::find_if(type.fields.begin(), type.fields.end(),
                                    [](const Field& field) { return field.display == Display::seats; });
    return found == type.fields.end() ? nullptr : &*found;
}

std::vector<Seat> seats_of(const Page& page, const Date& today) {
    std::vector<Seat> seats;
    for (const auto& entry : entries_of(page)) {
        if (entry.as<Table>() == nullptr) continue;
        seats.push_back(seat_of(entry.table()));
        seats.back().rule = rule_of(*page.type, seats.back().role);
        seats.back().phase = phase_of(seats.back(), today);
    }
    const auto written = seats.size();
    for (const auto& rule : page.type->seats) {
        const auto there =
            std::count_if(seats.begin(), seats.begin() + static_cast<std::ptrdiff_t>(written),
                          [&](const Seat& seat) { return seat.role == rule.role && seat.phase == SeatPhase::now; });
        for (auto count = static_cast<std::size_t>(there); count < rule.min; ++count) {
            seats.push_back({rule.role, nullptr, &rule, SeatState::vacant, SeatPhase::now, std::nullopt, std::nullopt});
        }
    }
    return seats;
}

std::vector<Date> seat_borders(const Page& page) {
    std::vector<Date> borders;
    for (const auto& entry : entries_of(page)) {
        if (const auto from = day_of(entry.table(), "from")) borders.push_back(*from);
        if (const auto until = day_of(entry.table(), "to")) borders.push_back(add_days(*until, 1));
    }
    return borders;
}

}  // namespace knav
