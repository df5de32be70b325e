// sitemap.xml (sitemaps.org 0.9), in parts of at most 50 000 addresses.
#include "outputs/registry.hpp"
#include "render/format.hpp"
#include "text/escape.hpp"

namespace knav::outputs {
namespace {

constexpr std::size_t most_in_file = 50'000;  // sitemaps.org: "no more than 50,000 URLs"

std::string part_path(std::size_t part) { return "sitemap-" + std::to_string(part + 1) + ".xml"; }

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    targets.push_back({"sitemap.xml", &self, {}, {}});
    const auto count = site.graph.pages().size();
    if (count <= most_in_file) return;
    for (std::size_t part = 0; part * most_in_file < count; ++part)
        targets.push_back({part_path(part), &self, std::to_string(part), {}});
}

void add_page(std::string& out, const Lens& lens, PageNo page) {
    out += "<url><loc>";
    append_xml(out, lens.settings().absolute(lens.card(page).url));
    out += "</loc>";
    if (const auto changed = day_of(lens.last_change(page))) out += "<lastmod>" + iso(*changed) + "</lastmod>";
    out += "</url>\n";
}

Content make(const Target& target, const Workshop& shop) {
    const auto& lens = shop.lens;
    const auto pages = lens.select({});
    constexpr std::string_view opening = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    constexpr std::string_view space = " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    std::string out{opening};
    if (target.subject.empty() && pages.size() > most_in_file) {
        out += "<sitemapindex" + std::string{space};
        for (std::size_t part = 0; part * most_in_file < pages.size(); ++part)
            out += "<sitemap><loc>" + lens.settings().absolute("/" + part_path(part)) + "</loc></sitemap>\n";
        return out + "</sitemapindex>\n";
    }
    const auto first = target.subject.empty() ? 0 : std::stoul(target.subject) * most_in_file;
    out += "<urlset" + std::string{space};
    for (auto i = first; i < pages.size() && i < first + most_in_file; ++i) add_page(out, lens, pages[i]);
    return out + "</urlset>\n";
}

}  // namespace

const Output sitemap{"sitemap", plan, make};

}  // namespace knav::outputs
