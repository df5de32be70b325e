// Old addresses: a page that leads on for web servers that know nothing, and lists of the same for those that do
// (_redirects as static hosts read it, and a map for nginx).
#include "outputs/registry.hpp"
#include "render/layout.hpp"

namespace knav::outputs {
namespace {

std::string page_path(std::string_view alias) {
    const auto last = alias.substr(alias.rfind('/') + 1);
    auto path = std::string{alias.substr(1)};
    if (last.find('.') != std::string_view::npos) return path;  // "/gammal/sida.html"
    return path.ends_with('/') ? path + "index.html" : path + "/index.html";
}

void plan_pages(const Output& self, const Site& site, std::vector<Target>& targets) {
    for (const auto& [alias, page] : site.graph.aliases())
        targets.push_back({page_path(alias), &self, site.graph.page(page).id, alias});
}

Content make_page(const Target& target, const Workshop& shop) {
    const auto card = shop.lens.card(shop.lens.find(target.subject));
    auto view = layout_view(shop.lens,
                            {std::string{card.title}, {}, target.detail, "redirect", {}, false, true, {}, {}, {}, {}});
    View to;
    view.set("to", std::move(to.set("title", std::string{card.title}).set("url", shop.lens.settings().link(card.url))));
    return shop.engine.render("redirect", "page", view, shop.lens, shop.found);
}

void plan_lists(const Output& self, const Site&, std::vector<Target>& targets) {
    targets.push_back({"_redirects", &self, "host", {}});
    targets.push_back({"redirects.nginx.map", &self, "nginx", {}});
}

Content make_list(const Target& target, const Workshop& shop) {
    const bool nginx = target.subject == "nginx";
    const auto& settings = shop.lens.settings();
    std::string out = nginx ? "# map $uri $moved_to { include redirects.nginx.map; }\n" : "";
    for (const auto& [alias, page] : shop.lens.aliases()) {
        const auto to = settings.link(shop.lens.card(page).url);
        out += settings.link(alias) + " " + to + (nginx ? ";\n" : " 301\n");
    }
    return out;
}

}  // namespace

const Output redirects{"redirect", plan_pages, make_page};
const Output redirect_lists{"redirect-list", plan_lists, make_list};

}  // namespace knav::outputs
