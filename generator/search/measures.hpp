// How good a ranking is, by judged queries: the measures that search engines are compared by.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "search/documents_file.hpp"

namespace knav::search {

/// Over the first ten addresses. For a query that should find nothing, `empty` is all that counts.
struct Measures {
    double mrr = 0;     // 1 / rank of the first page of grade 2 or 3 (of 1, where there is none better)
    double recall = 0;  // of the pages with any grade, at most ten
    double ndcg = 0;    // gain 2^grade - 1
    double empty = 0;   // 1 when nothing was found
};

[[nodiscard]] Measures measure(std::span<const std::string> found, const Judged& judged);
[[nodiscard]] Measures mean(std::span<const Measures> all);

}  // namespace knav::search
