// Which row of a list was which, before and after: rows have no names of their own, so they are known by what they say.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "parse/value.hpp"
#include "schema/page_type.hpp"

namespace knav {

/// A row before and the same row after; one of them is absent where the row was added or removed.
struct RowPair {
    std::optional<std::size_t> before;
    std::optional<std::size_t> after;
};

/// Rows that say the same first, then those that are most alike and alike enough. By their place after, the removed last.
[[nodiscard]] std::vector<RowPair> match_rows(const Field& field, const Array& before, const Array& after);

}  // namespace knav
