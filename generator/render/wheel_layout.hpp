// Where the rows of a year wheel lie: which months, and which of the rings' lanes, so that none lies on another.
// Radii, words and colours are wheel.cpp's business.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parse/value.hpp"

namespace knav {

constexpr int months_in_year = 12;

/// Months in a row, over the turn of the year too.
struct MonthSpan {
    int from = 1;  // 1 to 12
    int length = 1;
    [[nodiscard]] bool holds(int month) const { return (month - from + months_in_year) % months_in_year < length; }
    [[nodiscard]] bool meets(const MonthSpan& other) const { return holds(other.from) || other.holds(from); }
};

struct WheelRow {
    const Table* said = nullptr;
    std::size_t number = 0;         // from 1
    std::optional<MonthSpan> span;  // nothing: it comes back all year
    std::size_t ring = 0;           // 0 is the outermost
    std::size_t lane = 0;           // 0 is the outermost
};

/// What a row's `from` and `to` say; nothing without a `from` that is a month.
[[nodiscard]] std::optional<MonthSpan> months_of(const Table& row);
/// Gives each row with months its lane and says how many lanes there are. Each ring takes as many as it has rows at one
/// time; the outermost ring is that of the first value.
std::size_t lay_lanes(std::vector<WheelRow>& rows);

}  // namespace knav
