#include "outputs/registry.hpp"

#include <algorithm>
#include <array>

#include "site/search_pages.hpp"

namespace knav {

std::span<const Output> all_outputs() {
    static const std::array all = {
        outputs::pages,      outputs::histories,      outputs::happenings,  outputs::selections,   outputs::overview,
        outputs::matrix,     outputs::vacancies,      outputs::review,      outputs::wanted,       outputs::site_map,
        outputs::index_az,   outputs::news,           outputs::search_page, outputs::search_index, outputs::not_found,
        outputs::redirects,  outputs::redirect_lists, outputs::feeds,       outputs::calendars,    outputs::subscribe,
        outputs::feed_lists, outputs::actions,        outputs::newsletter,  outputs::sitemap,      outputs::robots,
        outputs::assets,     outputs::resources};
    return all;
}

std::vector<Target> plan_targets(const Site& site, Diagnostics& found) {
    std::vector<Target> targets;
    targets.reserve(site.graph.pages().size() * 2);
    for (const auto& output : all_outputs()) output.plan(output, site, targets);
    check_synonyms(site, found);
    std::stable_sort(targets.begin(), targets.end(),
                     [](const Target& one, const Target& other) { return one.path < other.path; });
    const auto twin = [&](const Target& one, const Target& other) {
        if (one.path != other.path) return false;
        found.error({one.path, {}}, rule::output_twice,
                    {one.path, std::string{one.output->name} + " " + one.subject,
                     std::string{other.output->name} + " " + other.subject});
        return true;
    };
    targets.erase(std::unique(targets.begin(), targets.end(), twin), targets.end());
    return targets;
}

std::string html_path(std::string_view id) { return id.empty() ? "index.html" : std::string{id} + "/index.html"; }

}  // namespace knav
