#include "schema/check_events.hpp"

#include <algorithm>

#include "schema/sentence.hpp"

namespace knav {

namespace {

using Names = std::vector<std::string_view>;

Names names_of(const std::vector<Field>& fields) {
    Names names;
    for (const auto& field : fields) {
        if (field.deprecated.empty()) names.push_back(field.name);
    }
    return names;
}

bool knows(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

class EventCheck {
public:
    EventCheck(const SchemaFile& file, const Table& raw, const EventRule& event, const PageType& type)
        : file_(file), raw_(raw), event_(event), type_(type) {}

    void run() {
        if (!event_.section.empty()) check_section();
        if (!event_.field.empty()) check_field();
        if (const auto* when = raw_.find("when")) check_when(when->table());
        if (const auto* say = raw_.find("say")) check_sentences(*say);
    }

private:
    void check_section() {
        const auto change = event_.change;
        if (change != Happening::added && change != Happening::removed && change != Happening::changed)
            return file_.wrong(event_.at, "change", "\"added\" | \"removed\" | \"changed\"");
        if (event_.section == "*" || type_.section(event_.section) != nullptr) return;
        Names ids{"*", "lead"};
        for (const auto& section : type_.sections) ids.push_back(section.id);
        if (event_.section != "lead") file_.unknown_value(*raw_.find("section"), "section", ids);
    }

    void check_field() {
        field_ = type_.find(event_.field);
        if (field_ == nullptr) return file_.unknown_value(*raw_.find("field"), "field", names_of(type_.fields));
        const bool of_seats = event_.change == Happening::filled || event_.change == Happening::vacated;
        if (of_seats && field_->display != Display::seats)
            return file_.wrong(raw_.find("field")->at(), "field", "display = \"seats\"");
        if (!event_.column.empty()) {
            column_ = field_->find(event_.column);
            if (column_ == nullptr)
                return file_.unknown_value(*raw_.find("column"), "column", names_of(field_->fields));
        }
        const bool of_elements = event_.change == Happening::added || event_.change == Happening::removed;
        if (of_elements && field_->kind != FieldKind::list)
            return file_.wrong(event_.at, "change", "\"changed\"", "changed");
        if (event_.change == Happening::changed && field_->is_list_of_tables() && column_ == nullptr)
            return file_.wrong(event_.at, "column", "column = \"...\"");
        check_values("from", event_.from);
        check_values("to", event_.to);
    }

    void check_values(std::string_view key, const std::vector<std::string>& values) {
        const auto* held = column_ != nullptr ? column_ : field_;
        if (held->kind != FieldKind::enumeration) return;
        const Names known(held->values.begin(), held->values.end());
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!knows(known, values[i])) file_.unknown_value(raw_.find(key)->array()[i], key, known);
        }
    }

    void check_when(const Table& when) {
        const auto fields = names_of(type_.fields);
        for (const auto& entry : when.entries()) {
            const auto* field = type_.find(entry.key);
            if (field == nullptr) {
                file_.unknown_key(entry, fields);
            } else if (field->kind == FieldKind::enumeration) {
                const Names known(field->values.begin(), field->values.end());
                if (!knows(known, entry.value.text())) file_.unknown_value(entry.value, entry.key, known);
            }
        }
    }

    void check_sentences(const Value& say) {
        auto known = names_of(type_.fields);
        if (field_ != nullptr) {
            for (const auto name : names_of(field_->fields)) known.push_back(name);
        }
        for (const auto* name : {"page", "above", "section", "before", "after", "value", "number"})
            known.push_back(name);
        for (const auto* sentence : {&event_.say.sv, &event_.say.en}) {
            if (!is_well_formed(*sentence)) file_.wrong(say.at(), "say", "\"{...} [ ... {...}]\"");
            for (const auto name : names_in(*sentence)) {
                if (!knows(known, name)) file_.unknown_value(Value{std::string{name}, say.at()}, "say", known);
            }
        }
    }

    const SchemaFile& file_;
    const Table& raw_;
    const EventRule& event_;
    const PageType& type_;
    const Field* field_ = nullptr;
    const Field* column_ = nullptr;
};

}  // namespace

void check_events(const SchemaFile& file, const Table& raw, const PageType& type) {
    const auto* events = raw.find("events");
    if (events == nullptr) return;
    for (const auto& described : events->array()) {
        const auto id = described.table().text("id");
        const auto event = std::find_if(type.events.begin(), type.events.end(), [&](const EventRule& each) {
            return each.id == id && each.at == described.at();
        });
        if (event != type.events.end()) EventCheck{file, described.table(), *event, type}.run();
    }
}

}  // namespace knav
