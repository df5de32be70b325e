#include <algorithm>
#include <array>

#include "render/format.hpp"
#include "render/page_parts.hpp"
#include "render/values.hpp"

namespace knav {
namespace {

// Said elsewhere on the page: in its head, its foot, or by the lists they ask for.
constexpr std::array shown_elsewhere = {
    std::string_view{"title"},      std::string_view{"summary"},   std::string_view{"date"},
    std::string_view{"updated"},    std::string_view{"draft"},     std::string_view{"aliases"},
    std::string_view{"weight"},     std::string_view{"expires"},   std::string_view{"type"},
    std::string_view{"lists"},      std::string_view{"review_by"}, std::string_view{"source"},
    std::string_view{"checked"},    std::string_view{"example"},   std::string_view{"inferred"},
    std::string_view{"responsible"}};

bool is_fact(const Field& field) {
    if (field.display == Display::hidden || field.display == Display::seats) return false;
    if (field.display == Display::progress || field.is_list_of_tables()) return false;
    return std::find(shown_elsewhere.begin(), shown_elsewhere.end(), field.name) == shown_elsewhere.end();
}

std::string label_of(const Field& field, Language language) {
    const auto& label = field.label.in(language);
    return label.empty() ? field.name : label;
}

View fact_item(const Lens& lens, const Page& page, const Field& field, const Value* value) {
    View item;
    item.set("label", label_of(field, lens.language())).set("help", field.help.in(lens.language()));
    item.set("contact", field.kind == FieldKind::email || field.name.starts_with("contact"));
    item.set("values", value == nullptr
                           ? View::List{}
                           : under_label(values_view(lens, field, *value), label_of(field, lens.language())));
    return std::move(item.set("missing", value == nullptr).set("inferred", is_inferred(page.values(), field.name)));
}

View cell(const Lens& lens, const Field& column, const Value* value) {
    View item;
    item.set("label", label_of(column, lens.language()));
    return std::move(item.set("values", value == nullptr ? View::List{} : values_view(lens, column, *value)));
}

View::List row_cells(const Lens& lens, const std::vector<const Field*>& columns, const Table& row) {
    View::List cells;
    for (const auto* column : columns) cells.push_back(cell(lens, *column, row.find(column->name)));
    return cells;
}

// Columns that no row fills in are not shown.
std::vector<const Field*> used_columns(const Field& field, const Array& rows) {
    std::vector<const Field*> used;
    for (const auto& column : field.fields) {
        const bool filled =
            std::any_of(rows.begin(), rows.end(), [&](const Value& row) { return row.table().find(column.name); });
        if (filled && column.display != Display::hidden) used.push_back(&column);
    }
    return used;
}

const Field* state_column(const Field& field) {
    const auto* state = field.find("state");
    return state != nullptr ? state : field.find("status");
}

View::List progress_bars(const Lens& lens, const Field& state, const Array& rows) {
    const auto& vocabularies = lens.schema().vocabularies;
    const auto vocabulary = vocabularies.find(state.vocabulary);
    View::List bars;
    if (vocabulary == vocabularies.end() || rows.empty()) return bars;
    std::size_t before = 0;
    for (const auto& term : vocabulary->second.terms) {
        const auto count = static_cast<std::size_t>(std::count_if(
            rows.begin(), rows.end(), [&](const Value& row) { return row.table().text(state.name) == term.value; }));
        if (count == 0) continue;
        View bar;
        const auto& label = term.label.in(lens.language());
        bar.set("state", label.empty() ? term.value : label).set("tone", term.tone.empty() ? "neutral" : term.tone);
        bar.set("symbol", term.symbol).set("count", count).set("x", before * 100 / rows.size());
        bars.push_back(
            std::move(bar.set("percent", (before + count) * 100 / rows.size() - before * 100 / rows.size())));
        before += count;
    }
    return bars;
}

// An activity whose last day is past while its state is not one of those that end it.
bool is_overdue(const Lens& lens, const Term* state, const Value* due) {
    const auto* day = due == nullptr ? nullptr : due->as<Date>();
    const bool ended = state != nullptr && state->tone == "done";
    return day != nullptr && !ended && lens.compared_to_today(*day) < 0;
}

View progress_row(const Lens& lens, const Field& state, const std::vector<const Field*>& columns, const Table& row) {
    const auto value = row.text(state.name);
    const auto* term = term_of(lens, state, value);
    const auto* due = row.find("due");
    View item;
    item.set("title", row.text("title"))
        .set("state", term == nullptr || term->label.in(lens.language()).empty() ? std::string{value}
                                                                                 : term->label.in(lens.language()));
    item.set("tone", term == nullptr || term->tone.empty() ? std::string{"neutral"} : term->tone);
    item.set("symbol", term == nullptr ? std::string{} : term->symbol).set("note", row.text("note"));
    item.set("due", due == nullptr || due->as<Date>() == nullptr ? std::string{} : in_words(*due->as<Date>(), lens));
    return std::move(item.set("overdue", is_overdue(lens, term, due)).set("cells", row_cells(lens, columns, row)));
}

}  // namespace

bool is_inferred(const Table& values, std::string_view field) {
    const auto* inferred = values.find("inferred");
    if (inferred == nullptr) return false;
    if (const auto* whole = inferred->as<bool>()) return *whole;
    const auto& names = inferred->array();
    return std::any_of(names.begin(), names.end(), [&](const Value& name) { return name.text() == field; });
}

View::List facts_view(const Lens& lens, PageNo number) {
    const auto& page = lens.page(number);
    View::List items;
    for (const auto& field : page.type->fields) {
        if (!is_fact(field) || field.display == Display::status) continue;
        const auto* value = page.values().find(field.name);
        const bool empty_list = value != nullptr && value->kind() == ValueKind::array && value->array().empty();
        if (empty_list) value = nullptr;
        const bool expected = field.required || field.expected;
        if (value != nullptr || expected) items.push_back(fact_item(lens, page, field, value));
    }
    return items;
}

View::List tables_view(const Lens& lens, PageNo number) {
    const auto& page = lens.page(number);
    View::List items;
    for (const auto& field : page.type->fields) {
        if (!field.is_list_of_tables() || field.display != Display::automatic || field.name == "lists") continue;
        const auto* value = page.values().find(field.name);
        if (value == nullptr || value->array().empty()) continue;
        const auto columns = used_columns(field, value->array());
        View item;
        item.set("label", label_of(field, lens.language())).set("id", "tabell_" + field.name);
        View::List heads, rows;
        for (const auto* column : columns)
            heads.push_back(std::move(View{}.set("label", label_of(*column, lens.language()))));
        for (const auto& row : value->array())
            rows.push_back(std::move(View{}.set("cells", row_cells(lens, columns, row.table()))));
        items.push_back(std::move(item.set("columns", std::move(heads)).set("rows", std::move(rows))));
    }
    return items;
}

View::List progress_view(const Lens& lens, PageNo number) {
    const auto& page = lens.page(number);
    View::List items;
    for (const auto& field : page.type->fields) {
        const auto* state = field.is_list_of_tables() ? state_column(field) : nullptr;
        const auto* value = page.values().find(field.name);
        const auto* title = field.find("title");
        if (field.display != Display::progress || state == nullptr || title == nullptr) continue;
        if (value == nullptr || value->array().empty()) continue;
        auto columns = used_columns(field, value->array());
        std::erase_if(columns, [&](const Field* column) {
            return column == state || column->name == "title" || column->name == "note" || column->name == "due" ||
                   column->name == "id";
        });
        View::List rows;
        for (const auto& row : value->array()) rows.push_back(progress_row(lens, *state, columns, row.table()));
        View item;
        item.set("label", label_of(field, lens.language())).set("id", "framsteg_" + field.name);
        item.set("title_label", label_of(*title, lens.language()))
            .set("total", value->array().size())
            .set("bars", progress_bars(lens, *state, value->array()));
        View::List heads;
        for (const auto* column : columns)
            heads.push_back(std::move(View{}.set("label", label_of(*column, lens.language()))));
        items.push_back(std::move(item.set("columns", std::move(heads)).set("rows", std::move(rows))));
    }
    return items;
}

}  // namespace knav
