// A page's history as a page: for each that has been saved more than once. Not for search engines, nor in the site map.
#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/history_view.hpp"
#include "render/layout.hpp"

namespace knav::outputs {
namespace {

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    if (!site.settings.show_history) return;
    for (const auto& page : site.graph.pages()) {
        const auto* file = site.history().file(page.path);
        if (!page.type->history || !has_history_page({file, nullptr, nullptr})) continue;
        const auto id = history_url(page.url);
        const auto path = id.substr(1) + "index.html";
        if (site.graph.find(id_of_path("content" + id + "index.md")) == no_page)
            targets.push_back({path, &self, page.id, {}});
    }
}

Content make(const Target& target, const Workshop& shop) {
    const auto& lens = shop.lens;
    const auto page = lens.find(target.subject);
    const auto card = lens.card(page);
    auto above = lens.ancestors(page);
    above.push_back(page);
    const auto title = lens.word("history_of") + " " + std::string{card.title};
    auto view = layout_view(lens, {title, title, history_url(card.url), "history", above, false, true, {}, {}, {}, {}});
    view.set("history", history_view(lens, page)).set("summary", lens.word("history_intro")).set("lead", false);
    set_absent(view);
    return shop.engine.render("special-history", "page", view, lens, shop.found);
}

}  // namespace

const Output histories{"history", plan, make};

}  // namespace knav::outputs
