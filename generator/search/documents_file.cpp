#include "search/documents_file.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "diag/rules.hpp"

namespace knav::search {
namespace {

constexpr std::size_t longest_lead = 200;
// What is of one day gives way to what lasts.
constexpr std::array<std::pair<std::string_view, int>, 3> lighter_types = {{{"mote", 90}, {"nyhet", 95}, {"plan", 97}}};
constexpr std::array<std::string_view, 7> group_types = {"npo", "rmpo", "rag", "nag", "rsg", "nsg", "stodfunktion"};

/// The first sentences that fit.
std::string lead_of(std::string_view text) {
    auto end = std::min(text.size(), longest_lead);
    if (end < text.size()) end = text.find_last_of(' ', end);
    return std::string{text.substr(0, end)};
}

std::string text_at(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

/// Each line that is an object with `key`; others are reported.
void each_object(std::string_view path, std::string_view bytes, const char* key, Diagnostics& found,
                 const std::function<void(const nlohmann::json&)>& take) {
    std::uint32_t line_number = 0;
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        const auto line = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        ++line_number;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const auto object = nlohmann::json::parse(line, nullptr, false);
        if (object.is_object() && !text_at(object, key).empty())
            take(object);
        else
            found.error({std::string{path}, {line_number, 1}}, rule::schema_value, {key});
    }
}

Document document_of(const nlohmann::json& object) {
    Document document;
    document.url = text_at(object, "url");
    document.title = document.texts[title] = text_at(object, "title");
    document.type = text_at(object, "type");
    document.texts[body] = text_at(object, "body");
    document.lead = lead_of(document.texts[body]);
    document.person = document.type == "person";
    for (const auto& [type, percent] : lighter_types) {
        if (document.type == type) document.weight = percent;
    }
    document.group = std::find(group_types.begin(), group_types.end(), document.type) != group_types.end();
    if (const auto headings = object.find("headings"); headings != object.end() && headings->is_array()) {
        for (const auto& each : *headings) {
            if (each.is_string()) document.texts[heading] += each.get<std::string>() + "\n";
        }
    }
    if (!document.type.empty()) document.facets.emplace_back("type", document.type);
    document.seal();
    return document;
}

}  // namespace

std::vector<Document> read_documents(std::string_view path, std::string_view bytes, Diagnostics& found) {
    std::vector<Document> documents;
    each_object(path, bytes, "url", found,
                [&](const nlohmann::json& object) { documents.push_back(document_of(object)); });
    std::stable_sort(documents.begin(), documents.end(),
                     [](const Document& one, const Document& other) { return one.url < other.url; });
    return documents;
}

std::vector<Judged> read_judged(std::string_view path, std::string_view bytes, Diagnostics& found) {
    std::vector<Judged> all;
    each_object(path, bytes, "query", found, [&](const nlohmann::json& object) {
        Judged one{text_at(object, "class"), text_at(object, "query"), {}};
        const auto relevant = object.find("relevant");
        if (relevant != object.end() && relevant->is_object()) {
            for (const auto& [url, grade] : relevant->items()) {
                if (grade.is_number_integer()) one.relevant.emplace(url, grade.get<int>());
            }
        }
        all.push_back(std::move(one));
    });
    return all;
}

}  // namespace knav::search
