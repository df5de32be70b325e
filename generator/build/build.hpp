// Building: which files of the site are stale, and why; makes those, and remembers what it asked for.
// Pure: takes a site and the last ledger, gives changes and the next ledger. Writing them is the business of disk.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "build/ledger.hpp"
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
    Changes changes;  // what differs from the last build
    Ledger ledger;
    std::vector<Verdict> verdicts;  // one for each target, by path
    std::size_t made = 0;           // targets rendered
};

/// Whether the file of a target is still where the last build put it.
using Present = std::function<bool(const std::string& path)>;

/// Makes what is stale. `last` is taken over (an empty one makes everything). Errors of rendering (a name that a template
/// lacks) are in `found`: a caller who publishes only what is right must look there before applying the changes.
[[nodiscard]] Built build(const Site& site, Ledger last, const Present& present, Diagnostics& found);

/// "new", "changed: card npo/tandvard": for --explain.
[[nodiscard]] std::string describe(const Verdict& verdict, const Names& names);

}  // namespace knav
