// Building: which files of the site are stale, and why; makes those, and remembers what it asked for.
// Pure: takes a site and the last ledger, gives what is to be published and the next ledger. Writing is the business of
// disk; files are handed over one by one as they are made, so that a large site is never in memory as a whole.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "build/ledger_steps.hpp"
#include "diag/diagnostic.hpp"
#include "files/snapshot.hpp"
#include "site/site.hpp"

namespace knav {

enum class ReasonKind { clean, is_new, is_missing, program_changed, fact_changed };

/// Why a target was made, or that it was not.
struct Verdict {
    std::string path;
    ReasonKind reason = ReasonKind::clean;
    FactKey fact;  // for fact_changed: the first, in the order of asking
};

struct Built {
    Ledger ledger;
    std::optional<LedgerStep> step;   // from the last ledger, if little is new
    std::vector<std::string> remove;  // files of the last build that no target has any longer
    std::vector<Verdict> verdicts;    // one for each target, by path
    std::size_t made = 0;             // targets rendered
    std::size_t handed_over = 0;      // of those, the ones that differ from what the last build published
};

/// Whether the file of a target is still where the last build put it.
using Present = std::function<bool(const std::string& path)>;

/// Takes a file that differs from what the last build published. Called from several threads at once, in any order.
using HandOver = std::function<void(File file)>;

/// Makes what is stale. `last` is taken over (an empty one makes everything). Errors of rendering (a name that a template
/// lacks) are in `found`: a caller who publishes only what is right must look there before putting in place
/// what was handed over.
[[nodiscard]] Built build(const Site& site, Ledger last, const Present& present, const HandOver& hand_over,
                          Diagnostics& found);

/// "new", "changed: card npo/tandvard": for --explain.
[[nodiscard]] std::string describe(const Verdict& verdict, const Names& names);

}  // namespace knav
