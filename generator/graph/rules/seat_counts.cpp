#include <algorithm>
#include <functional>
#include <queue>

#include "graph/rules/rules.hpp"
#include "graph/seats.hpp"

namespace knav {

namespace {

constexpr Date beginning{1, 1, 1};
constexpr Date end_of_time{9999, 12, 31};

/// Seats of one role by their first day, as one walks through time: `there` holds the last days of those not yet over.
void check_role(const RuleCheck& check, PageNo page, const SeatRule& rule, std::vector<Seat> seats) {
    const auto begins = [](const Seat& seat) { return seat.from.value_or(beginning); };
    std::stable_sort(seats.begin(), seats.end(),
                     [&](const Seat& left, const Seat& right) { return begins(left) < begins(right); });
    std::priority_queue<Date, std::vector<Date>, std::greater<>> there;
    for (const auto& seat : seats) {
        while (!there.empty() && there.top() < begins(seat)) there.pop();
        there.push(seat.until.value_or(end_of_time));
        if (there.size() <= rule.max) continue;
        const auto limit = (check.language == Language::sv ? "högst " : "at most ") + std::to_string(rule.max);
        check.found.error(check.of(page, *seat.entry->find("role")), rule::seat_count,
                          {rule.role, std::to_string(there.size()), limit});
    }
}

}  // namespace

void check_seat_counts(const RuleCheck& check) {
    for (PageNo page = 0; page < check.graph.pages().size(); ++page) {
        for (const auto& rule : check.graph.page(page).type->seats) {
            if (rule.max == 0) continue;
            auto seats =
                seats_of(check.graph.page(page), beginning);  // the day decides phases, which are not looked at
            std::erase_if(seats, [&](const Seat& seat) { return seat.entry == nullptr || seat.role != rule.role; });
            check_role(check, page, rule, std::move(seats));
        }
    }
}

}  // namespace knav
