#include "schema/check_value.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "schema/placeholder.hpp"
#include "schema/text_pattern.hpp"
#include "text/nearest.hpp"
#include "text/slug.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

// What a kind looks like to who fills it in; by FieldKind.
const Label kind_words[] = {
    {"text på en rad", "text on one line"},
    {"text", "text"},
    {"text", "text"},
    {"ett heltal", "a whole number"},
    {"ett tal", "a number"},
    {"true eller false", "true or false"},
    {"ett datum, som 2026-03-12", "a date, such as 2026-03-12"},
    {"ett datum eller en tidpunkt, som 2026-03-12 eller 2026-03-12T14:30:00",
     "a date or a point in time, such as 2026-03-12 or 2026-03-12T14:30:00"},
    {"en webbadress, som börjar med https:// eller http://", "a web address, which begins with https:// or http://"},
    {"en e-postadress", "an e-mail address"},
    {"ett av de ord som går att välja", "one of the words to choose from"},
    {"en sidas id, av a–z, 0–9, - och /", "the id of a page, of a–z, 0–9, - and /"},
    {"en lista", "a list"},
    {"en tabell", "a table"}};

// Years outside these are slips of the finger: no page of ours speaks of them.
constexpr int first_year = 1800;
constexpr int last_year = 2199;

/// Without its closing zeros; whole numbers without a point.
std::string plain(double number) {
    if (std::abs(number) < 1e15 && number == std::floor(number))
        return std::to_string(static_cast<std::int64_t>(number));
    return Value{number}.written();
}

std::nullopt_t wrong_kind(const PageCheck& check, const Value& value, const Field& field, std::string_view key,
                          std::string proposal = {}) {
    const auto& words = kind_words[static_cast<std::size_t>(field.kind)].in(check.language);
    check.found.error(check.at(value.at()), rule::field_kind, {std::string{key}, words}, std::move(proposal));
    return std::nullopt;
}

/// `unit` is what is counted; empty for numbers.
void check_range(const PageCheck& check, const Value& value, const Field& field, std::string_view key, double measured,
                 const Label& unit) {
    if ((!field.min || measured >= *field.min) && (!field.max || measured <= *field.max)) return;
    const auto& word = unit.in(check.language);
    check.found.error(check.at(value.at()), rule::field_range,
                      {std::string{key}, limits(field.min, field.max) + (word.empty() ? "" : " ") + word});
}

std::uint32_t count_words(std::string_view text) {
    std::uint32_t words = 0;
    bool in_word = false;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space && !in_word) ++words;
        in_word = !space;
    }
    return words;
}

void check_words(const PageCheck& check, const Value& value, const Field& field, std::string_view key) {
    if (!field.min_words && !field.max_words) return;
    const auto words = count_words(value.text());
    if (words >= field.min_words.value_or(0) && words <= field.max_words.value_or(words)) return;
    check.found.error(check.at(value.at()), rule::field_words,
                      {std::string{key}, std::to_string(words), limits(field.min_words, field.max_words)});
}

/// What all texts may be asked: pattern, length, words, and whether somebody forgot to write them.
void check_text(const PageCheck& check, const Value& value, const Field& field, std::string_view key) {
    const auto text = value.text();
    if (field.matcher && !field.matcher->matches(text)) {
        check.found.error(check.at(value.at()), rule::field_pattern, {std::string{key}, field.pattern});
    }
    if (field.min || field.max) {
        check_range(check, value, field, key, static_cast<double>(code_points(text)), {"tecken", "characters"});
    }
    check_words(check, value, field, key);
    if (const auto phrase = find_placeholder(text); !phrase.empty()) {
        check.found.warning(check.at(value.at()), rule::placeholder, {std::string{phrase}});
    }
}

bool is_url(std::string_view text) {
    for (const std::string_view scheme : {std::string_view{"https://"}, std::string_view{"http://"}}) {
        if (!text.starts_with(scheme)) continue;
        const auto rest = text.substr(scheme.size());
        const bool spaced = std::any_of(rest.begin(), rest.end(), [](char c) {
            return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\';
        });
        return !spaced && !rest.empty() && rest.front() != '/' && rest.front() != '.';
    }
    return false;
}

/// One '@', something before it, a name with a dot in it after it. The rest only the post office knows.
bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) return false;
    if (text.find_first_of(" \t\r\n<>,;:\"\\()[]") != std::string_view::npos) return false;
    const auto domain = text.substr(at + 1);
    const auto dot = domain.find('.');
    return dot != std::string_view::npos && dot > 0 && domain.back() != '.' &&
           domain.find("..") == std::string_view::npos;
}

std::optional<Value> check_string(const PageCheck& check, const Value& value, const Field& field,
                                  std::string_view key) {
    const auto text = value.text();
    const bool fits = value.kind() == ValueKind::string &&
                      (field.kind != FieldKind::string || text.find('\n') == std::string_view::npos) &&
                      (field.kind != FieldKind::url || is_url(text)) &&
                      (field.kind != FieldKind::email || is_email(text));
    if (!fits) return wrong_kind(check, value, field, key);
    check_text(check, value, field, key);
    return value;
}

