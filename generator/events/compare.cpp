#include "events/compare.hpp"

#include <algorithm>
#include <set>

#include "events/rows.hpp"
#include "events/significance.hpp"
#include "graph/seats.hpp"
#include "parse/front_matter.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

const Array no_rows;
const Table no_table;

std::string text_of(const Value* value) { return value == nullptr ? std::string{} : value->written(); }

const Array& rows_of(const Version& version, std::string_view field) {
    const auto* value = version.values().find(field);
    return value == nullptr ? no_rows : value->array();
}

/// A term as it stands within a sentence: "Påbörjat" is "påbörjat", "KPI" stays.
std::string within_sentence(const std::string& label) {
    std::size_t at = 0;
    const auto first = next_code_point(label, at);
    auto second_at = at;
    const auto second = at < label.size() ? next_code_point(label, second_at) : U' ';
    const auto rest = label.substr(at, second_at - at);
    if (rest != lower(rest) || second == U' ') return label;
    std::string begin;
    append_utf8(begin, first);
    return lower(begin) + label.substr(at);
}

std::string day_and_time(const Value& value) {
    const auto* time = value.as<DateTime>();
    return time == nullptr ? value.written() : iso(time->date) + " " + iso(time->time);
}

Argument argument(std::string name, const Field& field, const Value* value, const Schema& schema) {
    Argument made{std::move(name), {}, false};
    if (value == nullptr) return made;
    made.text.sv = made.text.en = day_and_time(*value);
    made.reference = field.kind == FieldKind::reference;
    if (field.kind != FieldKind::enumeration || field.vocabulary.empty()) return made;
    const auto vocabulary = schema.vocabularies.find(field.vocabulary);
    const auto* term = vocabulary == schema.vocabularies.end() ? nullptr : vocabulary->second.find(made.text.sv);
    if (term != nullptr)
        made.text = {within_sentence(term->label.in(Language::sv)), within_sentence(term->label.in(Language::en))};
    return made;
}

bool is_filled(const Table* seat) {
    return seat != nullptr && (!seat->text("person").empty() || seat->text("state") == "tillsatt");
}

bool is_vacant(const Table* seat) { return seat != nullptr && !is_filled(seat) && seat->text("state") != "okänd"; }

/// The text of a section, without its heading.
std::string_view section_text(const Version& version, std::size_t section) {
    const auto& found = version.document().sections[section];
    if (found.begin > version.bytes.size() || found.end > version.bytes.size() || found.begin > found.end) return {};
    auto text = std::string_view{version.bytes}.substr(found.begin, found.end - found.begin);
    if (section > 0) text.remove_prefix(std::min(text.find('\n'), text.size()));
    return text;
}

std::optional<std::size_t> section_of(const Version& version, std::string_view id) {
    const auto& ids = version.section_ids();
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (found == ids.end()) return std::nullopt;
    return static_cast<std::size_t>(found - ids.begin());
}

bool is_text(const Field& field) {
    return field.kind == FieldKind::string || field.kind == FieldKind::text || field.kind == FieldKind::markdown;
}

class Comparison {
public:
    Comparison(const Version& before, const Version& after, const Schema& schema)
        : before_(before), after_(after), type_(*after.type), schema_(schema) {}

    std::vector<Found> run() {
        if (before_.type == nullptr) {
            tell(Happening::created, {}, {});
        } else if (before_.type != after_.type) {
            tell(Happening::retyped, {}, {});
        } else {
            compare_title();
            compare_fields();
            compare_sections();
        }
        return std::move(found_);
    }

private:
    struct Change {
        std::string_view field, column, section, before, after;  // those that apply
    };

    void compare_title() {
        if (before_.title().empty() || !is_worth_telling(before_.title(), after_.title())) return;
        tell(Happening::renamed, {},
             {{},
              {},
              {},
              {},
              {{"before", {std::string{before_.title()}, std::string{before_.title()}}, false},
               {"after", {std::string{after_.title()}, std::string{after_.title()}}, false}}});
    }

    void compare_fields() {
        std::set<std::string_view> done;
        for (const auto& rule : type_.events) {
            const auto* field = rule.field.empty() ? nullptr : type_.find(rule.field);
            if (field == nullptr || !done.insert(field->name).second) continue;
            const auto* before = before_.values().find(field->name);
            const auto* after = after_.values().find(field->name);
            if (before != nullptr && after != nullptr && digest_of(*before) == digest_of(*after)) continue;
            if (field->is_list_of_tables())
                compare_rows(*field);
            else if (field->kind == FieldKind::list)
                compare_elements(*field);
            else
                compare_value(*field, {field->name, {}, {}, {}, {}}, before, after, {{}, field->name, {}, {}, {}});
        }
    }

