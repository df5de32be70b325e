// The ledger of a build, out of the last one and what was made. Internal to this room.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "build/build.hpp"
#include "outputs/output.hpp"

namespace knav {

/// One target's part of the work, filled by whichever thread comes to it.
struct Job {
    Target target;
    const Ledger::Target* known = nullptr;  // as the last build left it
    ReasonKind reason = ReasonKind::clean;
    FactKey fact;  // for ReasonKind::fact_changed
    Digest digest;
    bool differs = false;        // from what was published
    std::vector<FactKey> facts;  // that were asked to make it
    std::size_t asked = 0;       // how many they were
};

struct NextLedger {
    Ledger ledger;
    std::optional<LedgerStep> step;  // from the last one, if little is new
};

[[nodiscard]] Basis basis_of(const Site& site);

/// `changed` says of each fact of the last ledger whether its answer is another; `jobs` are by path and know their targets
/// in it, which this takes away; `removed` are the paths of those that nobody makes any more.
[[nodiscard]] NextLedger next_ledger(const Site& site, Ledger last, std::span<const char> changed, std::span<Job> jobs,
                                     const std::vector<std::string>& removed);

}  // namespace knav
