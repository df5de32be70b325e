#include "render/json_ld.hpp"

#include "text/escape.hpp"

namespace knav {
namespace {

class JsonObject {
public:
    JsonObject& add(std::string_view key, std::string_view text) {
        if (!text.empty()) raw(key, quoted(text));
        return *this;
    }
    JsonObject& raw(std::string_view key, std::string_view json) {
        out_ += out_.size() > 1 ? "," : "";
        append_json(out_, key);
        out_ += ':';
        out_ += json;
        return *this;
    }
    [[nodiscard]] std::string finish() const { return out_ + "}"; }

private:
    static std::string quoted(std::string_view text) {
        std::string json;
        append_json(json, text);
        return json;
    }
    std::string out_ = "{";
};

std::string_view kind_of(const PageType& type) {
    if (type.is_a("group") || type.is_a("body") || type.is_a("region")) return "Organization";
    if (type.is_a("meeting") || type.is_a("event")) return "Event";
    if (type.is_a("news")) return "NewsArticle";
    if (type.is_a("term")) return "DefinedTerm";
    return "WebPage";
}

std::string breadcrumbs(const Lens& lens, const std::vector<PageNo>& ancestors) {
    std::string items = "[";
    for (std::size_t i = 0; i < ancestors.size(); ++i) {
        const auto card = lens.card(ancestors[i]);
        JsonObject item;
        item.add("@type", "ListItem").raw("position", std::to_string(i + 1)).add("name", card.title);
        items += (i > 0 ? "," : "") + item.add("item", lens.settings().absolute(card.url)).finish();
    }
    return JsonObject{}.add("@type", "BreadcrumbList").raw("itemListElement", items + "]").finish();
}

}  // namespace

std::string json_ld(const Lens& lens, PageNo number, const std::vector<PageNo>& ancestors) {
    const auto& page = lens.page(number);
    const auto& settings = lens.settings();
    JsonObject object;
    object.add("@context", "https://schema.org");
    if (page.id.empty()) {
        object.add("@type", "WebSite").add("name", settings.title).add("url", settings.base_url);
        return object.add("inLanguage", settings.language == Language::sv ? "sv" : "en").finish();
    }
    const auto kind = kind_of(*page.type);
    object.add("@type", kind)
        .add(kind == "NewsArticle" ? "headline" : "name", page.title)
        .add("description", page.summary);
    object.add("url", settings.absolute(page.url));
    if (kind == "Event" && page.date) object.add("startDate", iso(*page.date));
    if (kind == "NewsArticle" && page.date) object.add("datePublished", iso(page.date->date));
    if (kind == "Organization") object.add("email", page.values().text("mailbox"));
    // Only a web page may carry its breadcrumbs; what the page is about then stands beside it.
    if (kind != "WebPage" || ancestors.empty()) return object.finish();
    return object.raw("breadcrumb", breadcrumbs(lens, ancestors)).finish();
}

}  // namespace knav
