#include "render/values.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "graph/query.hpp"
#include "render/format.hpp"
#include "text/ascii.hpp"
#include "text/escape.hpp"

namespace knav {
namespace {

constexpr std::size_t longest_address = 40;

bool is_host_byte(char c) { return (c >= 'a' && c <= 'z') || is_ascii_digit(c) || c == '-' || c == '.'; }

View html_item(std::string html) {
    View item;
    item.set("text", false)
        .set("html", std::move(html))
        .set("url", false)
        .set("note", false)
        .set("tone", false)
        .set("symbol", false);
    return item;
}

View reference_item(const Lens& lens, std::string_view id) {
    const auto page = lens.find(id);
    if (page == no_page) return value_item(std::string{id});
    return page_item(lens, page);
}

View enumeration_item(const Lens& lens, const Field& field, const std::string& value) {
    const auto* term = term_of(lens, field, value);
    if (term == nullptr) return value_item(value);
    auto text = term->label.in(lens.language()).empty() ? term->value : term->label.in(lens.language());
    const auto page = term->page.empty() ? no_page : lens.find(term->page);
    const auto url = page == no_page ? std::string{} : lens.settings().link(lens.card(page).url);
    return value_item(std::move(text), url, term->tone, term->symbol);
}

View scalar_item(const Lens& lens, const Field& field, const Value& value) {
    const auto text = value.written();
    switch (field.kind) {
        case FieldKind::reference: return reference_item(lens, text);
        case FieldKind::enumeration: return enumeration_item(lens, field, text);
        case FieldKind::url: return value_item(address_in_short(text), text);
        case FieldKind::email: return value_item(text, "mailto:" + text);
        case FieldKind::text:
        case FieldKind::markdown: return html_item(field_html(text));
        case FieldKind::boolean: return value_item(lens.word(*value.as<bool>() ? "yes" : "no"));
        case FieldKind::date:
        case FieldKind::datetime:
            if (const auto* day = value.as<Date>()) return value_item(in_words(*day, lens));
            if (const auto* time = value.as<DateTime>()) return value_item(in_words(*time, lens));
            return value_item(text);
        case FieldKind::string:
            if (const auto url = address_in(text); !url.empty()) return value_item(address_in_short(text), url);
            return value_item(text);
        default: return value_item(text);
    }
}

// A table of its own, in one line: "namn: värde, namn: värde".
View table_item(const Lens& lens, const Field& field, const Value& value) {
    std::string said;
    for (const auto& part : field.fields) {
        const auto* inner = value.table().find(part.name);
        if (inner == nullptr) continue;
        for (const auto& item : values_view(lens, part, *inner)) {
            const auto* text = item.find("text")->text();
            if (text == nullptr) continue;
            const auto& label = part.label.in(lens.language());
            said += (said.empty() ? "" : ", ") + (label.empty() ? part.name : label) + ": " + *text;
        }
    }
    return value_item(said);
}

// How many of all pages of the kind, that have the same in a field as those listed, are among them: "2 av 3".
std::optional<View> share_item(const Lens& lens, const Field& item, const Array& listed) {
    std::set<PageNo> present, all;
    for (const auto& each : listed) {
        const auto page = lens.find(each.text());
        if (page == no_page) continue;
        for (auto& common : values_at(lens.page(page).values(), item.share)) {
            present.insert(page);
            Query alike;
            alike.type = lens.card(page).type->name;
            alike.where = {{item.share, std::move(common)}};
            for (const auto other : lens.select(alike)) all.insert(other);
        }
    }
    if (present.empty()) return std::nullopt;
    return value_item(fill(lens.word(present == all ? "share_all" : "share_some"),
                           {std::to_string(present.size()), std::to_string(all.size())}));
}

std::size_t vacancies(const Lens& lens, PageNo page) {
    const auto seats = lens.seats(page);
    return static_cast<std::size_t>(std::count_if(seats.begin(), seats.end(), [](const Seat& seat) {
        return seat.state == SeatState::vacant && seat.phase == SeatPhase::now;
    }));
}

View::List pages_view(const Lens& lens, const std::vector<PageNo>& pages) {
    View::List items;
    for (const auto page : pages) items.push_back(page_item(lens, page));
    return items;
}

constexpr std::string_view children_of_type = "children:";

View::List child_values(const Lens& lens, PageNo page, std::string_view type) {
    std::vector<PageNo> fitting;
    for (const auto child : lens.children(page)) {
        if (lens.card(child).type->is_a(type)) fitting.push_back(child);
    }
    return pages_view(lens, fitting);
}

}  // namespace

View value_item(std::string text, std::string url, std::string tone, std::string symbol) {
    View item;
    item.set("text", std::move(text)).set("html", false).set("url", std::move(url)).set("note", false);
    return std::move(item.set("tone", std::move(tone)).set("symbol", std::move(symbol)));
}

std::string address_in(std::string_view text) {
    if (text.starts_with("https://") || text.starts_with("http://")) return std::string{text};
    const auto host = text.substr(0, text.find('/'));
    const bool is_host = host.size() < text.size() && host.find('.') != host.npos &&
                         std::all_of(host.begin(), host.end(), [](char c) { return is_host_byte(c); });
    const bool whole = text.find(' ') == text.npos && text.find("...") == text.npos;
    return is_host && whole ? "https://" + std::string{text} : std::string{};
}

std::string address_in_short(std::string_view address) {
    if (const auto scheme = address.find("://"); scheme != address.npos) address.remove_prefix(scheme + 3);
    if (address.starts_with("www.")) address.remove_prefix(4);
    if (address.ends_with('/')) address.remove_suffix(1);
    const auto path = address.find('/');
    if (address.size() <= longest_address || path == address.npos) return std::string{address};
    return std::string{address.substr(0, path)} + "/…";
}

View page_item(const Lens& lens, PageNo page) {
    const auto card = lens.card(page);
    return value_item(std::string{card.title}, lens.settings().link(card.url));
}

const Term* term_of(const Lens& lens, const Field& field, std::string_view value) {
    if (field.vocabulary.empty()) return nullptr;
    const auto& vocabularies = lens.schema().vocabularies;
    const auto found = vocabularies.find(field.vocabulary);
    return found == vocabularies.end() ? nullptr : found->second.find(value);
}

View status_view(const Lens& lens, const Card& card) {
    if (card.status_field == nullptr) return false;
    const auto* term = term_of(lens, *card.status_field, card.status);
    View status;
    status.set("text", term == nullptr || term->label.in(lens.language()).empty() ? std::string{card.status}
                                                                                  : term->label.in(lens.language()));
    status.set("tone", term == nullptr || term->tone.empty() ? std::string{"neutral"} : term->tone);
    return std::move(status.set("symbol", term == nullptr ? std::string{} : term->symbol));
}

View::List values_view(const Lens& lens, const Field& field, const Value& value) {
    View::List items;
    if (field.kind == FieldKind::list) {
        if (!field.item.empty() && !field.item.front().share.empty()) {
            if (auto share = share_item(lens, field.item.front(), value.array())) items.push_back(std::move(*share));
        }
        for (const auto& each : value.array()) {
            if (field.is_list_of_tables())
                items.push_back(table_item(lens, field, each));
            else if (!field.item.empty()) {
                for (auto& item : values_view(lens, field.item.front(), each)) items.push_back(std::move(item));
            } else
                items.push_back(value_item(each.written()));
        }
    } else if (field.kind == FieldKind::table) {
        items.push_back(table_item(lens, field, value));
    } else {
        items.push_back(scalar_item(lens, field, value));
    }
    return items;
}

// "Omgång 1" stays as it is: a number alone says too little.
std::string under_label(std::string text, std::string_view label) {
    const bool repeated = !label.empty() && text.size() > label.size() + 1 && text.starts_with(label) &&
                          text[label.size()] == ' ' && !is_ascii_digit(text[label.size() + 1]) &&
                          text[label.size() + 1] != '(';
    return repeated ? text.substr(label.size() + 1) : text;
}

View::List under_label(View::List values, std::string_view label) {
    for (auto& value : values) {
        const auto* text = value.find("text")->text();
        if (text == nullptr) continue;
        value.replace("text", under_label(*text, label));
    }
    return values;
}

View::List column_values(const Lens& lens, PageNo number, std::string_view column) {
    if (column.starts_with(children_of_type)) return child_values(lens, number, column.substr(children_of_type.size()));
    const auto& page = lens.page(number);
    if (column == "vacancies") {
        const auto count = vacancies(lens, number);
        if (count == 0) return {};
        return {value_item(std::to_string(count), {}, "warning", "○")};
    }
    if (column == "updated") {
        const auto changed = day_of(lens.last_change(number));
        return {value_item(changed ? in_words(*changed, lens) : lens.word("unknown"))};
    }
    if (column == "type") return {value_item(page.type->label.in(lens.language()))};
    if (column == "summary") return {value_item(page.summary)};
    if (const auto* field = page.type->find(column)) {
        const auto* value = page.values().find(column);
        return value == nullptr ? View::List{} : values_view(lens, *field, *value);
    }
    return pages_view(lens, lens.related(number, column));
}

std::string column_label(const Lens& lens, const PageType* type, std::string_view column) {
    const auto language = lens.language();
    if (column.starts_with(children_of_type)) {
        const auto* child = lens.schema().find(column.substr(children_of_type.size()));
        return child == nullptr ? std::string{column} : child->plural.in(language);
    }
    if (const auto* field = type == nullptr ? nullptr : type->find(column)) {
        const auto& label = field->label.in(language);
        return label.empty() ? field->name : label;
    }
    for (const auto& other : lens.schema().types) {
        for (const auto& field : other.fields) {
            const auto& reference = field.kind == FieldKind::list && !field.item.empty() ? field.item.front() : field;
            if (reference.inverse != column) continue;
            const auto& label = reference.inverse_label.in(language);
            return label.empty() ? other.plural.in(language) : label;
        }
    }
    return lens.word("column_" + std::string{column});
}

}  // namespace knav
