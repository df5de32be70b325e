// Page types: what a schema file declares, as plain data. Reading schema files is schema.hpp's business, holding a page
// up against its type is check_page.hpp's.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "parse/value.hpp"
#include "text/language.hpp"

namespace knav {

class TextPattern;

enum class FieldKind : std::uint8_t {
    string,    // one line of text
    text,      // several lines, paragraphs
    markdown,  // as text, with emphasis, lists and links
    integer,
    number,
    boolean,
    date,
    datetime,  // a day, or a day and a time
    url,       // http or https
    email,
    enumeration,  // "enum": one of `values`
    reference,    // the id of another page
    list,         // of `item`s
    table         // of `fields`
};

/// How a theme is to show a field where the kind leaves a choice.
enum class Display : std::uint8_t {
    automatic,  // by kind: a fact row, or a table for a list of tables
    hidden,     // used by rules, queries or templates only
    seats,      // a list of tables with `role`: shown with the type's seats and their vacancies
    progress,   // a list of tables with a `state` of a vocabulary with tones: shown as goals with their progress
    wheel,      // a list of tables with a `title`, `from` and `to` in months or `every`: shown as a year wheel
    status      // an enumeration shown as a tag beside the title
};

/// Which way news go along a reference: what happens, and what feeds and calendars hold.
enum class Spread : std::uint8_t {
    none,
    up,   // what happens to this page is also listed at the page referred to, and where that spreads to
    down  // what happens to the page referred to is also listed here
};

/// What a field is to a calendar: what the page is about in time, or a day besides.
enum class CalendarPart : std::uint8_t {
    none,
    start,     // with the others down to `until`, one entry: the page itself
    end,       //
    place,     //
    link,      // where to take part from afar
    state,     // an enumeration whose terms say `calendar = "CANCELLED"` and kin
    repeats,   // an enumeration whose terms say `calendar = "FREQ=..."`
    until,     // the last day of what repeats
    deadline,  // a day by which; in a row whose state has the tone "done" it is past
    day        // a day on which; each date of a list of dates
};

/// One value of a vocabulary.
struct Term {
    std::string value;     // as written in front matter
    Label label;           // shown; falls back on value
    std::string tone;      // "", "neutral", "active", "done", "warning", "problem": colour with a meaning
    std::string symbol;    // one character beside the text, so that colour is never alone; may be empty
    Label help;            // a sentence of explanation; may be empty
    std::string page;      // id of a page that explains the term; may be empty
    std::string calendar;  // what calendars call it (RFC 5545): "CANCELLED", "FREQ=WEEKLY"; may be empty
};

struct Vocabulary {
    std::string name;
    std::vector<Term> terms;  // in the order of the file, which is their order of rank
    [[nodiscard]] const Term* find(std::string_view value) const;
};

struct Field {
    std::string name;
    FieldKind kind = FieldKind::string;
    Label label;  // falls back on name
    Label help;   // one sentence for who fills it in
    Display display = Display::automatic;
    CalendarPart calendar = CalendarPart::none;
    bool required = false;
    bool expected = false;                      // not demanded, but its absence is shown as a gap
    bool unique = false;                        // no two pages of the type have the same value
    bool acyclic = false;                       // for references: following it never comes back
    std::vector<std::string> to;                // for references: allowed types; empty means any
    std::string inverse;                        // for references: name of the relation seen from the other end
    Label inverse_label;                        // how it is headed there; falls back on the type's plural
    Spread news = Spread::none;                 // for references: to whom else what happens is news
    std::map<std::string, std::string> target;  // for references: values the target's fields must have
    std::string share;                // for references in a list: they are counted among all with this in common
    std::vector<std::string> values;  // for enumerations: allowed values, from `values` or the vocabulary
    std::string vocabulary;           // name of the vocabulary, if one is used
    std::optional<double> min;        // value of numbers, length of lists, characters of strings
    std::optional<double> max;
    std::optional<std::uint32_t> min_words;
    std::optional<std::uint32_t> max_words;
    std::string pattern;                         // ECMAScript regular expression that the whole string must match
    std::shared_ptr<const TextPattern> matcher;  // `pattern` compiled, once; null without one
    std::optional<Value> standard;               // `default`
    std::string deprecated;                      // name of the key to use instead; empty if not deprecated
    std::vector<std::string> editors;            // roles that may edit it; empty: the type's
    std::vector<Field> fields;  // for tables, and for lists of tables: the columns; a table with none may hold any keys
    std::vector<Field> item;    // for lists of other things: exactly one, nameless, field
    Position at;                // in the schema file that declared it
    std::string file;

