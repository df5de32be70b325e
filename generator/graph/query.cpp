#include "graph/query.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <tuple>

#include "text/collate.hpp"
#include "text/escape.hpp"

namespace knav {

namespace {

// ---- values

void collect(const Value& value, std::vector<std::string>& into) {
    if (const auto* list = value.as<Array>()) {
        for (const auto& element : *list) collect(element, into);
    } else if (value.as<Table>() == nullptr) {
        into.push_back(value.written());
    }
}

void collect_at(const Value& value, std::string_view path, std::vector<std::string>& into);

void collect_at(const Table& table, std::string_view path, std::vector<std::string>& into) {
    const auto dot = path.find('.');
    const auto* value = table.find(path.substr(0, dot));
    if (value == nullptr) return;
    if (dot == std::string_view::npos) {
        collect(*value, into);
    } else {
        collect_at(*value, path.substr(dot + 1), into);
    }
}

void collect_at(const Value& value, std::string_view path, std::vector<std::string>& into) {
    if (const auto* table = value.as<Table>()) collect_at(*table, path, into);
    for (const auto& element : value.array()) collect_at(element, path, into);
}

/// What a page answers to the name of a field or of a relation, seen from either end.
std::vector<std::string> answers(const Graph& graph, PageNo page, std::string_view name) {
    if (name == "type") return graph.page(page).type->lineage;
    auto values = values_at(graph.page(page).values(), name);
    if (values.empty()) {
        for (const auto other : graph.related(page, name)) values.push_back(graph.page(other).id);
    }
    return values;
}

/// Whether the page has anything under the name: a table counts, an empty text does not.
bool has(const Graph& graph, PageNo page, const std::string& name) {
    const auto* value = graph.page(page).values().find(name);
    if (value != nullptr && value->as<Table>() != nullptr) return !value->table().empty();
    if (value != nullptr && !value->array().empty()) return true;
    const auto all = answers(graph, page, name);
    return std::any_of(all.begin(), all.end(), [](const std::string& answer) { return !answer.empty(); });
}

bool fits(const Graph& graph, const Query& query, PageNo page) {
    for (const auto& [name, wanted] : query.where) {
        const auto all = answers(graph, page, name);
        if (std::find(all.begin(), all.end(), wanted) == all.end()) return false;
    }
    const auto has_it = [&](const std::string& name) { return has(graph, page, name); };
    return std::all_of(query.has.begin(), query.has.end(), has_it) &&
           std::none_of(query.missing.begin(), query.missing.end(), has_it);
}

// ---- order

/// What a page is sorted by. Pages without the value come last, whichever way the others go.
struct SortKey {
    bool missing = true;
    double number = 0;
    std::string_view text;  // the page's own, or one of `made`
};

/// Sort keys of texts that have none yet, for as long as pages are being sorted.
using MadeKeys = std::deque<std::string>;

SortKey numbered(double number) { return {false, number, {}}; }

std::optional<SortKey> key_of_scalar(const Value& value) {
    if (const auto* number = value.as<std::int64_t>()) return numbered(static_cast<double>(*number));
    if (const auto* number = value.as<double>()) return numbered(*number);
    if (const auto* yes = value.as<bool>()) return numbered(*yes ? 0 : 1);
    if (const auto* day = value.as<Date>()) return numbered(static_cast<double>(unix_seconds({*day, {}, {}})));
    if (const auto* time = value.as<DateTime>()) return numbered(static_cast<double>(unix_seconds(*time)));
    return std::nullopt;
}

/// Enumerations go by rank, references by the other page's title, texts by the alphabet.
SortKey key_of_text(const Graph& graph, const Field* field, std::string_view text, MadeKeys& made) {
    if (text.empty()) return {};
    const Field* leaf = field != nullptr && field->item.size() == 1 ? &field->item.front() : field;
    if (leaf != nullptr && leaf->kind == FieldKind::enumeration) {
        const auto rank = std::find(leaf->values.begin(), leaf->values.end(), text) - leaf->values.begin();
        return {false, static_cast<double>(rank), made.emplace_back(sort_key(text))};
    }
    if (leaf != nullptr && leaf->kind == FieldKind::reference) {
        if (const auto other = graph.find(text); other != no_page) return {false, 0, graph.page(other).sort_key};
    }
    return {false, 0, made.emplace_back(sort_key(text))};
}

SortKey key_of(const Graph& graph, PageNo number, std::string_view by, MadeKeys& made) {
    const auto& page = graph.page(number);
    if (by.empty() || by == "title") return {false, 0, page.sort_key};
    if (by == "id") return {false, 0, page.id};
    if (by == "type") return {false, 0, page.type->name};
    if (by == "date") return page.date ? numbered(static_cast<double>(unix_seconds(*page.date))) : SortKey{};
    const auto* value = page.values().find(by);
    if (value != nullptr && !value->array().empty()) value = &value->array().front();
    if (value != nullptr) {
        if (auto key = key_of_scalar(*value)) return *key;
        return key_of_text(graph, page.type->find(by), value->text(), made);
    }
    const auto others = answers(graph, number, by);
    return others.empty() ? SortKey{} : key_of_text(graph, nullptr, others.front(), made);
}

// ---- as one line

/// What url_value() wrote.
std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned byte = 0;
        const auto hex = text.substr(i + (text[i] == '%' ? 1 : 0), 2);
        if (text[i] == '%' && std::from_chars(hex.data(), hex.data() + hex.size(), byte, 16).ptr == hex.data() + 2) {
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

void write(std::string& out, std::string_view key, std::string_view value) {
    if (value.empty()) return;
    if (!out.empty()) out += '&';
    out.append(key).append(1, '=').append(value);
}

/// "a=b" at the first '='; all of it on the left if there is none.
std::pair<std::string_view, std::string_view> split(std::string_view text) {
    const auto equals = std::min(text.find('='), text.size());
    return {text.substr(0, equals), text.substr(std::min(equals + 1, text.size()))};
}

void read(Query& query, std::string_view key, std::string_view value) {
    if (key == "type") query.type = decoded(value);
    if (key == "below") query.below = decoded(value);
    if (key == "has") query.has.push_back(decoded(value));
    if (key == "missing") query.missing.push_back(decoded(value));
    if (key == "real") query.examples = false;
    if (key == "sort") query.sort = decoded(value);
    if (key == "limit") std::from_chars(value.data(), value.data() + value.size(), query.limit);
    if (key == "where") {
        const auto [name, wanted] = split(value);
        query.where.emplace_back(decoded(name), decoded(wanted));
    }
}

}  // namespace

std::string Query::text() const {
    std::string out;
    write(out, "type", url_value(type));
    write(out, "below", url_value(below));
    for (const auto& [name, wanted] : where) write(out, "where", url_value(name) + "=" + url_value(wanted));
    for (const auto& name : has) write(out, "has", url_value(name));
    for (const auto& name : missing) write(out, "missing", url_value(name));
    write(out, "sort", url_value(sort));
    if (!examples) write(out, "real", "only");
    if (limit != 0) write(out, "limit", std::to_string(limit));
    return out;
}

Query query_of_text(std::string_view text) {
    Query query;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto [key, value] = split(text.substr(0, end));
        read(query, key, value);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return query;
}

std::vector<PageNo> select(const Graph& graph, const Query& query) {
    const auto folder = query.below.empty() ? std::string{} : query.below + "/";
    std::vector<PageNo> pages;
    const auto consider = [&](PageNo page) {
        if (!query.examples && graph.page(page).example) return;
        if (graph.page(page).id.starts_with(folder) && fits(graph, query, page)) pages.push_back(page);
    };
    if (query.type.empty()) {
        for (PageNo page = 0; page < graph.pages().size(); ++page) consider(page);
    } else {
        for (const auto page : graph.of_type(query.type)) consider(page);
    }
    sort_pages(graph, pages, query.sort);
    if (query.limit != 0 && pages.size() > query.limit) pages.resize(query.limit);
    return pages;
}

std::vector<std::string> values_at(const Table& record, std::string_view path) {
    std::vector<std::string> values;
    collect_at(record, path, values);
    return values;
}

void sort_pages(const Graph& graph, std::vector<PageNo>& pages, std::string_view by) {
    const bool falling = by.starts_with('-');
    if (falling) by.remove_prefix(1);
    MadeKeys made;
    std::vector<std::pair<SortKey, PageNo>> keyed;
    keyed.reserve(pages.size());
    for (const auto page : pages) keyed.emplace_back(key_of(graph, page, by, made), page);
    std::sort(keyed.begin(), keyed.end(), [falling](const auto& left, const auto& right) {
        const auto& [a, page_a] = left;
        const auto& [b, page_b] = right;
        if (a.missing != b.missing) return b.missing;
        const auto key_a = std::tie(a.number, a.text), key_b = std::tie(b.number, b.text);
        if (key_a != key_b) return falling ? key_b < key_a : key_a < key_b;
        return page_a < page_b;
    });
    std::transform(keyed.begin(), keyed.end(), pages.begin(), [](const auto& each) { return each.second; });
}

}  // namespace knav
