#include <algorithm>

#include "render/page_parts.hpp"
#include "render/values.hpp"

namespace knav {
namespace {

std::vector<std::string> texts(const Table& table, std::string_view key) {
    std::vector<std::string> all;
    const auto* value = table.find(key);
    if (value == nullptr) return all;
    for (const auto& each : value->array()) all.push_back(each.written());
    return all;
}

Query query_of(const Table& list) {
    Query query;
    query.type = list.text("type");
    query.below = list.text("below");
    query.sort = list.text("sort");
    query.examples = !query.below.empty();  // an example counts only where somebody asks for its folder
    query.has = texts(list, "has");
    query.missing = texts(list, "missing");
    if (const auto* where = list.find("where")) {
        for (const auto& condition : where->table().entries())
            query.where.emplace_back(condition.key, condition.value.written());
    }
    const auto* limit = list.find("limit");
    if (limit != nullptr && limit->as<std::int64_t>() != nullptr)
        query.limit = static_cast<std::size_t>(*limit->as<std::int64_t>());
    return query;
}

class ListView {
public:
    ListView(const Lens& lens, const Table& list, std::size_t number)
        : lens_(lens),
          list_(list),
          type_(lens.schema().find(list.text("type"))),
          columns_(texts(list, "columns")),
          number_(number) {}

    View whole() {
        const auto pages = lens_.select(query_of(list_));
        View view;
        view.set("title", list_.text("title"))
            .set("intro", list_.text("intro"))
            .set("id", "lista_" + std::to_string(number_));
        view.set("empty_text", list_.text("empty")).set("columns", heads()).set("count", pages.size());
        return std::move(view.set("groups", groups(pages)));
    }

private:
    View::List heads() {
        View::List heads;
        for (const auto& column : columns_)
            heads.push_back(std::move(View{}.set("label", column_label(lens_, type_, column))));
        return heads;
    }

    View row(PageNo page) {
        const auto card = lens_.card(page);
        View row;
        row.set("title", std::string{card.title}).set("url", lens_.settings().link(card.url));
        View::List cells;
        for (const auto& column : columns_) {
            View cell;
            const auto label = column_label(lens_, type_, column);
            cell.set("label", label).set("values", under_label(column_values(lens_, page, column), label));
            cells.push_back(std::move(cell));
        }
        return std::move(row.set("cells", std::move(cells)));
    }

    View::List groups(const std::vector<PageNo>& pages) {
        const auto by = list_.text("group_by");
        std::vector<std::pair<std::string, View::List>> open;
        for (const auto page : pages) {
            const auto heading = by.empty() ? std::string{} : group_of(page, by);
            auto group =
                std::find_if(open.begin(), open.end(), [&](const auto& each) { return each.first == heading; });
            if (group == open.end()) group = open.insert(open.end(), {heading, {}});
            group->second.push_back(row(page));
        }
        View::List views;
        for (auto& [heading, rows] : open)
            views.push_back(std::move(View{}.set("heading", heading).set("rows", std::move(rows))));
        return views;
    }

    std::string group_of(PageNo page, std::string_view by) {
        const auto values = column_values(lens_, page, by);
        const auto* text = values.empty() ? nullptr : values.front().find("text")->text();
        return text == nullptr ? lens_.word("unknown") : *text;
    }

    const Lens& lens_;
    const Table& list_;
    const PageType* type_;
    std::vector<std::string> columns_;
    std::size_t number_;
};

}  // namespace

View::List lists_view(const Lens& lens, PageNo number) {
    View::List views;
    const auto* lists = lens.page(number).values().find("lists");
    if (lists == nullptr) return views;
    for (const auto& list : lists->array()) views.push_back(ListView{lens, list.table(), views.size() + 1}.whole());
    return views;
}

}  // namespace knav
