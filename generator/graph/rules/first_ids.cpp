#include <string_view>
#include <unordered_map>

#include "graph/rules/rules.hpp"

namespace knav {

void check_first_ids(const RuleCheck& check) {
    const auto said = [&](PageNo page) { return check.graph.page(page).values().text("first_id"); };
    std::unordered_map<std::string_view, PageNo> holders;  // only of what is said: most pages say nothing
    for (PageNo page = 0; page < check.graph.pages().size(); ++page) {
        const auto first_id = said(page);
        if (first_id.empty()) continue;
        const auto [holder, is_first] = holders.emplace(first_id, page);
        const auto there = check.graph.find(first_id);
        auto other = is_first ? no_page : holder->second;
        if (there != no_page && there != page && said(there).empty()) other = there;
        if (other == no_page) continue;
        const auto& entry = *check.graph.page(page).values().find("first_id");
        check.found.error(check.of(page, entry), rule::first_id_taken,
                          {std::string{first_id}, check.graph.page(other).path}, check.graph.page(page).id);
    }
}

}  // namespace knav
