// The policy in the form that forges read: who is asked to review which path. Coarser than the policy, which knows fields
// and sections; a forge that judges by it alone lets an owner of a page change the locked parts too.
#pragma once

#include <string>

#include "guard/policy.hpp"

namespace knav {

[[nodiscard]] std::string codeowners(const Policy& policy, const Date& today);

}  // namespace knav