std::optional<Value> check_number(const PageCheck& check, const Value& value, const Field& field,
                                  std::string_view key) {
    double number = std::numeric_limits<double>::quiet_NaN();
    if (const auto* whole = value.as<std::int64_t>()) {
        number = static_cast<double>(*whole);
    } else if (const auto* fraction = value.as<double>(); fraction != nullptr && field.kind == FieldKind::number) {
        number = *fraction;
    }
    if (!std::isfinite(number)) return wrong_kind(check, value, field, key);
    check_range(check, value, field, key, number, {});
    return value;
}

std::optional<Value> check_date(const PageCheck& check, const Value& value, const Field& field, std::string_view key) {
    const auto* date = value.as<Date>();
    const auto* time = value.as<DateTime>();
    if (time != nullptr && field.kind == FieldKind::date) return wrong_kind(check, value, field, key, iso(time->date));
    if (date == nullptr && time == nullptr) {
        const auto meant = parse_date(value.text());  // a date in quotes is a common slip
        return wrong_kind(check, value, field, key, meant ? iso(*meant) : std::string{});
    }
    const int year = date != nullptr ? date->year : time->date.year;
    if (year < first_year || year > last_year) {
        check.found.error(check.at(value.at()), rule::date_range, {value.written(), limits(first_year, last_year)});
    }
    return value;
}

std::optional<Value> check_enumeration(const PageCheck& check, const Value& value, const Field& field,
                                       std::string_view key) {
    const auto* text = value.as<std::string>();
    if (text == nullptr) return wrong_kind(check, value, field, key);
    if (std::find(field.values.begin(), field.values.end(), *text) != field.values.end()) return value;
    const std::vector<std::string_view> known(field.values.begin(), field.values.end());
    check.found.error(check.at(value.at()), rule::field_value, {*text, std::string{key}},
                      nearest(*text, known).value_or(""));
    return std::nullopt;
}

/// The id that was probably meant: "/NPO/Hälsa/" is "npo/halsa".
std::string as_page_id(std::string_view text) {
    std::string id;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('/', begin), text.size());
        const auto part = slugify(text.substr(begin, end - begin));
        if (!part.empty()) id += (id.empty() ? "" : "/") + part;
        begin = end + 1;
    }
    return id;
}

std::optional<Value> check_reference(const PageCheck& check, const Value& value, const Field& field,
                                     std::string_view key) {
    auto id = value.text();
    if (id.starts_with('/')) id.remove_prefix(1);
    if (id.ends_with('/')) id.remove_suffix(1);
    if (!is_page_id(id)) return wrong_kind(check, value, field, key, as_page_id(id));
    return id.size() == value.text().size() ? value : Value{std::string{id}, value.at()};
}

std::optional<Value> check_list(const PageCheck& check, const Value& value, const Field& field, std::string_view key) {
    if (value.kind() != ValueKind::array) return wrong_kind(check, value, field, key);
    static const Field any_table = [] {
        Field table;
        table.kind = FieldKind::table;
        return table;
    }();
    Array kept;
    kept.reserve(value.array().size());
    for (const auto& element : value.array()) {
        if (!field.is_list_of_tables()) {
            if (auto checked = field.item.empty() ? element : check_value(check, element, field.item.front(), key)) {
                kept.push_back(std::move(*checked));
            }
        } else if (const auto* table = element.as<Table>()) {
            kept.emplace_back(check_table(check, *table, field.fields, element.at()), element.at());
        } else {
            wrong_kind(check, element, any_table, key);
        }
    }
    if (field.min || field.max) {
        check_range(check, value, field, key, static_cast<double>(value.array().size()), {"poster", "items"});
    }
    return Value{std::move(kept), value.at()};
}

}  // namespace

std::string limits(std::optional<double> min, std::optional<double> max) {
    if (min && max) return *min == *max ? plain(*min) : plain(*min) + "–" + plain(*max);
    return min ? "≥ " + plain(*min) : max ? "≤ " + plain(*max) : std::string{};
}

std::optional<Value> check_value(const PageCheck& check, const Value& value, const Field& field, std::string_view key) {
    switch (field.kind) {
        case FieldKind::string:
        case FieldKind::text:
        case FieldKind::markdown:
        case FieldKind::url:
        case FieldKind::email: return check_string(check, value, field, key);
        case FieldKind::integer:
        case FieldKind::number: return check_number(check, value, field, key);
        case FieldKind::boolean:
            return value.kind() == ValueKind::boolean ? std::optional{value} : wrong_kind(check, value, field, key);
        case FieldKind::date:
        case FieldKind::datetime: return check_date(check, value, field, key);
        case FieldKind::enumeration: return check_enumeration(check, value, field, key);
        case FieldKind::reference: return check_reference(check, value, field, key);
        case FieldKind::list: return check_list(check, value, field, key);
        case FieldKind::table:
            if (field.fields.empty() && value.as<Table>() != nullptr) return value;  // any keys: the schema named none
            if (const auto* table = value.as<Table>()) {
                return Value{check_table(check, *table, field.fields, value.at()), value.at()};
            }
            return wrong_kind(check, value, field, key);
    }
    return std::nullopt;
}

}  // namespace knav
