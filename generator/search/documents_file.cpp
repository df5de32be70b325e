#include "search/documents_file.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "diag/rules.hpp"

namespace knav::search {
namespace {

constexpr std::size_t longest_lead = 200;
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

}  // namespace

std::vector<Document> read_documents(std::string_view path, std::string_view bytes, Diagnostics& found) {
    std::vector<Document> documents;
    std::uint32_t line_number = 0;
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        const auto line = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        ++line_number;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const auto object = nlohmann::json::parse(line, nullptr, false);
        Document document;
        if (object.is_object()) document.url = text_at(object, "url");
        if (document.url.empty()) {
            found.error({std::string{path}, {line_number, 1}}, rule::schema_value, {"url"});
            continue;
        }
        document.title = document.texts[title] = text_at(object, "title");
        document.type = text_at(object, "type");
        document.texts[body] = text_at(object, "body");
        document.lead = lead_of(document.texts[body]);
        document.person = document.type == "person";
        document.group = std::find(group_types.begin(), group_types.end(), document.type) != group_types.end();
        if (const auto headings = object.find("headings"); headings != object.end() && headings->is_array()) {
            for (const auto& each : *headings) {
                if (each.is_string()) document.texts[heading] += each.get<std::string>() + "\n";
            }
        }
        if (!document.type.empty()) document.facets.emplace_back("type", document.type);
        document.seal();
        documents.push_back(std::move(document));
    }
    std::stable_sort(documents.begin(), documents.end(),
                     [](const Document& one, const Document& other) { return one.url < other.url; });
    return documents;
}

}  // namespace knav::search
