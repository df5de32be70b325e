// Selections: an index with one filter in force, as a page of its own, so that filtering needs no script.
#include <set>

#include "outputs/registry.hpp"
#include "render/page_view.hpp"

namespace knav::outputs {
namespace {

// Which folders list which type is asked of the site directly: planning names targets and shows nothing.
const PageType* type_listed_below(const Site& site, const Page& folder) {
    Trace unread;
    return folder.type->name == "page" ? listed_type(Lens{site, unread}, site.graph.find(folder.id)) : nullptr;
}

void plan_selections(const Output& self, const Site& site, std::vector<Target>& targets) {
    for (const auto& folder : site.graph.pages()) {
        const auto* type = type_listed_below(site, folder);
        if (type == nullptr) continue;
        for (const auto& field : type->filters) {
            std::set<std::string> values;
            for (const auto child : folder.children) {
                const auto& page = site.graph.page(child);
                if (page.type != type) continue;
                for (auto& value : values_at(page.values(), field)) values.insert(std::move(value));
            }
            for (const auto& value : values) {
                auto path = filter_url(folder.url, {field, value}).substr(1) + "index.html";
                targets.push_back({std::move(path), &self, folder.id, field + "\n" + value});
            }
        }
    }
}

Content make_selection(const Target& target, const Workshop& shop) {
    const auto split = target.detail.find('\n');
    const Filter filter{target.detail.substr(0, split), target.detail.substr(split + 1)};
    const auto page = shop.lens.find(target.subject);
    return shop.engine.render("listing", "page", content_view(shop.lens, page, filter), shop.lens, shop.found);
}

}  // namespace

const Output selections{"selection", plan_selections, make_selection};

}  // namespace knav::outputs
