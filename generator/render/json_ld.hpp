// What a page is, for machines: JSON-LD with schema.org's words.
#pragma once

#include <string>
#include <vector>

#include "site/lens.hpp"

namespace knav {

[[nodiscard]] std::string json_ld(const Lens& lens, PageNo page, const std::vector<PageNo>& ancestors);

}  // namespace knav
