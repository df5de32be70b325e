// The one judge: the site before, the site after, who -> a ruling for every unit that changed. Pure, and asked by
// everything that writes: the push hook, the web editor, `knav check --as`.
// Looks at changed files, and at those few others that decide about them; never at the whole site. What it leaves to
// others: who pushed and by which way (receive), and what a change does to pages that did not change (whole_site.hpp).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "guard/paths.hpp"
#include "guard/rights.hpp"

namespace knav {

enum class UnitKind { file, page, field, section };
enum class Deed { added, changed, removed, moved };

struct Ruling {
    UnitKind kind = UnitKind::file;
    std::string path;
    std::string page_id;  // of pages, fields and sections
    std::string unit;     // field name or section id
    std::string name;     // for people: a section's heading, else as `unit`
    Deed deed = Deed::changed;
    const Rule* ground = nullptr;  // null: allowed
    std::vector<std::string> arguments;
    std::vector<std::string> roles;  // those that may change the unit; of what is refused
    Position at;

    [[nodiscard]] bool allowed() const { return ground == nullptr; }
};

/// Both sides of a change, as files by path. `after` is asked for pages above a new one, `before` also for what a file
/// lay beside.
struct Sides {
    FindFile before;
    FindFile after;
};

/// One ruling or more for each change, in their order. Rights come from the law alone, never from the sides.
[[nodiscard]] std::vector<Ruling> judge(const Rights& rights, const Sides& sides, std::span<const EntryChange> changes);

/// The same for two snapshots, which are compared here.
[[nodiscard]] std::vector<Ruling> judge(const Rights& rights, const Snapshot& before, const Snapshot& after);

/// What differs between two snapshots, by path.
[[nodiscard]] std::vector<EntryChange> changes_between(const Snapshot& before, const Snapshot& after);

/// The names of those who may do what was refused, for people: ids and names of editors, those with a role of their own
/// before those who may do everything.
[[nodiscard]] std::vector<const Editor*> owners_of(const Law& law, const Ruling& ruling);

[[nodiscard]] Diagnostic diagnostic_of(const Ruling& ruling);

}  // namespace knav
