// What a browser needs to offer the site's search in its own search field (OpenSearch 1.1, a description document). It
// only says where the search page is: what is typed there is looked up there.
#include "outputs/registry.hpp"
#include "site/search_pages.hpp"
#include "text/escape.hpp"
#include "text/utf8.hpp"

namespace knav::outputs {
namespace {

constexpr std::size_t longest_name = 16;  // the specification: "16 or fewer characters of plain text"

/// As many whole words of the title as fit, or as much of the first as fits.
std::string short_name(std::string_view title) {
    std::string name{title};
    while (code_points(name) > longest_name) {
        const auto space = name.rfind(' ');
        auto end = space == std::string::npos ? name.size() - 1 : space;
        while ((static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
        name.resize(end);
    }
    return name;
}

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    if (is_searchable(site)) targets.push_back({std::string{search_description_path}, &self, {}, {}});
}

void append_element(std::string& out, std::string_view name, std::string_view text) {
    out += "<" + std::string{name} + ">";
    append_xml(out, text);
    out += "</" + std::string{name} + ">\n";
}

Content make(const Target&, const Workshop& shop) {
    const auto& settings = shop.lens.settings();
    std::string out =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n";
    append_element(out, "ShortName", short_name(settings.title));
    append_element(out, "Description", std::string{shop.lens.word("search_title")} + " – " + settings.title);
    append_element(out, "InputEncoding", "UTF-8");
    out += "<Url type=\"text/html\" template=\"";
    append_xml(out, settings.absolute("/sok/") + "?q={searchTerms}");
    return out + "\"/>\n</OpenSearchDescription>\n";
}

}  // namespace

const Output search_description{"search-description", plan, make};

}  // namespace knav::outputs
