// The whole system on one page: national, healthcare region, region and local, from the pages' own `level`.
#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/layout.hpp"
#include "render/page_parts.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"oversikt", "overview", "overview", "overview_title", "overview_intro"};

// The types that act on each level, from the top down; those that a site's schema lacks are passed over.
struct Level {
    std::string_view word;
    std::vector<std::string_view> types;
};

const std::vector<Level>& levels() {
    static const std::vector<Level> all = {
        {"level_national", {"npo", "nsg", "nag"}},
        {"level_healthcare_region", {"council", "rmpo", "rsg", "rag"}},
        {"level_regional", {"region", "process-team"}},
        {"level_support", {"body", "support"}},
    };
    return all;
}

struct Row {
    const PageType* type = nullptr;
    std::vector<PageNo> pages;
};

std::vector<Row> rows_of(const Lens& lens, const Level& level) {
    std::vector<Row> rows;
    for (const auto name : level.types) {
        Query query;
        query.type = name;
        query.examples = false;
        const auto* type = lens.schema().find(name);
        auto pages = type == nullptr ? std::vector<PageNo>{} : lens.select(query);
        if (!pages.empty()) rows.push_back({type, std::move(pages)});
    }
    return rows;
}

std::string index_url(const Lens& lens, PageNo page) {
    const auto up = lens.ancestors(page);
    return up.empty() ? std::string{} : lens.settings().link(lens.card(up.back()).url);
}

View row_view(const Lens& lens, const Row& row) {
    View::List items;
    for (const auto page : row.pages) {
        const auto card = lens.card(page);
        items.push_back(link_item(lens, short_title(card), card.url));
    }
    View view;
    view.set("title", row.type->plural.in(lens.language())).set("url", index_url(lens, row.pages.front()));
    view.set("count", row.pages.size()).set("summary", row.type->help.in(lens.language()));
    view.set("type", row.type->name).set("short", row.type->short_name);
    return std::move(view.set("items", std::move(items)));
}

void plan(const Output& self, const Site&, std::vector<Target>& targets) { plan_special(self, special.id, targets); }

Content make(const Target&, const Workshop& shop) {
    View::List shown;
    for (const auto& level : levels()) {
        View::List rows;
        for (const auto& row : rows_of(shop.lens, level)) rows.push_back(row_view(shop.lens, row));
        if (rows.empty()) continue;
        View view;
        view.set("heading", shop.lens.word(level.word)).set("text", shop.lens.word(std::string{level.word} + "_text"));
        view.set("level", level.word);
        shown.push_back(std::move(view.set("rows", std::move(rows))));
    }
    View body;
    body.set("levels", std::move(shown));
    return special_page(shop, special, std::move(body));
}

}  // namespace

const Output overview{"overview", plan, make};

}  // namespace knav::outputs
