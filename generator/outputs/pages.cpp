// Content pages: one HTML file for each.
#include "outputs/registry.hpp"
#include "render/page_view.hpp"

namespace knav::outputs {
namespace {

void plan_pages(const Output& self, const Site& site, std::vector<Target>& targets) {
    for (const auto& page : site.graph.pages()) targets.push_back({html_path(page.id), &self, page.id, {}});
}

// A folder's page of the plainest type shows what lies below it; others have the template that their type names.
std::string template_of(const Lens& lens, PageNo page) {
    const auto card = lens.card(page);
    if (card.id.empty()) return "home";
    if (card.type->name == "page" && listed_type(lens, page) != nullptr) return "listing";
    return card.type->template_name;
}

Content make_page(const Target& target, const Workshop& shop) {
    const auto page = shop.lens.find(target.subject);
    return shop.engine.render(template_of(shop.lens, page), "page", content_view(shop.lens, page), shop.lens,
                              shop.found);
}

}  // namespace

const Output pages{"page", plan_pages, make_page};

}  // namespace knav::outputs