    [[nodiscard]] const Field* find(std::string_view name_wanted) const;  // among `fields`
    [[nodiscard]] bool is_list_of_tables() const { return kind == FieldKind::list && !fields.empty(); }
};

/// What a group must be manned with.
struct SeatRule {
    std::string role;  // a value of the role enumeration
    std::uint32_t min = 0;
    std::uint32_t max = 0;  // 0: no limit
    Label note;             // shown with the vacancy; may be empty
    Position at;
};

struct SectionRule {
    std::string id;
    Label heading;                       // in content, the heading is written in the site's language
    std::vector<std::string> spellings;  // the heading in each language as folded_heading() gives it
    Label help;                          // what to write here; `knav new` fills it in
    bool required = false;
    std::optional<std::uint32_t> min_words;
    std::optional<std::uint32_t> max_words;
    std::uint32_t review_months = 0;  // 0: the section has no review age
    std::vector<std::string> editors;
    Position at;
};

/// A rule across pages, beyond what fields and references say for themselves.
struct PageRule {
    std::map<std::string, std::string> when;  // the rule holds for pages whose fields have these values; empty: all
    std::vector<std::string> require;         // fields that must then be there
    std::string relation;                     // or: a relation (own or inverse) that must have ...
    std::uint32_t min = 0;                    // ... at least this many other ends
    std::string before;                       // or: the date in this field comes not after ...
    std::string after;                        // ... the date in this one
    Severity severity = Severity::error;
    Label message;  // said when it is broken
    Position at;
    std::string file;
};

/// What may happen to a page between two versions of it.
enum class Happening : std::uint8_t {
    never,    // only to silence an inherited rule
    created,  // the page is there
    renamed,  // it has another title
    retyped,  // it has become a page of this type
    added,    // a section, a row or an element is there
    removed,  // ... is gone; or, where neither a field nor a section is named, the page itself
    changed,  // a section's words, a field's value or a column of a row
    filled,   // a seat has somebody
    vacated   // a seat has nobody any more, or is new without anybody
};

/// Something worth telling when it happens to a page of the type, and the sentence that tells it.
struct EventRule {
    std::string id;
    Happening change = Happening::never;
    std::string field;                        // what it happens to: a field ...
    std::string column;                       // ... of a list of tables, one column of its rows; or
    std::string section;                      // a section by id, "*" for any
    std::vector<std::string> from;            // for `changed`: only if the value before is one of these; empty: any
    std::vector<std::string> to;              // ... and the value after is one of these
    std::map<std::string, std::string> when;  // values the page's fields must have after it
    // {page}, {above} (the page above it), {section}, {before}, {after}, {value}, {number} (of a row), and the names of the
    // row's columns or of the page's fields. What stands in [ ] is left out when a name in it has no value.
    Label say;
    Position at;
};

/// An index drawn as a map: its pages are ways between others.
struct MapRule {
    std::string from;  // field with those at one end; empty: no map
    std::string to;    // field with those at the other
    std::string both;  // boolean field: it goes both ways; may be empty
    std::string rank;  // enumeration that pages at the ends have: they stand under its values, the first uppermost
};

struct PageType {
    std::string name;  // "rmpo"
    std::string file;  // "schema/rmpo.toml"
    Label label;       // singular, as running text
    Label plural;
    std::string short_name;  // "RMPO"; empty if it has none
    Label help;              // what such a page is, for who makes one
    std::string extends;
    bool abstract = false;  // only to be extended: no page has this type
    /// "rmpo/{slug}/_index.md"; a page belongs to the most literal pattern it fits. Compiled in Schema::patterns.
    std::vector<std::string> paths;
    std::string template_name;          // "group"; templates/<name>.mustache; default "page"
    std::vector<std::string> children;  // types that may lie below it
    std::vector<std::string> editors;   // roles
    std::vector<Field> fields;          // common ones first, then inherited, then own; in order of declaration
    std::vector<SeatRule> seats;
    std::vector<SectionRule> sections;  // inherited ones first unless the own file names them again
    std::vector<PageRule> rules;
    std::vector<EventRule> events;     // of those that fit one and the same change, the first is told
    std::vector<std::string> lineage;  // itself and all it extends: "rmpo", "group"
    std::vector<std::string> columns;  // fields shown in the type's index, besides the title
    std::vector<std::string> filters;  // enumerations or references to filter the index by
    MapRule map;                       // how the index is drawn, if it is
    std::string sort;                  // field to sort the index by; "-date" for newest first; default: title
    bool feed = false;                 // whether its pages are news worthy a feed entry
    bool history = true;               // whether readers may see what its pages used to say
    bool follow = false;               // whether its pages have feeds and a calendar, also while nothing is in them
    bool dated = false;                // whether a field is part of calendars; found when the schema is read
    bool sections_in_order = true;
    /// Whether headings the schema does not know are allowed. Where neither the type nor what it extends names a section
    /// or says which, they are.
    bool other_sections = false;
    Position at;

    [[nodiscard]] const Field* find(std::string_view field) const;
    [[nodiscard]] const SectionRule* section(std::string_view id) const;
    [[nodiscard]] bool is_a(std::string_view type) const;  // itself or an ancestor of it
};

}  // namespace knav
