// One piece of work beside another, for what would otherwise be waited for in turn.
#pragma once

#include <future>
#include <utility>

namespace knav {

/// Begins `work` on a thread of its own. What it gives or throws comes with get(); who lets go of the future waits until
/// the work has ended. With one thread to use, or none to be had, it is done in get(), and not at all without.
template <class Work>
[[nodiscard]] auto beside(unsigned threads, Work work) {
    constexpr auto when_asked = std::launch::deferred;
    return std::async(threads > 1 ? std::launch::async | when_asked : when_asked, std::move(work));
}

}  // namespace knav
