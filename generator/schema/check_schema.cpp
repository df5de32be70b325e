#include "schema/check_schema.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "schema/check_events.hpp"

namespace knav {

namespace {

using Names = std::vector<std::string_view>;

Names field_names(const std::vector<Field>& fields) {
    Names names;
    for (const auto& field : fields) {
        if (field.deprecated.empty()) names.push_back(field.name);
    }
    return names;
}

void check_name(const SchemaFile& file, const Value& value, std::string_view key, const Names& known) {
    if (value.kind() != ValueKind::string) return;  // reported when it was read
    if (std::find(known.begin(), known.end(), value.text()) == known.end()) file.unknown_value(value, key, known);
}

/// Calls `visit` with every field that the file itself has, columns and items included, and the table that describes it.
void each_field(const Table& raw, const std::vector<Field>& fields,
                const std::function<void(const Field&, const Table&)>& visit) {
    for (const auto& entry : raw.entries()) {
        const auto found =
            std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == entry.key; });
        if (found == fields.end() || entry.value.kind() != ValueKind::table) continue;
        const auto& described = entry.value.table();
        visit(*found, described);
        const auto* columns = described.find(found->kind == FieldKind::list ? "item" : "fields");
        if (columns == nullptr) continue;
        if (!found->item.empty()) visit(found->item.front(), columns->table());
        each_field(columns->table(), found->fields, visit);
    }
}

/// A field by that name of some type that a reference may lead to; null, and `known` has those there are.
const Field* field_of_target(const Field& field, std::string_view name, const Schema& schema,
                             std::set<std::string_view>& known) {
    const Field* asked = nullptr;
    for (const auto& type : schema.types) {
        const bool possible = field.to.empty() || std::any_of(field.to.begin(), field.to.end(),
                                                              [&](const auto& each) { return type.is_a(each); });
        if (!possible) continue;
        if (const auto* has = type.find(name)) asked = has;
        for (const auto each : field_names(type.fields)) known.insert(each);
    }
    return asked;
}

/// `target` asks the other end for values of fields, `share` counts those with the same in one: some type it may be must
/// have them.
void check_targets(const SchemaFile& file, const Field& field, const Table& described, const Schema& schema) {
    std::set<std::string_view> known;
    if (const auto* share = described.find("share"); share != nullptr && share->kind() == ValueKind::string) {
        if (field_of_target(field, share->text(), schema, known) == nullptr)
            file.unknown_value(*share, "share", Names(known.begin(), known.end()));
    }
    const auto* target = described.find("target");
    if (target == nullptr) return;
    for (const auto& entry : target->table().entries()) {
        const auto* asked = field_of_target(field, entry.key, schema, known);
        if (asked == nullptr) {
            file.unknown_key(entry, Names(known.begin(), known.end()));
        } else if (asked->kind == FieldKind::enumeration) {
            check_name(file, entry.value, entry.key, Names(asked->values.begin(), asked->values.end()));
        }
    }
}

/// The relations that fields make: named by the path of the field, and seen from the other end by its inverse.
void add_relations(const std::vector<Field>& fields, const std::string& prefix, bool own,
                   std::set<std::string>& names) {
    for (const auto& field : fields) {
        const auto path = prefix + field.name;
        const auto* made = &field;
        while (made->kind == FieldKind::list && !made->item.empty()) made = &made->item.front();
        if (made->kind == FieldKind::reference) {
            if (own) names.insert(path);
            if (!made->inverse.empty()) names.insert(made->inverse);
        }
        add_relations(made->fields, path + ".", own, names);
    }
}

std::set<std::string> relations_of(const PageType& type, const Schema& schema) {
    std::set<std::string> names;
    for (const auto& other : schema.types) add_relations(other.fields, "", other.name == type.name, names);
    return names;
}

