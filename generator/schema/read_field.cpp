#include "schema/read_field.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "schema/check_value.hpp"
#include "schema/text_pattern.hpp"
#include "text/ascii.hpp"

namespace knav {

namespace {

constexpr std::pair<std::string_view, FieldKind> kinds[] = {
    {"string", FieldKind::string},   {"text", FieldKind::text},         {"markdown", FieldKind::markdown},
    {"integer", FieldKind::integer}, {"number", FieldKind::number},     {"boolean", FieldKind::boolean},
    {"date", FieldKind::date},       {"datetime", FieldKind::datetime}, {"url", FieldKind::url},
    {"email", FieldKind::email},     {"enum", FieldKind::enumeration},  {"reference", FieldKind::reference},
    {"list", FieldKind::list},       {"table", FieldKind::table}};

constexpr std::pair<std::string_view, Display> displays[] = {
    {"auto", Display::automatic},    {"hidden", Display::hidden}, {"seats", Display::seats},
    {"progress", Display::progress}, {"wheel", Display::wheel},   {"status", Display::status}};

constexpr std::pair<std::string_view, CalendarPart> calendar_parts[] = {
    {"start", CalendarPart::start}, {"end", CalendarPart::end},           {"place", CalendarPart::place},
    {"link", CalendarPart::link},   {"state", CalendarPart::state},       {"repeats", CalendarPart::repeats},
    {"until", CalendarPart::until}, {"deadline", CalendarPart::deadline}, {"day", CalendarPart::day}};

void read_field(const SchemaFile& file, const Table& table, Field& field);

std::string kind_name(FieldKind kind) { return std::string{kinds[static_cast<std::size_t>(kind)].first}; }

void read_display(const SchemaFile& file, const Entry& entry, Field& field) {
    file.read_choice<Display>(entry, displays, field.display);
}

void read_calendar(const SchemaFile& file, const Entry& entry, Field& field) {
    file.read_choice<CalendarPart>(entry, calendar_parts, field.calendar);
}

void read_targets(const SchemaFile& file, const Entry& entry, Field& field) {
    file.read(entry, field.to);
    for (const auto& name : entry.value.array()) {
        const auto& types = file.names().types;
        if (name.kind() != ValueKind::string || std::binary_search(types.begin(), types.end(), name.text())) continue;
        file.unknown_value(name, entry.key, types);
    }
}

/// The name of a vocabulary, or the words themselves.
void read_values(const SchemaFile& file, const Entry& entry, Field& field) {
    field.values.clear();
    field.vocabulary.clear();
    if (entry.value.kind() != ValueKind::string) {
        file.read(entry, field.values);
        std::set<std::string_view> seen;
        for (const auto& value : entry.value.array()) {
            if (value.kind() == ValueKind::string && !seen.insert(value.text()).second) {
                file.wrong(value.at(), entry.key, "[ \"a\", \"b\" ]");
            }
        }
        return;
    }
    const auto& vocabularies = file.names().vocabularies;
    if (const auto found = vocabularies.find(entry.value.text()); found != vocabularies.end()) {
        field.vocabulary = found->first;
        field.values.reserve(found->second.terms.size());
        for (const auto& term : found->second.terms) field.values.push_back(term.value);
        return;
    }
    std::vector<std::string_view> known;
    known.reserve(vocabularies.size());
    for (const auto& [name, vocabulary] : vocabularies) known.push_back(name);
    file.unknown_value(entry.value, entry.key, known);
}

void read_pattern(const SchemaFile& file, const Entry& entry, Field& field) {
    file.read(entry, field.pattern);
    field.matcher = TextPattern::compile(field.pattern);
    if (!field.matcher) file.wrong(entry.value.at(), entry.key, "\"[a-z]+ ...\"");
}

void read_columns(const SchemaFile& file, const Entry& entry, Field& field) {
    if (const auto* columns = entry.value.as<Table>()) {
        read_fields(file, *columns, {}, field.fields);
    } else {
        file.wrong(entry.value.at(), entry.key, "{ NAME = { kind = \"...\" } }");
    }
}

/// What is known of a field before its table is read.
Field base_of(const Field* known, const Table& table) {
    if (known == nullptr) return {};
    const auto* kind = table.find("kind");
    return kind == nullptr || kind->text() == kind_name(known->kind) ? *known : Field{};
}

/// Columns if every value is a table, else the description of one element.
void read_item(const SchemaFile& file, const Entry& entry, Field& field) {
    const auto* table = entry.value.as<Table>();
    if (table == nullptr) return file.wrong(entry.value.at(), entry.key, "{ kind = \"...\" }");
    const auto& entries = table->entries();
    const bool columns = !entries.empty() && std::all_of(entries.begin(), entries.end(), [](const Entry& each) {
        return each.value.kind() == ValueKind::table;
    });
    if (columns) {
        field.item.clear();
        read_fields(file, *table, {}, field.fields);
        return;
    }
    Field item = base_of(field.item.empty() ? nullptr : &field.item.front(), *table);
    item.at = entry.key_at;
    item.file = file.path();
    read_field(file, *table, item);
    field.fields.clear();
    field.item.clear();
    if (item.kind == FieldKind::table) {  // the longer way to say columns
        field.fields = std::move(item.fields);
    } else {
        field.item.push_back(std::move(item));
    }
}

constexpr std::pair<std::string_view, Spread> spreads[] = {
    {"none", Spread::none}, {"up", Spread::up}, {"down", Spread::down}};

void read_spread(const SchemaFile& file, const Entry& entry, Field& field) {
    file.read_choice<Spread>(entry, spreads, field.news);
}

constexpr Key<Field> field_keys[] = {{"kind", read_elsewhere<Field>},
                                     {"label", read_member<Field, &Field::label>},
                                     {"help", read_member<Field, &Field::help>},
                                     {"display", read_display},
                                     {"calendar", read_calendar},
                                     {"required", read_member<Field, &Field::required>},
                                     {"unique", read_member<Field, &Field::unique>},
                                     {"expected", read_member<Field, &Field::expected>},
                                     {"acyclic", read_member<Field, &Field::acyclic>},
                                     {"to", read_targets},
                                     {"inverse", read_member<Field, &Field::inverse>},
                                     {"inverse_label", read_member<Field, &Field::inverse_label>},
                                     {"news", read_spread},
                                     {"target", read_member<Field, &Field::target>},
                                     {"share", read_member<Field, &Field::share>},
                                     {"values", read_values},
                                     {"min", read_member<Field, &Field::min>},
                                     {"max", read_member<Field, &Field::max>},
                                     {"min_words", read_member<Field, &Field::min_words>},
                                     {"max_words", read_member<Field, &Field::max_words>},
                                     {"pattern", read_pattern},
                                     {"default", read_elsewhere<Field>},
                                     {"deprecated", read_member<Field, &Field::deprecated>},
                                     {"editors", read_member<Field, &Field::editors>},
                                     {"fields", read_columns},
                                     {"item", read_item}};

/// Keys that mean something for some kinds only.
struct KindKey {
    std::string_view name;
    std::initializer_list<FieldKind> kinds;
};

using enum FieldKind;
constexpr auto texts = {string, text, markdown, url, email};
constexpr auto sized = {string, text, markdown, url, email, integer, number, FieldKind::list};
constexpr auto references = {reference};
constexpr auto reference_lists = {reference, FieldKind::list};
constexpr auto enumerations = {enumeration};
constexpr auto only_lists = {FieldKind::list};
constexpr auto tables = {FieldKind::table};
constexpr KindKey kind_keys[] = {{"to", references},
                                 {"inverse", references},
                                 {"inverse_label", references},
                                 {"news", references},
                                 {"share", references},
                                 {"target", reference_lists},
                                 {"acyclic", reference_lists},
                                 {"values", enumerations},
                                 {"pattern", texts},
                                 {"min_words", texts},
                                 {"max_words", texts},
                                 {"min", sized},
                                 {"max", sized},
                                 {"item", only_lists},
                                 {"fields", tables}};

void check_kind_keys(const SchemaFile& file, const Table& table, const Field& field) {
    for (const auto& key : kind_keys) {
        const auto* entry = table.entry(key.name);
        if (entry == nullptr || std::find(key.kinds.begin(), key.kinds.end(), field.kind) != key.kinds.end()) continue;
        std::string expected;
        for (const auto kind : key.kinds)
            expected += (expected.empty() ? "kind = \"" : " | \"") + kind_name(kind) + '"';
        file.wrong(entry->key_at, key.name, expected);
    }
}

/// What a kind cannot be without, and bounds that nothing can be within.
void check_complete(const SchemaFile& file, const Table& table, Field& field) {
    if (field.kind == enumeration && field.values.empty() && table.find("values") == nullptr) {
        file.wrong(field.at, "values", "values = [ \"...\" ]");
    }
    if (field.kind == FieldKind::list && field.item.empty() && field.fields.empty()) {
        if (table.find("item") == nullptr) file.wrong(field.at, "item", "item = { kind = \"...\" }");
        field.item.emplace_back();
    }
    if (field.kind == FieldKind::table && field.fields.empty() && table.find("fields") == nullptr) {
        file.wrong(field.at, "fields", "fields = { NAME = { kind = \"...\" } }");
    }
    if (field.min && field.max && *field.min > *field.max) file.wrong(field.at, "max", limits(field.min, {}));
    if (field.min_words && field.max_words && *field.min_words > *field.max_words) {
        file.wrong(field.at, "max_words", limits(field.min_words, {}));
    }
}

/// A default is held up against the field it stands in for, as a page's own value would be.
void read_default(const SchemaFile& file, const Table& table, Field& field) {
    const auto* value = table.find("default");
    if (value == nullptr) return;
    Diagnostics mistakes;
    auto checked = check_value({file.path(), Language::sv, mistakes}, *value, field, "default");
    if (checked && mistakes.errors() == 0) {
        field.standard = std::move(checked);
        return;
    }
    if (field.kind == enumeration) {
        const std::vector<std::string_view> known(field.values.begin(), field.values.end());
        file.unknown_value(*value, "default", known);
    } else {
        file.wrong(value->at(), "default", kind_name(field.kind), mistakes.sorted().front().proposal);
    }
}

void read_field(const SchemaFile& file, const Table& table, Field& field) {
    if (const auto* kind = table.entry("kind")) file.read_choice<FieldKind>(*kind, kinds, field.kind);
    read_keys(file, table, field_keys, field);
    check_kind_keys(file, table, field);
    check_complete(file, table, field);
    read_default(file, table, field);
}

bool is_field_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-';
    });
}

