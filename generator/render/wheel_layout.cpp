#include "render/wheel_layout.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace knav {
namespace {

std::optional<int> month_at(const Table& row, std::string_view key) {
    const auto* value = row.find(key);
    const auto* number = value == nullptr ? nullptr : value->as<std::int64_t>();
    if (number == nullptr || *number < 1 || *number > months_in_year) return std::nullopt;
    return static_cast<int>(*number);
}

bool is_taken(const std::vector<WheelRow*>& order, std::size_t at) {
    return std::any_of(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(at), [&](const WheelRow* other) {
        return other->lane == order[at]->lane && other->span->meets(*order[at]->span);
    });
}

}  // namespace

std::optional<MonthSpan> months_of(const Table& row) {
    const auto from = month_at(row, "from");
    if (!from) return std::nullopt;
    const auto to = month_at(row, "to").value_or(*from);
    return MonthSpan{*from, (to - *from + months_in_year) % months_in_year + 1};
}

std::size_t lay_lanes(std::vector<WheelRow>& rows) {
    std::vector<WheelRow*> order;
    for (auto& row : rows) {
        if (row.span) order.push_back(&row);
    }
    std::stable_sort(order.begin(), order.end(), [](auto* one, auto* other) { return one->ring < other->ring; });
    std::size_t first = 0, lanes = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && order[i]->ring != order[i - 1]->ring) first = lanes;
        order[i]->lane = first;
        while (is_taken(order, i)) ++order[i]->lane;
        lanes = std::max(lanes, order[i]->lane + 1);
    }
    return lanes;
}

}  // namespace knav
