// Pages that the program makes from the whole site: what they have in common.
#pragma once

#include <string>
#include <string_view>

#include "outputs/output.hpp"
#include "render/view.hpp"

namespace knav {

struct SpecialPage {
    std::string_view id;          // "oversikt"
    std::string_view type;        // "index-az": the template is "special-index-az"
    std::string_view view_name;   // "index_az": what the template finds the body under
    std::string_view title_word;  // interface words
    std::string_view intro_word;  // may be empty
};

/// The page around `body`, which the template finds under the page's view name.
[[nodiscard]] std::string special_page(const Workshop& shop, const SpecialPage& page, View body);
/// Names that a content page's view has and another page's need not, as false.
void set_absent(View& view);
/// One target, at the page's id.
void plan_special(const Output& self, std::string_view id, std::vector<Target>& targets);

}  // namespace knav
