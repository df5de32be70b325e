// The site map: every page in its place, as nested lists.
#include <algorithm>

#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "text/escape.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"webbkarta", "sitemap", "sitemap", "sitemap_title", "sitemap_intro"};
constexpr std::size_t shown_whole = 40;  // a longer list of dated pages is folded away: it is an archive

class Tree {
public:
    explicit Tree(const Lens& lens) : lens_(lens) {}

    std::string html(const std::vector<PageNo>& roots) {
        branch(roots);
        return std::move(out_);
    }

private:
    void branch(std::vector<PageNo> pages) {
        std::stable_sort(pages.begin(), pages.end(),
                         [&](PageNo l, PageNo r) { return lens_.card(l).sort_key < lens_.card(r).sort_key; });
        out_ += "<ul>";
        for (const auto page : pages) leaf(page);
        out_ += "</ul>";
    }

    void leaf(PageNo page) {
        const auto card = lens_.card(page);
        out_ +=
            "<li><a href=\"" + html_escape(lens_.settings().link(card.url)) + "\">" + html_escape(card.title) + "</a>";
        const auto& children = lens_.children(page);
        if (children.size() > shown_whole) {
            out_ += "<details><summary>" + std::to_string(children.size()) + " " + html_escape(lens_.word("pages")) +
                    "</summary>";
            branch(children);
            out_ += "</details>";
        } else if (!children.empty()) {
            branch(children);
        }
        out_ += "</li>";
    }

    const Lens& lens_;
    std::string out_;
};

void plan(const Output& self, const Site&, std::vector<Target>& targets) { plan_special(self, special.id, targets); }

Content make(const Target&, const Workshop& shop) {
    std::vector<PageNo> roots;
    for (const auto page : shop.lens.select({})) {
        const auto above = shop.lens.ancestors(page);
        const bool under_home = above.size() == 1 && shop.lens.card(above.front()).id.empty();
        if (!shop.lens.card(page).id.empty() && (above.empty() || under_home)) roots.push_back(page);
    }
    View body;
    return special_page(shop, special,
                        std::move(body.set("tree_html", roots.empty() ? std::string{} : Tree{shop.lens}.html(roots))));
}

}  // namespace

const Output site_map{"site-map", plan, make};

}  // namespace knav::outputs
