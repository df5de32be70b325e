#include "schema/read_parts.hpp"

#include <algorithm>

#include "schema/check_sections.hpp"
#include "schema/check_value.hpp"
#include "text/slug.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

constexpr std::string_view tones[] = {"", "neutral", "active", "done", "warning", "problem"};
constexpr std::size_t longest_symbol = 2;  // characters: a sign, and what may choose its form
constexpr std::pair<std::string_view, Severity> severities[] = {{"error", Severity::error},
                                                                {"warning", Severity::warning}};

void read_tone(const SchemaFile& file, const Entry& entry, Term& term) {
    file.read(entry, term.tone);
    if (std::find(std::begin(tones), std::end(tones), term.tone) != std::end(tones)) return;
    file.unknown_value(entry.value, entry.key, tones);
    term.tone.clear();
}

void read_symbol(const SchemaFile& file, const Entry& entry, Term& term) {
    file.read(entry, term.symbol);
    if (code_points(term.symbol) <= longest_symbol) return;
    file.wrong(entry.value.at(), entry.key, "\"●\"");
    term.symbol.clear();
}

constexpr Key<Term> term_keys[] = {{"value", read_member<Term, &Term::value>},
                                   {"label", read_member<Term, &Term::label>},
                                   {"tone", read_tone},
                                   {"symbol", read_symbol},
                                   {"help", read_member<Term, &Term::help>},
                                   {"page", read_member<Term, &Term::page>},
                                   {"calendar", read_member<Term, &Term::calendar>}};

/// A term is a table, or just its value.
Term read_term(const SchemaFile& file, const Value& value) {
    Term term;
    if (const auto* table = value.as<Table>()) {
        read_keys(file, *table, term_keys, term);
    } else {
        term.value = value.text();
    }
    if (term.value.empty()) file.wrong(value.at(), "value", "{ value = \"...\" }");
    if (term.label.sv.empty()) term.label.sv = term.value;
    return term;
}

void read_terms(const SchemaFile& file, const Entry& entry, Vocabulary& vocabulary) {
    if (entry.value.kind() != ValueKind::array) {
        return file.wrong(entry.value.at(), entry.key, "[ { value = \"...\" } ]");
    }
    for (const auto& value : entry.value.array()) {
        auto term = read_term(file, value);
        if (term.value.empty()) continue;
        if (vocabulary.find(term.value) != nullptr) {
            file.wrong(value.at(), "value", "[ \"a\", \"b\" ]");
        } else {
            vocabulary.terms.push_back(std::move(term));
        }
    }
}

constexpr Key<Vocabulary> vocabulary_keys[] = {{"terms", read_terms}};

constexpr Key<SeatRule> seat_keys[] = {{"role", read_member<SeatRule, &SeatRule::role>},
                                       {"min", read_member<SeatRule, &SeatRule::min>},
                                       {"max", read_member<SeatRule, &SeatRule::max>},
                                       {"note", read_member<SeatRule, &SeatRule::note>}};

constexpr Key<SectionRule> section_keys[] = {{"id", read_member<SectionRule, &SectionRule::id>},
                                             {"heading", read_member<SectionRule, &SectionRule::heading>},
                                             {"help", read_member<SectionRule, &SectionRule::help>},
                                             {"required", read_member<SectionRule, &SectionRule::required>},
                                             {"min_words", read_member<SectionRule, &SectionRule::min_words>},
                                             {"max_words", read_member<SectionRule, &SectionRule::max_words>},
                                             {"review_months", read_member<SectionRule, &SectionRule::review_months>},
                                             {"editors", read_member<SectionRule, &SectionRule::editors>}};

void read_severity(const SchemaFile& file, const Entry& entry, PageRule& rule) {
    file.read_choice<Severity>(entry, severities, rule.severity);
}

