// Who works with what: topics against groups, as lists and as a table.
#include <algorithm>
#include <set>

#include "outputs/letters.hpp"
#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/format.hpp"
#include "render/layout.hpp"
#include "render/page_parts.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"vem-gor-vad", "matrix", "matrix", "matrix_title", "matrix_intro"};
constexpr std::string_view across = "rmpo";  // the groups that stand as columns

std::vector<PageNo> of_type(const Lens& lens, std::string_view type) {
    Query query;
    query.type = type;
    query.examples = false;
    return lens.select(query);
}

std::vector<PageNo> groups_of(const Lens& lens, PageNo topic) {
    auto groups = lens.related(topic, "groups");
    std::stable_sort(groups.begin(), groups.end(),
                     [&](PageNo l, PageNo r) { return lens.card(l).sort_key < lens.card(r).sort_key; });
    return groups;
}

std::string joined(const std::vector<std::string>& words) {
    std::string said;
    for (const auto& word : words) said += (said.empty() ? "" : ", ") + word;
    return said;
}

std::string counted(const Lens& lens, const std::vector<PageNo>& groups) {
    return groups.size() == 1 ? std::string{lens.word("topic_groups_one")}
                              : fill(lens.word("topic_groups_many"), {std::to_string(groups.size())});
}

View row_view(const Lens& lens, PageNo topic, const std::vector<PageNo>& groups, const std::vector<PageNo>& columns) {
    const auto card = lens.card(topic);
    View::List items, marks;
    for (const auto group : groups) items.push_back(card_item(lens, group));
    const std::set<PageNo> there{groups.begin(), groups.end()};
    for (const auto column : columns) {
        View mark;
        mark.set("mark", there.contains(column) ? "●" : "")
            .set("text", there.contains(column) ? std::string{lens.card(column).title} : "");
        marks.push_back(std::move(mark));
    }
    View row = link_item(lens, std::string{card.title}, card.url);
    row.set("synonyms", joined(values_at(lens.page(topic).values(), "synonyms"))).set("count", counted(lens, groups));
    return std::move(row.set("groups", std::move(items)).set("marks", std::move(marks)));
}

// The first row of each letter can be jumped to.
View::List mark_letters(View::List& rows) {
    View::List letters;
    std::string open;
    for (auto& row : rows) {
        const auto letter = filing_letter(*row.find("title")->text());
        row.set("anchor", letter == open ? std::string{} : letter_anchor(letter));
        if (letter != open)
            letters.push_back(std::move(View{}.set("letter", letter).set("anchor", letter_anchor(letter))));
        open = letter;
    }
    return letters;
}

void plan(const Output& self, const Site&, std::vector<Target>& targets) { plan_special(self, special.id, targets); }

Content make(const Target&, const Workshop& shop) {
    const auto& lens = shop.lens;
    const auto columns = of_type(lens, across);
    View::List heads, rows;
    for (const auto column : columns) {
        const auto card = lens.card(column);
        View head = link_item(lens, std::string{card.title}, card.url);
        heads.push_back(std::move(head.set("label", short_title(card))));
    }
    for (const auto topic : of_type(lens, "topic"))
        rows.push_back(row_view(lens, topic, groups_of(lens, topic), columns));
    auto letters = mark_letters(rows);
    View grid;
    grid.set("columns", std::move(heads)).set("rows", rows);
    View body;
    const bool any = !rows.empty() && !columns.empty();
    body.set("letters", std::move(letters))
        .set("rows", std::move(rows))
        .set("grid", any ? std::move(grid) : View{false});
    return special_page(shop, special, std::move(body));
}

}  // namespace

const Output matrix{"matrix", plan, make};

}  // namespace knav::outputs
