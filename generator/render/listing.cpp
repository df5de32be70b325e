#include "render/listing.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "render/format.hpp"
#include "render/map_view.hpp"
#include "render/page_parts.hpp"
#include "render/values.hpp"
#include "text/collate.hpp"
#include "text/slug.hpp"
#include "text/utf8.hpp"

namespace knav {
namespace {

constexpr std::size_t rows_before_letters = 30;
constexpr std::size_t options_shown = 16;  // a filter with more is folded until it is asked for

Query listed(const Lens& lens, PageNo folder, const PageType& type) {
    Query query;
    query.type = type.name;
    query.below = lens.card(folder).id;
    query.sort = type.sort;
    return query;
}

std::string label_of_value(const Lens& lens, const PageType& type, std::string_view field_name,
                           const std::string& value) {
    const auto* field = type.find(field_name);
    if (field == nullptr) return value;
    const auto& inner = field->kind == FieldKind::list && !field->item.empty() ? field->item.front() : *field;
    if (inner.kind == FieldKind::reference) {
        const auto page = lens.find(value);
        return page == no_page ? value : std::string{lens.card(page).title};
    }
    if (inner.kind == FieldKind::boolean) return lens.word(value == "true" ? "yes" : "no");
    const auto* term = term_of(lens, inner, value);
    return term == nullptr || term->label.in(lens.language()).empty() ? value : term->label.in(lens.language());
}

std::string first_letter(std::string_view title) {
    const auto size = title.empty() ? 0U : static_cast<unsigned char>(title[0]) >= 0xC0 ? 2U : 1U;
    auto letter = std::string{title.substr(0, size)};
    if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z') letter[0] = static_cast<char>(letter[0] - 32);
    if (letter == "å" || letter == "ä" || letter == "ö") letter[1] = static_cast<char>(letter[1] - 32);
    return letter;
}

View::List column_heads(const Lens& lens, const PageType& type) {
    View::List heads;
    for (const auto& column : type.columns)
        heads.push_back(std::move(View{}.set("label", column_label(lens, &type, column))));
    return heads;
}

View row_view(const Lens& lens, const PageType& type, const View::List& heads, PageNo page) {
    auto row = card_item(lens, page);
    View::List cells;
    for (std::size_t i = 0; i < type.columns.size(); ++i) {
        View cell;
        const auto* label = heads[i].find("label")->text();
        cell.set("label", *label).set("values", under_label(column_values(lens, page, type.columns[i]), *label));
        cells.push_back(std::move(cell));
    }
    const auto card = lens.card(page);
    row.set("cells", std::move(cells)).set("initial", first_letter(card.title));
    return row;
}

View::List filters_view(const Lens& lens, PageNo folder, const PageType& type, const std::optional<Filter>& active) {
    const auto all = lens.select(listed(lens, folder, type)).size();
    View::List filters;
    const auto folder_url = std::string{lens.card(folder).url};
    for (const auto& field : type.filters) {
        View::List options;
        for (const auto& option : filter_options(lens, folder, type, field)) {
            View item;
            item.set("label", under_label(option.label, column_label(lens, &type, field))).set("count", option.count);
            item.set("url", lens.settings().link(filter_url(folder_url, option.filter)));
            item.set("current", active && active->field == field && active->value == option.filter.value);
            options.push_back(std::move(item));
        }
        if (options.empty()) continue;
        View filter;
        // Three choices for four rows: the rows are read as fast.
        const bool many = options.size() > options_shown || options.size() * 4 > all * 3;
        filter.set("many", many && (!active || active->field != field));
        filter.set("label", column_label(lens, &type, field)).set("options", std::move(options));
        filter.set("all_url", lens.settings().link(folder_url)).set("all_current", !active || active->field != field);
        filters.push_back(std::move(filter));
    }
    return filters;
}

// What a row stands under in a long list: its first letter, or its year.
std::string heading_of(const View& row, bool by_year) {
    const auto* mark = (by_year ? row.find("date_iso") : row.find("initial"))->text();
    return mark == nullptr ? std::string{} : by_year ? mark->substr(0, 4) : *mark;
}

bool is_worth_grouping(const View::List& rows, bool by_year) {
    if (rows.size() <= rows_before_letters) return false;
    const auto first = heading_of(rows.front(), by_year);
    return std::any_of(rows.begin(), rows.end(), [&](const View& row) { return heading_of(row, by_year) != first; });
}

View::List grouped(View::List rows, bool by_year) {
    View::List groups;
    std::string heading;
    View::List open;
    const auto close = [&] {
        if (open.empty()) return;
        View group;
        group.set("heading", heading).set("id", "grupp_" + lower(heading));
        group.set("rows", std::exchange(open, {}));
        groups.push_back(std::move(group));
    };
    for (auto& row : rows) {
        auto said = heading_of(row, by_year);
        if (said != heading) close();
        heading = std::move(said);
        open.push_back(std::move(row));
    }
    close();
    return groups;
}

}  // namespace

const PageType* listed_type(const Lens& lens, PageNo folder) {
    std::map<const PageType*, std::size_t> counts;
    for (const auto child : lens.children(folder)) ++counts[lens.card(child).type];
    const PageType* best = nullptr;
    for (const auto& [type, count] : counts) {
        if (type->name == "page") continue;
        if (best == nullptr || count > counts[best] || (count == counts[best] && type->name < best->name)) best = type;
    }
    return best;
}

std::string filter_url(std::string_view folder_url, const Filter& filter) {
    return std::string{folder_url} + "urval/" + slugify(filter.field) + "/" + slugify(filter.value) + "/";
}

std::vector<FilterOption> filter_options(const Lens& lens, PageNo folder, const PageType& type,
                                         std::string_view field) {
    std::map<std::string, FilterOption> options;
    const auto pages = lens.select(listed(lens, folder, type));
    for (const auto page : pages) {
        for (auto& value : values_at(lens.page(page).values(), field)) {
            auto& option = options[value];
            ++option.count;
            option.filter = {std::string{field}, value};
        }
    }
    std::vector<FilterOption> sorted;
    // One choice that all pages share is none.
    if (options.size() == 1 && options.begin()->second.count == pages.size()) return sorted;
    for (auto& [value, option] : options) {
        option.label = label_of_value(lens, type, field, value);
        sorted.push_back(std::move(option));
    }
    sort_by_words(sorted, [](const FilterOption& option) -> std::string_view { return option.label; });
    return sorted;
}

View listing_view(const Lens& lens, PageNo folder, const std::optional<Filter>& filter) {
    const auto* type = listed_type(lens, folder);
    if (type == nullptr) return false;
    auto query = listed(lens, folder, *type);
    if (filter) query.where.emplace_back(filter->field, filter->value);
    const auto pages = lens.select(query);
    auto heads = column_heads(lens, *type);
    auto map = map_view(lens, *type, pages);
    View::List rows;
    rows.reserve(pages.size());
    for (const auto page : pages) {
        rows.push_back(row_view(lens, *type, heads, page));
        rows.back().set("number", map.is_object() ? std::to_string(rows.size()) : std::string{});
    }

    View view;
    view.set("label", type->plural.in(lens.language())).set("columns", std::move(heads)).set("count", rows.size());
    view.set("all_url", lens.settings().link(lens.card(folder).url));
    view.set("filters", filters_view(lens, folder, *type, filter)).set("filter_active", filter.has_value());
    view.set("filter_text", filter ? label_of_value(lens, *type, filter->field, filter->value) : std::string{});
    // The rows stand in one place: under headings, or all together.
    const bool by_year = type->sort.starts_with('-');
    const bool in_groups = is_worth_grouping(rows, by_year);
    View::List groups, letters;
    if (in_groups) groups = grouped(std::exchange(rows, {}), by_year);
    for (const auto& group : groups) {
        View letter;
        letter.set("letter", *group.find("heading")).set("anchor", *group.find("id"));
        letters.push_back(std::move(letter));
    }
    view.set("grouped", in_groups).set("letters", std::move(letters));
    view.set("map", std::move(map));
    view.set("groups", std::move(groups)).set("rows", std::move(rows));
    return view;
}

}  // namespace knav
