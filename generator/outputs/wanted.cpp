// Wanted pages: what others link to and nobody has written yet, most wanted first.
#include <algorithm>

#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/layout.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"saknas", "wanted", "wanted", "wanted_title", "wanted_intro"};

void plan(const Output& self, const Site&, std::vector<Target>& targets) { plan_special(self, special.id, targets); }

Content make(const Target&, const Workshop& shop) {
    auto wanted = shop.lens.wanted();
    std::stable_sort(wanted.begin(), wanted.end(),
                     [](const Wanted& one, const Wanted& other) { return one.from.size() > other.from.size(); });
    View::List rows;
    for (const auto& each : wanted) {
        View::List from;
        for (const auto page : each.from) {
            const auto card = shop.lens.card(page);
            from.push_back(link_item(shop.lens, std::string{card.title}, card.url));
        }
        View row;
        row.set("target", each.target).set("count", each.from.size()).set("from", std::move(from));
        rows.push_back(std::move(row));
    }
    View body;
    return special_page(shop, special, std::move(body.set("rows", std::move(rows))));
}

}  // namespace

const Output wanted{"wanted", plan, make};

}  // namespace knav::outputs