constexpr Key<PageRule> rule_keys[] = {{"when", read_member<PageRule, &PageRule::when>},
                                       {"require", read_member<PageRule, &PageRule::require>},
                                       {"relation", read_member<PageRule, &PageRule::relation>},
                                       {"min", read_member<PageRule, &PageRule::min>},
                                       {"before", read_member<PageRule, &PageRule::before>},
                                       {"after", read_member<PageRule, &PageRule::after>},
                                       {"severity", read_severity},
                                       {"message", read_member<PageRule, &PageRule::message>}};

constexpr std::pair<std::string_view, Happening> happenings[] = {
    {"never", Happening::never},     {"created", Happening::created}, {"renamed", Happening::renamed},
    {"retyped", Happening::retyped}, {"added", Happening::added},     {"removed", Happening::removed},
    {"changed", Happening::changed}, {"filled", Happening::filled},   {"vacated", Happening::vacated}};

void read_happening(const SchemaFile& file, const Entry& entry, EventRule& event) {
    file.read_choice<Happening>(entry, happenings, event.change);
}

constexpr Key<EventRule> event_keys[] = {
    {"id", read_member<EventRule, &EventRule::id>},           {"change", read_happening},
    {"field", read_member<EventRule, &EventRule::field>},     {"column", read_member<EventRule, &EventRule::column>},
    {"section", read_member<EventRule, &EventRule::section>}, {"from", read_member<EventRule, &EventRule::from>},
    {"to", read_member<EventRule, &EventRule::to>},           {"when", read_member<EventRule, &EventRule::when>},
    {"say", read_member<EventRule, &EventRule::say>}};

/// Puts `part` where the inherited one of that name stands, or last. One name twice in one file is a mistake: of the
/// two, only the first would count.
template <class T>
void place(const SchemaFile& file, std::string_view key, std::string T::*name, std::vector<std::string>& own, T part,
           std::vector<T>& parts) {
    if (std::find(own.begin(), own.end(), part.*name) != own.end()) {
        return file.wrong(part.at, key, "1 × \"" + part.*name + '"');
    }
    own.push_back(part.*name);
    const auto same = std::find_if(parts.begin(), parts.end(), [&](const T& each) { return each.*name == part.*name; });
    if (same == parts.end()) {
        parts.push_back(std::move(part));
    } else {
        *same = std::move(part);
    }
}

/// Whether the table has a text under the key; reports if the key is not there at all.
bool is_named(const SchemaFile& file, const Table& table, Position at, std::string_view key) {
    if (table.find(key) == nullptr) file.wrong(at, key, std::string{key} + " = \"...\"");
    return !table.text(key).empty();
}

/// The lead has no heading, so it needs none here.
void check_section(const SchemaFile& file, const Table& table, const SectionRule& section) {
    if (section.id.find('/') != std::string::npos || !is_page_id(section.id)) {
        file.wrong(table.find("id")->at(), "id", "\"" + slugify(section.id) + "\"", slugify(section.id));
    }
    if (section.id != "lead" && table.find("heading") == nullptr) {
        file.wrong(section.at, "heading", "heading = { sv = \"...\", en = \"...\" }");
    }
    if (section.min_words && section.max_words && *section.min_words > *section.max_words) {
        file.wrong(table.find("max_words")->at(), "max_words", limits(section.min_words, {}));
    }
}

/// A rule makes exactly one demand, and says all of it.
bool is_whole(const SchemaFile& file, const Table& table, const PageRule& rule) {
    const auto says = [&](std::string_view key) { return table.find(key) != nullptr; };
    const bool dates = says("before") || says("after");
    if ((says("require") ? 1 : 0) + (says("relation") ? 1 : 0) + (dates ? 1 : 0) != 1) {
        file.wrong(rule.at, "rules", "require | relation, min | before, after");
        return false;
    }
    if (!dates) return true;
    for (const std::string_view key : {std::string_view{"before"}, std::string_view{"after"}}) {
        if (!says(key)) file.wrong(rule.at, key, std::string{key} + " = \"...\"");
    }
    return says("before") && says("after");
}

