// The whole system on one page: national, healthcare region, region and local, from the pages' own `level`.
#include <fmt/format.h>

#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/layout.hpp"
#include "render/neighbours.hpp"
#include "render/values.hpp"
#include "text/escape.hpp"

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
        auto item = link_item(lens, std::string{card.title}, card.url);
        items.push_back(std::move(item.set("short", card.type->short_name)));
    }
    View view;
    view.set("title", row.type->plural.in(lens.language())).set("url", index_url(lens, row.pages.front()));
    view.set("count", row.pages.size()).set("summary", row.type->help.in(lens.language()));
    return std::move(view.set("items", std::move(items)));
}

// Bands from the top down, a box for each sort of actor with its number; arrows where one mirrors or belongs to another.
std::string map_svg(const Lens& lens) {
    constexpr int width = 960;
    constexpr int band = 132;
    std::string out;
    int y = 0;
    for (const auto& level : levels()) {
        const auto rows = rows_of(lens, level);
        if (rows.empty()) continue;
        out += fmt::format("<g class=\"band\"><rect x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/>", y, width,
                           band - 12);
        out += fmt::format("<text class=\"band-name\" x=\"16\" y=\"{}\">{}</text></g>", y + 24,
                           html_escape(lens.word(level.word)));
        const int boxes = static_cast<int>(rows.size());
        const int box_width = std::min(220, (width - 32 - 16 * (boxes - 1)) / boxes);
        int x = 16;
        for (const auto& row : rows) {
            const auto& plural =
                row.type->short_name.empty() ? row.type->plural.in(lens.language()) : row.type->short_name;
            out += fmt::format(
                "<a href=\"{}\"><g class=\"node\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"68\" rx=\"6\"/>",
                html_escape(index_url(lens, row.pages.front())), x, y + 38, box_width);
            out += fmt::format("<text class=\"count\" x=\"{}\" y=\"{}\">{}</text>", x + box_width / 2, y + 68,
                               row.pages.size());
            out += fmt::format("<text x=\"{}\" y=\"{}\">{}</text></g></a>", x + box_width / 2, y + 92,
                               html_escape(wrapped(plural, static_cast<std::size_t>(box_width / 8), 1).front()));
            x += box_width + 16;
        }
        y += band;
    }
    return fmt::format("<svg class=\"system-map\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"{}\">{}</svg>",
                       width, y - 12, html_escape(lens.word("overview_title")), out);
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
        shown.push_back(std::move(view.set("rows", std::move(rows))));
    }
    View body;
    body.set("map_svg", shown.empty() ? std::string{} : map_svg(shop.lens)).set("levels", std::move(shown));
    return special_page(shop, special, std::move(body));
}

}  // namespace

const Output overview{"overview", plan, make};

}  // namespace knav::outputs
