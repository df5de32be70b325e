// The site map: every page in its place, as nested lists.
#include <algorithm>

#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "text/escape.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"webbkarta", "sitemap", "sitemap", "sitemap_title", "sitemap_intro"};
constexpr std::size_t shown_whole = 40;  // a longer list of dated pages is folded away: it is an archive
constexpr std::size_t short_enough = 3;  // for a phone; the theme may fold what is longer (class "reveal")

class Tree {
public:
    explicit Tree(const Lens& lens) : lens_(lens) {}

    // What is made up comes last, and folded: it is there to be looked at, not to be found by chance.
    std::string html(std::vector<PageNo> roots) {
        const auto made_up =
            std::stable_partition(roots.begin(), roots.end(), [&](PageNo page) { return !lens_.example(page); });
        const std::vector<PageNo> examples{made_up, roots.end()};
        roots.erase(made_up, roots.end());
        if (!roots.empty()) branch(roots);
        if (!examples.empty()) folded(html_escape(lens_.word("sitemap_examples")), examples);
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string count_of(std::size_t pages) const {
        return std::to_string(pages) + " " + html_escape(lens_.word("pages"));
    }

    void folded(const std::string& summary, const std::vector<PageNo>& pages) {
        out_ += "<details class=\"fold\"><summary>" + summary + "</summary>";
        branch(pages);
        out_ += "</details>";
    }

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
            folded(count_of(children.size()), children);
        } else if (!children.empty()) {
            if (lens_.ancestors(page).size() <= 1 && children.size() > short_enough)
                out_ += "<details class=\"reveal\"><summary>" + count_of(children.size()) + "</summary></details>";
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
