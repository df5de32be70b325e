// Whose a page is, in names, for readers of the page: the editors who have been given it, not those who may change
// everything.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "guard/policy.hpp"

namespace knav {

/// The policy of a file; the same one again for the same bytes and schema, as all pages of a build ask. Safe to ask from
/// several threads. An unreadable policy gives nobody anything.
[[nodiscard]] std::shared_ptr<const Policy> policy_of(const File& file, const Schema& schema);

/// Names of editors with one of the roles by a grant that is for less than the whole site, in the order of the policy.
/// `holds` says whether a grant's period is now.
[[nodiscard]] std::vector<std::string> keepers(const Policy& policy, std::string_view page_id,
                                               const std::vector<std::string>& roles,
                                               const std::function<bool(const Period&)>& holds);

}  // namespace knav
