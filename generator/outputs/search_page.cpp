// The search page. Its script shows what was found; without it the ways in serve: A–Ö and the topics.
#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/layout.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"sok", "search", "search", "search_title", "search_intro"};

View::List topics(const Lens& lens) {
    Query query;
    query.type = "topic";
    View::List items;
    for (const auto topic : lens.select(query)) {
        const auto card = lens.card(topic);
        items.push_back(link_item(lens, std::string{card.title}, card.url));
    }
    return items;
}

// Whom to ask when nothing was found: the page over all support functions.
View support(const Lens& lens) {
    const auto page = lens.find("stodfunktioner");
    if (page == no_page) return View{false};
    const auto card = lens.card(page);
    return link_item(lens, std::string{card.title}, card.url);
}

void plan(const Output& self, const Site&, std::vector<Target>& targets) { plan_special(self, special.id, targets); }

Content make(const Target&, const Workshop& shop) {
    View body;
    body.set("topics", topics(shop.lens)).set("support", support(shop.lens));
    return special_page(shop, special, std::move(body));
}

}  // namespace

const Output search_page{"search", plan, make};

}  // namespace knav::outputs
