#include "feeds/deadlines.hpp"

#include <algorithm>

#include "text/digest.hpp"

namespace knav {
namespace {

bool is_day(const Field& field) {
    return field.calendar == CalendarPart::deadline || field.calendar == CalendarPart::day;
}

std::optional<Date> date_of(const Value* value) {
    if (value == nullptr) return {};
    if (const auto* day = value->as<Date>()) return *day;
    if (const auto* time = value->as<DateTime>()) return time->date;
    return {};
}

class Reader {
public:
    Reader(const Lens& lens, PageNo number) : lens_(lens), number_(number), page_(lens.page(number)) {}

    std::vector<Deadline> read() {
        for (const auto& field : page_.type->fields) {
            const auto* value = page_.values().find(field.name);
            if (value == nullptr) continue;
            if (field.is_list_of_tables())
                read_rows(field, *value);
            else if (is_day(field) || (!field.item.empty() && is_day(field.item.front())))
                read_days(field, *value);
        }
        return std::move(found_);
    }

private:
    std::string label_of(const Field& field) const {
        const auto& label = field.label.in(lens_.language());
        return label.empty() ? field.name : label;
    }

    Deadline begun(const Field& field, const Field& named) const {
        Deadline made;
        made.page = number_;
        made.field = &field;
        made.label = label_of(named);
        made.name = field.name;
        return made;
    }

    void read_days(const Field& field, const Value& value) {
        for (const auto& each : value.array()) {
            auto made = begun(field, field);
            made.day = date_of(&each);
            if (!made.day) continue;
            made.name += "/" + iso(*made.day);
            found_.push_back(std::move(made));
        }
        if (value.kind() == ValueKind::array) return;
        auto made = begun(field, field);
        made.day = date_of(&value);
        if (made.day) found_.push_back(std::move(made));
    }

    void read_rows(const Field& field, const Value& value) {
        const auto column = std::find_if(field.fields.begin(), field.fields.end(), is_day);
        if (column == field.fields.end()) return;
        for (const auto& row : value.array()) {
            auto made = begun(field, *column);
            made.row = &row.table();
            made.day = date_of(made.row->find(column->name));
            made.title = title_of(field, *made.row);
            // By what it says, so that a row taken away leaves the others their names.
            made.name += "/" + digest_of(made.title).hex().substr(0, 12);
            read_columns(field, made);
            if (made.day || made.state != nullptr) found_.push_back(std::move(made));
        }
    }

    std::string title_of(const Field& field, const Table& row) const {
        if (!row.text("title").empty()) return std::string{row.text("title")};
        for (const auto& column : field.fields) {
            const bool words = column.kind == FieldKind::string || column.kind == FieldKind::text;
            if (words && !row.text(column.name).empty()) return std::string{row.text(column.name)};
        }
        return std::string{page_.title};
    }

    void read_columns(const Field& field, Deadline& made) const {
        made.owner = made.row->text("responsible");
        for (const auto& column : field.fields) {
            const auto* term = term_of_field(lens_, column, made.row->text(column.name));
            if (term == nullptr) continue;
            if (!term->page.empty()) {
                made.role = lens_.find(term->page);
                if (made.owner.empty()) made.owner = term->label.in(lens_.language());
            } else if (column.name == "state") {
                made.state = term;
                made.done = term->tone == "done";
            }
        }
    }

    const Lens& lens_;
    PageNo number_;
    const Page& page_;
    std::vector<Deadline> found_;
};

}  // namespace

std::vector<Deadline> deadlines_of(const Lens& lens, PageNo page) { return Reader{lens, page}.read(); }

const Value* calendar_value(const Page& page, CalendarPart part) {
    for (const auto& field : page.type->fields) {
        if (field.calendar != part) continue;
        if (const auto* value = page.values().find(field.name)) return value;
    }
    return nullptr;
}

const Term* term_of_field(const Lens& lens, const Field& field, std::string_view value) {
    if (field.kind != FieldKind::enumeration || value.empty()) return nullptr;
    const auto& vocabularies = lens.schema().vocabularies;
    const auto vocabulary = vocabularies.find(field.vocabulary);
    return vocabulary == vocabularies.end() ? nullptr : vocabulary->second.find(value);
}

bool is_cancelled(const Lens& lens, PageNo number) {
    // Only what a list shows of it is needed: whether it is held is its status.
    const auto card = lens.card(number);
    const auto* term = card.status_field == nullptr ? nullptr : term_of_field(lens, *card.status_field, card.status);
    return term != nullptr && term->calendar == "CANCELLED";
}

}  // namespace knav
