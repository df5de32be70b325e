#include "outputs/registry.hpp"

#include <algorithm>
#include <array>

#include "site/search_pages.hpp"

namespace knav {

std::span<const Output> all_outputs() {
    static const std::array all = {outputs::pages,       outputs::histories,    outputs::happenings,
                                   outputs::selections,  outputs::overview,     outputs::matrix,
                                   outputs::vacancies,   outputs::review,       outputs::wanted,
                                   outputs::site_map,    outputs::index_az,     outputs::news,
                                   outputs::search_page, outputs::search_index, outputs::search_description,
                                   outputs::not_found,   outputs::redirects,    outputs::redirect_lists,
                                   outputs::feeds,       outputs::calendars,    outputs::subscribe,
                                   outputs::feed_lists,  outputs::actions,      outputs::newsletter,
                                   outputs::sitemap,     outputs::robots,       outputs::assets,
                                   outputs::resources};
    return all;
}

namespace {

void report_twin(const Target& target, std::string_view other, Diagnostics& found) {
    found.error({target.path, {}}, rule::output_twice,
                {target.path, std::string{target.output->name} + " " + target.subject, std::string{other}});
}

/// Sorts by path and leaves the first of those with one path.
void settle(std::vector<Target>& targets, Diagnostics& found) {
    std::stable_sort(targets.begin(), targets.end(),
                     [](const Target& one, const Target& other) { return one.path < other.path; });
    const auto twin = [&](const Target& one, const Target& other) {
        if (one.path != other.path) return false;
        report_twin(one, std::string{other.output->name} + " " + other.subject, found);
        return true;
    };
    targets.erase(std::unique(targets.begin(), targets.end(), twin), targets.end());
}

/// Nothing else may be published in the folder of an output; `targets` are by path.
void keep_out_of_own_folders(std::vector<Target>& targets, Diagnostics& found) {
    for (const auto& output : all_outputs()) {
        if (output.own_folder.empty()) continue;
        const auto begin =
            std::lower_bound(targets.begin(), targets.end(), output.own_folder,
                             [](const Target& target, std::string_view folder) { return target.path < folder; });
        auto end = begin;
        for (; end != targets.end() && end->path.starts_with(output.own_folder); ++end)
            report_twin(*end, output.name, found);
        targets.erase(begin, end);
    }
}

}  // namespace

std::vector<Target> plan_by_names(const Site& site, Diagnostics& found) {
    std::vector<Target> targets;
    targets.reserve(site.graph.pages().size() * 2);
    for (const auto& output : all_outputs()) {
        if (output.own_folder.empty()) output.plan(output, site, targets);
    }
    settle(targets, found);
    keep_out_of_own_folders(targets, found);
    return targets;
}

std::vector<Target> plan_by_contents(const Site& site, Diagnostics& found) {
    std::vector<Target> targets;
    for (const auto& output : all_outputs()) {
        if (!output.own_folder.empty()) output.plan(output, site, targets);
    }
    check_synonyms(site, found);  // against the words of all pages
    settle(targets, found);
    return targets;
}

std::string html_path(std::string_view id) { return id.empty() ? "index.html" : std::string{id} + "/index.html"; }

}  // namespace knav
