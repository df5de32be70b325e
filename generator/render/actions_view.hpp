// Actions: what meetings and plans have left somebody to do, gathered where it concerns somebody: at the group, the council,
// the role. Overdue first. Decisions go with them.
#pragma once

#include <vector>

#include "feeds/deadlines.hpp"
#include "render/view.hpp"

namespace knav {

/// Rows with a state of what is gathered at a page; of a role's page, those that wait for the role. Open ones by day,
/// those without a day last; then what is done, latest first.
struct Actions {
    std::vector<Deadline> open;
    std::vector<Deadline> done;
};
[[nodiscard]] Actions actions_at(const Lens& lens, PageNo page);

/// A decision of a meeting, newest meeting first.
struct Decision {
    PageNo page = no_page;
    const Table* row = nullptr;
};
[[nodiscard]] std::vector<Decision> decisions_at(const Lens& lens, PageNo page);

/// actions{open[...] more url overdue count}, or false where there is nothing to do.
[[nodiscard]] View actions_view(const Lens& lens, PageNo page);
/// {title owner owner_url due due_iso overdue state tone symbol from from_url group}.
[[nodiscard]] View action_item(const Lens& lens, const Deadline& action);
/// {text about about_url from from_url date date_iso}.
[[nodiscard]] View decision_item(const Lens& lens, const Decision& decision);

}  // namespace knav
