// What builds have changed in a ledger since it was written down. A build of a few files adds a step, instead of writing
// again all that hundreds of thousands of facts say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "build/ledger.hpp"

namespace knav {

/// From the last ledger to the one it belongs to.
struct LedgerStep {
    std::vector<std::uint32_t> made;      // targets made anew
    std::vector<std::string> removed;     // targets of the last one that this one lacks
    std::vector<std::uint32_t> answered;  // facts that are new or have a new answer
    std::vector<FactKey> gone;  // facts that nobody asks for any more, and whose last answer is no longer true
};

/// Steps are kept one after the other.
[[nodiscard]] std::string serialise(const LedgerStep& step, const Ledger& ledger, const Names& names);
/// Takes the ledger that was written down to where it was after the last step. False if the bytes are damaged: then it is
/// of no use.
[[nodiscard]] bool take_steps(Ledger& ledger, std::string_view steps, Names& names);

}  // namespace knav