    /// Of a page's field or a row's column: tells what `made` tells, with the values before and after.
    void compare_value(const Field& field, Change change, const Value* before, const Value* after, Found made) {
        const auto old_text = text_of(before), new_text = text_of(after);
        if (old_text == new_text || (is_text(field) && !is_worth_telling(old_text, new_text))) return;
        change.before = old_text;
        change.after = new_text;
        made.arguments.push_back(argument("before", field, before, schema_));
        made.arguments.push_back(argument("after", field, after, schema_));
        tell(Happening::changed, change, std::move(made));
    }

    void compare_rows(const Field& field) {
        const auto& before = rows_of(before_, field.name);
        const auto& after = rows_of(after_, field.name);
        for (const auto& pair : match_rows(field, before, after)) {
            const auto* old_row = pair.before ? before[*pair.before].as<Table>() : nullptr;
            const auto* new_row = pair.after ? after[*pair.after].as<Table>() : nullptr;
            if (old_row == nullptr && new_row == nullptr) continue;
            const auto made =
                row_found(field, new_row != nullptr ? *new_row : *old_row, pair.after ? *pair.after : *pair.before);
            if (field.display == Display::seats) compare_seat(field, old_row, new_row, made);
            if (old_row == nullptr) {
                tell(Happening::added, {field.name, {}, {}, {}, {}}, made);
            } else if (new_row == nullptr) {
                tell(Happening::removed, {field.name, {}, {}, {}, {}}, made);
            } else {
                for (const auto& column : field.fields)
                    compare_value(column, {field.name, column.name, {}, {}, {}}, old_row->find(column.name),
                                  new_row->find(column.name), made);
            }
        }
    }

    /// What all that can be told of a row has in common: its columns, its number, and what it is known by.
    Found row_found(const Field& field, const Table& row, std::size_t index) const {
        Found made{{}, field.name, {}, {}, {}};
        for (const auto& column : field.fields)
            made.arguments.push_back(argument(column.name, column, row.find(column.name), schema_));
        const auto number = std::to_string(index + 1);
        made.arguments.push_back({"number", {number, number}, false});
        if (field.display == Display::seats) {
            made.role = row.text("role");
            made.key = made.role + "|" + std::string{row.text("region")} + "|" + std::string{row.text("person")};
        } else if (!field.fields.empty()) {
            made.key = text_of(row.find(field.fields.front().name));
        }
        return made;
    }

    void compare_seat(const Field& field, const Table* before, const Table* after, const Found& made) {
        if (after == nullptr) return;
        const auto differs = [&](std::string_view column) {
            return before != nullptr && before->text(column) != after->text(column);
        };
        const Change change{field.name, {}, {}, {}, {}};
        if (is_filled(after) && (!is_filled(before) || differs("person") || differs("region")))
            tell(Happening::filled, change, made);
        if (is_vacant(after) && !is_vacant(before)) tell(Happening::vacated, change, made);
    }

    void compare_elements(const Field& field) {
        const auto& element = field.item.empty() ? field : field.item.front();
        const auto& before = rows_of(before_, field.name);
        const auto& after = rows_of(after_, field.name);
        const auto tell_missing = [&](const Array& of, const Array& in, Happening change) {
            for (const auto& value : of) {
                const auto text = value.written();
                const bool there =
                    std::any_of(in.begin(), in.end(), [&](const Value& each) { return each.written() == text; });
                if (!there)
                    tell(change, {field.name, {}, {}, {}, {}},
                         {{}, field.name, text, {}, {argument("value", element, &value, schema_)}});
            }
        };
        tell_missing(after, before, Happening::added);
        tell_missing(before, after, Happening::removed);
    }

    void compare_sections() {
        std::vector<std::string_view> ids(after_.section_ids().begin(), after_.section_ids().end());
        for (const auto& id : before_.section_ids()) {
            if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
        }
        for (const auto id : ids) {
            const auto old_section = section_of(before_, id), new_section = section_of(after_, id);
            // Text from another page is no words of this one, but the section is not empty for it.
            const auto is_written = [](const Version& version, std::optional<std::size_t> at) {
                return at &&
                       (version.document().sections[*at].words > 0 || !version.document().sections[*at].holes.empty());
            };
            const bool was_written = is_written(before_, old_section), now_written = is_written(after_, new_section);
            if (!was_written && !now_written) continue;
            const auto& shown =
                new_section ? after_.document().sections[*new_section] : before_.document().sections[*old_section];
            Found made{
                {}, "#" + std::string{id}, std::string{id}, {}, {{"section", {shown.heading, shown.heading}, false}}};
            const Change change{{}, {}, id, {}, {}};
            if (!was_written != !now_written &&
                stands_elsewhere(was_written ? before_ : after_, was_written ? after_ : before_,
                                 was_written ? *old_section : *new_section))
                continue;
            if (!was_written)
                tell(Happening::added, change, std::move(made));
            else if (!now_written)
                tell(Happening::removed, change, std::move(made));
            else if (is_worth_telling(section_text(before_, *old_section), section_text(after_, *new_section)))
                tell(Happening::changed, change, std::move(made));
        }
    }

