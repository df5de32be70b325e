// Action lists: for each page that can be followed, all that its meetings and plans have left to do and have decided, on
// one page that can be printed for the next meeting.
#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/actions_view.hpp"
#include "render/follow_view.hpp"
#include "render/format.hpp"
#include "render/layout.hpp"

namespace knav::outputs {
namespace {

constexpr std::string_view folder = "/att-gora";

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    // Planning names targets and shows nothing, so what it asks is not noted.
    Trace unread;
    const Lens lens{site, unread};
    const auto& pages = site.graph.pages();
    for (PageNo number = 0; number < pages.size(); ++number) {
        const auto& page = pages[number];
        if (page.id.empty() || !page.type->follow || site.gathered().at(number).empty()) continue;
        const auto actions = actions_at(lens, number);
        if (!actions.open.empty() || !actions.done.empty() || !decisions_at(lens, number).empty())
            targets.push_back({html_path(page.id + std::string{folder}), &self, page.id, {}});
    }
}

View::List items(const Lens& lens, const std::vector<Deadline>& actions) {
    View::List items;
    for (const auto& action : actions) items.push_back(action_item(lens, action));
    return items;
}

Content make(const Target& target, const Workshop& shop) {
    const auto& lens = shop.lens;
    const auto page = lens.find(target.subject);
    const auto card = lens.card(page);
    auto ancestors = lens.ancestors(page);
    ancestors.push_back(page);
    const auto title = fill(lens.word("actions_title"), {card.title});
    const auto actions = actions_at(lens, page);
    View::List decided;
    for (const auto& decision : decisions_at(lens, page)) decided.push_back(decision_item(lens, decision));

    PageHead head;
    head.title = title;
    head.description = lens.word("actions_intro");
    head.url = url_of_id(target.subject + std::string{folder});
    head.type = "actions";
    head.ancestors = std::move(ancestors);
    head.feeds = page_feed_links(lens, page);
    auto view = layout_view(lens, std::move(head));
    view.set("title", title).set("summary", lens.word("actions_intro")).set("lead", false);
    view.set("open", items(lens, actions.open)).set("done", items(lens, actions.done));
    view.set("decisions", std::move(decided));
    set_absent(view);
    return shop.engine.render("special-actions", "page", view, lens, shop.found);
}

}  // namespace

const Output actions{"actions", plan, make};

}  // namespace knav::outputs