/// Whether the table may say the kind it says, for a field that every page type shares.
bool keeps_kind(const SchemaFile& file, const Entry& entry, std::span<const Field> fixed) {
    const auto known =
        std::find_if(fixed.begin(), fixed.end(), [&](const Field& field) { return field.name == entry.key; });
    const auto* kind = entry.value.table().find("kind");
    if (known == fixed.end() || kind == nullptr || kind->text() == kind_name(known->kind)) return true;
    file.wrong(kind->at(), "kind", '"' + kind_name(known->kind) + '"', kind_name(known->kind));
    return false;
}

/// Renamed to nowhere is no help to who wrote the old name.
void check_deprecated(const SchemaFile& file, const Table& table, const std::vector<Field>& fields) {
    std::vector<std::string_view> known;
    for (const auto& field : fields) {
        if (field.deprecated.empty()) known.push_back(field.name);
    }
    for (const auto& entry : table.entries()) {
        const auto* renamed = entry.value.table().find("deprecated");
        if (renamed == nullptr || renamed->kind() != ValueKind::string) continue;
        if (std::find(known.begin(), known.end(), renamed->text()) == known.end()) {
            file.unknown_value(*renamed, "deprecated", known);
        }
    }
}

}  // namespace

void read_fields(const SchemaFile& file, const Table& table, std::span<const Field> fixed, std::vector<Field>& fields) {
    for (const auto& entry : table.entries()) {
        const auto* description = entry.value.as<Table>();
        if (!is_field_name(entry.key)) {
            file.unknown_key(entry, {});
        } else if (description == nullptr) {
            file.wrong(entry.value.at(), entry.key, "{ kind = \"...\" }");
        } else if (keeps_kind(file, entry, fixed)) {
            const auto known =
                std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == entry.key; });
            Field field = base_of(known == fields.end() ? nullptr : &*known, *description);
            field.name = entry.key;
            field.at = entry.key_at;
            field.file = file.path();
            read_field(file, *description, field);
            if (field.label.sv.empty() && field.label.en.empty()) field.label.sv = field.name;
            if (known == fields.end()) {
                fields.push_back(std::move(field));
            } else {
                *known = std::move(field);
            }
        }
    }
    check_deprecated(file, table, fields);
}

}  // namespace knav