    /// Whether a section that one version lacks is there under another heading, with the same words.
    static bool stands_elsewhere(const Version& with, const Version& without, std::size_t section) {
        const auto text = section_text(with, section);
        for (std::size_t i = 1; i < without.section_ids().size(); ++i) {
            if (!section_of(with, without.section_ids()[i]) && !is_worth_telling(text, section_text(without, i)))
                return true;
        }
        return false;
    }

    /// By the first rule that fits, if any does.
    void tell(Happening change, const Change& what, Found made) {
        const auto rule = std::find_if(type_.events.begin(), type_.events.end(),
                                       [&](const EventRule& each) { return fits(each, change, what); });
        if (rule == type_.events.end()) return;
        made.rule = rule->id;
        found_.push_back(std::move(made));
    }

    bool fits(const EventRule& rule, Happening change, const Change& what) const {
        if (rule.change != change || rule.field != what.field || rule.column != what.column) return false;
        if (!rule.section.empty() ? rule.section != "*" && rule.section != what.section : !what.section.empty())
            return false;
        if (rule.section == "*" && what.section.empty()) return false;
        const auto one_of = [](const std::vector<std::string>& values, std::string_view value) {
            return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
        };
        return one_of(rule.from, what.before) && one_of(rule.to, what.after) && holds(rule);
    }

    bool holds(const EventRule& rule) const {
        return std::all_of(rule.when.begin(), rule.when.end(), [&](const auto& condition) {
            return text_of(after_.values().find(condition.first)) == condition.second;
        });
    }

    const Version& before_;
    const Version& after_;
    const PageType& type_;
    const Schema& schema_;
    std::vector<Found> found_;
};

/// Most versions of a page differ below the front matter alone.
KnownToml known_toml(const Version& version) {
    const auto split = split_front_matter(version.bytes);
    const bool as_read = split.state == FrontMatter::State::read;  // no draft's, nor one that had to be mended
    if (!as_read || !version.source->front_matter_read) return {};
    return {split.toml, &version.source->front_matter};
}

}  // namespace

const std::shared_ptr<const PageSource>& Version::no_source() {
    static const auto none = std::make_shared<const PageSource>();
    return none;
}

const std::shared_ptr<const Record>& Version::no_record() {
    static const auto none = std::make_shared<const Record>();
    return none;
}

Version version_of(std::string bytes, std::shared_ptr<const PageSource> source, std::shared_ptr<const Record> record,
                   const PageType* type) {
    Version version;
    version.source = std::move(source);
    version.record = std::move(record);
    const auto* draft = version.values().find("draft");
    if (draft != nullptr && draft->as<bool>() != nullptr && *draft->as<bool>()) return version;
    version.type = type;
    version.bytes = std::move(bytes);
    return version;
}

Version read_version(const std::string& path, std::string bytes, const Version& beside, const Schema& schema,
                     Language language) {
    const auto* type = schema.of_page(id_of_path(path));
    if (type == nullptr) return {};
    Diagnostics nobody_hears;
    const auto known = known_toml(beside);
    auto source = std::make_shared<const PageSource>(parse_page(make_file(path, bytes), nobody_hears, known));
    auto record = std::make_shared<const Record>(check_page(path, *source, *type, schema, language, nobody_hears));
    return version_of(std::move(bytes), std::move(source), std::move(record), type);
}

std::vector<std::string> changed_units(const Version& before, const Version& after) {
    std::set<std::string> units;
    const auto& old_values = before.values();
    const auto& new_values = after.values();
    for (const auto& entry : new_values.entries()) {
        const auto* was = before.type == nullptr ? nullptr : old_values.find(entry.key);
        if (was == nullptr || digest_of(*was) != digest_of(entry.value)) units.insert(entry.key);
    }
    for (const auto& entry : old_values.entries()) {
        if (new_values.find(entry.key) == nullptr) units.insert(entry.key);
    }
    for (std::size_t i = 0; i < after.section_ids().size(); ++i) {
        const auto& id = after.section_ids()[i];
        const auto was = before.type == nullptr ? std::nullopt : section_of(before, id);
        const auto& section = after.document().sections[i];
        if (!was || before.document().sections[*was].digest != section.digest) units.insert("#" + id);
    }
    for (const auto& id : before.section_ids()) {
        if (!section_of(after, id)) units.insert("#" + id);
    }
    return {units.begin(), units.end()};
}

std::vector<Found> compare(const Version& before, const Version& after, const Schema& schema) {
    if (after.type == nullptr) return {};
    return Comparison{before, after, schema}.run();
}

}  // namespace knav