void check_rule(const SchemaFile& file, const Table& rule, const PageType& type, const Schema& schema) {
    const auto fields = field_names(type.fields);
    if (const auto* when = rule.find("when")) {
        for (const auto& entry : when->table().entries()) {
            const auto* field = type.find(entry.key);
            if (field == nullptr) {
                file.unknown_key(entry, fields);
            } else if (field->kind == FieldKind::enumeration) {
                check_name(file, entry.value, entry.key, Names(field->values.begin(), field->values.end()));
            }
        }
    }
    if (const auto* require = rule.find("require")) {
        for (const auto& name : require->array()) check_name(file, name, "require", fields);
    }
    if (const auto* relation = rule.find("relation")) {
        const auto relations = relations_of(type, schema);
        check_name(file, *relation, "relation", Names(relations.begin(), relations.end()));
    }
    Names dates;
    for (const auto& field : type.fields) {
        if (field.kind == FieldKind::date || field.kind == FieldKind::datetime) dates.push_back(field.name);
    }
    for (const std::string_view key : {std::string_view{"before"}, std::string_view{"after"}}) {
        if (const auto* date = rule.find(key)) check_name(file, *date, key, dates);
    }
}

/// Seats are counted in the field that shows them, so their roles must be roles it can have.
void check_seats(const SchemaFile& file, const Table& raw, const PageType& type) {
    const auto* seats = raw.find("seats");
    if (seats == nullptr) return;
    Names roles;
    for (const auto& field : type.fields) {
        const auto* role = field.display == Display::seats ? field.find("role") : nullptr;
        if (role != nullptr) roles.insert(roles.end(), role->values.begin(), role->values.end());
    }
    for (const auto& seat : seats->array()) {
        if (const auto* role = seat.table().find("role")) check_name(file, *role, "role", roles);
    }
}

// What a theme can tell of any page without a field for it.
constexpr std::string_view computed_columns[] = {"vacancies", "due"};
constexpr std::string_view children_column = "children:";

void check_column(const SchemaFile& file, const Value& column, const Names& known) {
    if (!column.text().starts_with(children_column)) return check_name(file, column, "columns", known);
    const auto& types = file.names().types;
    const auto type = column.text().substr(children_column.size());
    if (!std::binary_search(types.begin(), types.end(), type)) file.unknown_value(column, "columns", types);
}

/// The index shows fields, relations from either end and computed columns, is filtered by the first two, and sorted by
/// fields.
void check_index(const SchemaFile& file, const Table& raw, const PageType& type, const Schema& schema) {
    const auto fields = field_names(type.fields);
    const auto relations = relations_of(type, schema);
    Names known = fields;
    known.insert(known.end(), relations.begin(), relations.end());
    if (const auto* filters = raw.find("filters")) {
        for (const auto& filter : filters->array()) check_name(file, filter, "filters", known);
    }
    known.insert(known.end(), std::begin(computed_columns), std::end(computed_columns));
    if (const auto* columns = raw.find("columns")) {
        for (const auto& column : columns->array()) check_column(file, column, known);
    }
    const auto* sort = raw.find("sort");
    if (sort == nullptr || sort->kind() != ValueKind::string) return;
    const auto name = sort->text().substr(sort->text().starts_with('-') ? 1 : 0);
    if (std::find(fields.begin(), fields.end(), name) == fields.end()) file.unknown_value(*sort, "sort", fields);
}

/// The ends of a map's ways are fields of the type; what ranks those at the ends is a field of some type.
void check_map(const SchemaFile& file, const Table& raw, const PageType& type, const Schema& schema) {
    const auto* map = raw.find("map");
    if (map == nullptr || map->kind() != ValueKind::table) return;
    for (const std::string_view key : {"from", "to", "both"}) {
        if (const auto* name = map->table().find(key)) check_name(file, *name, key, field_names(type.fields));
    }
    Names ranks;
    for (const auto& other : schema.types) {
        for (const auto& field : other.fields) {
            if (field.kind == FieldKind::enumeration) ranks.push_back(field.name);
        }
    }
    if (const auto* rank = map->table().find("rank")) check_name(file, *rank, "rank", ranks);
}

}  // namespace

void check_type(const SchemaFile& file, const TypeFile& raw, const PageType& type, const Schema& schema) {
    if (const auto* fields = raw.table.find("fields")) {
        each_field(fields->table(), type.fields,
                   [&](const Field& field, const Table& described) { check_targets(file, field, described, schema); });
    }
    if (const auto* rules = raw.table.find("rules")) {
        for (const auto& rule : rules->array()) check_rule(file, rule.table(), type, schema);
    }
    check_seats(file, raw.table, type);
    check_events(file, raw.table, type);
    check_index(file, raw.table, type, schema);
    check_map(file, raw.table, type, schema);
}

}  // namespace knav
