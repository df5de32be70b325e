// All that has happened at a group, council, topic or folder: for pages whose own list has no room for it.
#include "render/happenings.hpp"
#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/layout.hpp"

namespace knav::outputs {
namespace {

constexpr std::string_view ending = "/nytt";

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    for (const auto& page : site.graph.pages()) {
        if (page.id.empty() || site.chronicle.count(page.id) <= happenings_at_page) continue;
        const auto id = page.id + std::string{ending};
        if (site.graph.find(id) == no_page) targets.push_back({html_path(id), &self, page.id, {}});
    }
}

Content make(const Target& target, const Workshop& shop) {
    const auto& lens = shop.lens;
    const auto page = lens.find(target.subject);
    const auto card = lens.card(page);
    auto above = lens.ancestors(page);
    above.push_back(page);
    const auto title = lens.word("happened_at") + " " + std::string{card.title};
    auto view =
        layout_view(lens, {title, title, happenings_url(card.url), "happenings", above, false, true, {}, {}, {}, {}});
    View body;
    body.set("days", happenings_by_day(lens, page, lens.events(card.id, happenings_on_list)));
    view.set("happenings_page", std::move(body)).set("summary", lens.word("happened_intro")).set("lead", false);
    set_absent(view);
    return shop.engine.render("special-happenings", "page", view, lens, shop.found);
}

}  // namespace

const Output happenings{"happenings", plan, make};

}  // namespace knav::outputs
