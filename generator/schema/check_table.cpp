#include <algorithm>
#include <utility>
#include <vector>

#include "schema/check_value.hpp"
#include "text/nearest.hpp"

namespace knav {

namespace {

const Field* find_field(std::span<const Field> fields, std::string_view name) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

void report_unknown(const PageCheck& check, const Entry& entry, std::span<const Field> fields) {
    std::vector<std::string_view> known;
    for (const auto& field : fields) {
        if (field.deprecated.empty()) known.push_back(field.name);
    }
    check.found.error(check.at(entry.key_at), rule::key_unknown, {entry.key}, nearest(entry.key, known).value_or(""));
}

/// Said, but with nothing in it: no answer to a required field.
bool is_blank(const Value& value) {
    if (const auto* text = value.as<std::string>()) return text->find_first_not_of(" \t\r\n") == std::string::npos;
    return value.kind() == ValueKind::array && value.array().empty();
}

/// The entry checked and put into `record` under the name the schema now has for it.
void check_entry(const PageCheck& check, const Table& given, const Entry& entry, std::span<const Field> fields,
                 Table& record) {
    const Field* field = find_field(fields, entry.key);
    if (field == nullptr) return report_unknown(check, entry, fields);
    if (!field->deprecated.empty()) {
        check.found.warning(check.at(entry.key_at), rule::key_deprecated, {entry.key, field->deprecated});
        if (const auto* renamed = find_field(fields, field->deprecated)) field = renamed;
        // Both are there: the new one is what is meant.
        if (given.find(field->name) != nullptr || record.find(field->name) != nullptr) return;
    }
    if (field->required && is_blank(entry.value)) {
        check.found.error(check.at(entry.value.at()), rule::field_required, {entry.key});
        return;
    }
    if (auto value = check_value(check, entry.value, *field, entry.key)) {
        record.add({field->name, entry.key_at, std::move(*value)});
    }
}

/// Whether the page says the field at all, rightly or wrongly, by its own name or an old one.
bool is_given(const Table& given, const Field& field, std::span<const Field> fields) {
    if (given.find(field.name) != nullptr) return true;
    return std::any_of(fields.begin(), fields.end(), [&](const Field& old) {
        return old.deprecated == field.name && given.find(old.name) != nullptr;
    });
}

/// Below zero, zero or above: how two dates or points in time stand to each other. A day and a time of that day stand
/// level. Nothing if either is no date.
std::optional<int> compare_dates(const Value& left, const Value& right) {
    const auto *left_time = left.as<DateTime>(), *right_time = right.as<DateTime>();
    if (left_time != nullptr && right_time != nullptr) {
        const auto first = unix_seconds(*left_time), second = unix_seconds(*right_time);
        return first < second ? -1 : first > second ? 1 : 0;
    }
    const auto* left_day = left_time != nullptr ? &left_time->date : left.as<Date>();
    const auto* right_day = right_time != nullptr ? &right_time->date : right.as<Date>();
    if (left_day == nullptr || right_day == nullptr) return std::nullopt;
    return *left_day < *right_day ? -1 : *left_day > *right_day ? 1 : 0;
}

void check_date_order(const PageCheck& check, const Table& record, std::string_view first, std::string_view last) {
    const Value* begin = record.find(first);
    const Value* end = begin != nullptr ? record.find(last) : nullptr;
    if (end == nullptr || compare_dates(*begin, *end).value_or(0) <= 0) return;
    check.found.error(check.at(end->at()), rule::date_order, {std::string{last}, std::string{first}});
}

}  // namespace

Table check_table(const PageCheck& check, const Table& given, std::span<const Field> fields, Position opening) {
    Table record;
    record.entries().reserve(given.entries().size() + 2);
    for (const auto& entry : given.entries()) check_entry(check, given, entry, fields, record);
    for (const auto& field : fields) {
        if ((!field.required && !field.standard) || record.find(field.name) != nullptr) continue;
        if (field.standard) {
            record.add({field.name, {}, *field.standard});
        } else if (!is_given(given, field, fields)) {
            check.found.error(check.at(opening), rule::field_required, {field.name});
        }
    }
    check_date_order(check, record, "from", "to");
    check_date_order(check, record, "start", "end");
    return record;
}

}  // namespace knav
