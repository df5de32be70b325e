// What a build changes in a ledger, when it is little. A build of a few files takes a step from the last ledger and writes
// that down, instead of making and writing anew all that hundreds of thousands of facts say.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "build/ledger.hpp"

namespace knav {

struct LedgerStep {
    struct Target {
        std::string path;
        Digest output;
        std::vector<FactKey> asked;
    };
    Basis basis;                         // of the ledger it leads to
    std::vector<Ledger::Fact> answered;  // questions that are new or have a new answer
    std::vector<std::string> removed;    // paths of targets that are no longer there
    std::vector<Target> made;            // targets that were made anew, by path

    static constexpr std::size_t most = 64;  // targets; of more, the whole ledger is made and written as soon
};

/// Takes the steps, one after the other. Gives the facts that a target asked for and that neither the ledger nor a step has
/// an answer to. Facts that nobody asks for any more stay.
std::vector<std::uint32_t> take(Ledger& ledger, std::span<const LedgerStep> steps);

/// Steps are kept one after the other.
[[nodiscard]] std::string serialise(const LedgerStep& step, const Names& names);
/// False if the bytes are damaged: then `ledger`, which is as it was written down, is of no use.
[[nodiscard]] bool take_written(Ledger& ledger, std::string_view steps, Names& names);

}  // namespace knav
