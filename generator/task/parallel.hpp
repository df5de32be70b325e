// Work spread over threads. Results must be written to slots of their own, so that no outcome depends on the number of
// threads or on who comes first.
#pragma once

#include <cstddef>
#include <functional>

namespace knav {

/// Threads to use when nobody says otherwise: the machine's, at most 8.
[[nodiscard]] unsigned default_threads();

/// Calls `work(index, worker)` once for every index below `count`; worker is below `threads`. Indexes are handed out in
/// runs, in rising order. The first exception (by index) is thrown again here after all threads have stopped.
void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t index, unsigned worker)>& work);

}  // namespace knav