/// What happens to the page itself names nothing in it; all else names a field or a section, and not both.
bool is_whole(const SchemaFile& file, const EventRule& event) {
    const bool of_part = !event.field.empty() || !event.section.empty();
    const bool of_page = event.change == Happening::created || event.change == Happening::renamed ||
                         event.change == Happening::retyped || event.change == Happening::never ||
                         (event.change == Happening::removed && !of_part);
    const bool silent = event.change != Happening::never && event.say.sv.empty() && event.say.en.empty();
    if (silent) file.wrong(event.at, "say", "say = { sv = \"...\", en = \"...\" }");
    if (of_page == of_part) file.wrong(event.at, "change", of_page ? "created | renamed | retyped" : "field = \"...\"");
    if (!event.field.empty() && !event.section.empty()) file.wrong(event.at, "section", "field = \"...\"");
    return !silent && of_page != of_part;
}

}  // namespace

void read_vocabularies(const SchemaFile& file, const Table& table,
                       std::map<std::string, Vocabulary, std::less<>>& vocabularies) {
    for (const auto& entry : table.entries()) {
        Vocabulary vocabulary{entry.key, {}};
        if (const auto* keys = entry.value.as<Table>()) {
            read_keys(file, *keys, vocabulary_keys, vocabulary);
            if (keys->find("terms") == nullptr) file.wrong(entry.key_at, entry.key, "terms = [ ... ]");
        } else {
            read_terms(file, entry, vocabulary);
        }
        vocabularies.emplace(entry.key, std::move(vocabulary));
    }
}

void read_seats(const SchemaFile& file, const Entry& entry, std::vector<SeatRule>& seats) {
    std::vector<std::string> own;
    file.each_table(entry, [&](const Table& table, Position at) {
        SeatRule seat;
        seat.at = at;
        read_keys(file, table, seat_keys, seat);
        if (!is_named(file, table, at, "role")) return;
        if (seat.max != 0 && seat.max < seat.min) file.wrong(table.find("max")->at(), "max", limits(seat.min, {}));
        place(file, "role", &SeatRule::role, own, std::move(seat), seats);
    });
}

void read_sections(const SchemaFile& file, const Entry& entry, std::vector<SectionRule>& sections) {
    std::vector<std::string> own;
    file.each_table(entry, [&](const Table& table, Position at) {
        SectionRule section;
        section.at = at;
        read_keys(file, table, section_keys, section);
        if (!is_named(file, table, at, "id")) return;
        check_section(file, table, section);
        for (const auto* heading : {&section.heading.sv, &section.heading.en}) {
            if (!heading->empty()) section.spellings.push_back(folded_heading(*heading));
        }
        place(file, "id", &SectionRule::id, own, std::move(section), sections);
    });
}

void read_rules(const SchemaFile& file, const Entry& entry, std::vector<PageRule>& rules) {
    file.each_table(entry, [&](const Table& table, Position at) {
        PageRule rule;
        rule.at = at;
        rule.file = file.path();
        read_keys(file, table, rule_keys, rule);
        if (table.find("min") == nullptr) rule.min = 1;
        if (is_whole(file, table, rule)) rules.push_back(std::move(rule));
    });
}

void read_events(const SchemaFile& file, const Entry& entry, std::vector<EventRule>& events) {
    std::vector<std::string> names;
    std::vector<EventRule> own;
    file.each_table(entry, [&](const Table& table, Position at) {
        EventRule event;
        event.at = at;
        read_keys(file, table, event_keys, event);
        if (is_named(file, table, at, "id") && is_whole(file, event))
            place(file, "id", &EventRule::id, names, std::move(event), own);
    });
    // The type's own come first: of several that fit, the more special one is told.
    std::erase_if(events, [&](const EventRule& inherited) {
        return std::find(names.begin(), names.end(), inherited.id) != names.end();
    });
    own.insert(own.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
    events = std::move(own);
}

}  // namespace knav
