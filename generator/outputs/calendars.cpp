// Calendars: one for the site, for each type with days, and for every page that can be followed or has days ahead: a
// group's meetings, a role's deadlines, a single meeting to put into one's own calendar.
#include "feeds/icalendar.hpp"
#include "outputs/registry.hpp"

namespace knav::outputs {
namespace {

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    if (!site.settings.has(FeedFormat::calendar)) return;
    const auto add = [&](const Scope& scope, std::string_view at, std::string_view id, std::string_view type) {
        auto path = feed_path(scope, at, FeedFormat::calendar);
        targets.push_back({std::move(path), &self, std::string{id}, std::string{type}});
    };
    add(Scope::of_site(), "", "", "");
    for (const auto& type : site.schema.types) {
        if (type.dated && !type.abstract && !site.occurrences(type.name).empty())
            add(Scope::of_type(type), "", "", type.name);
    }
    const auto& pages = site.graph.pages();
    for (PageNo number = 0; number < pages.size(); ++number) {
        const auto& id = pages[number].id;
        if (!id.empty() && site.has_calendar(number)) add(Scope::of_page(number, id), id, id, "");
    }
    for (const auto& [alias, number] : site.graph.aliases()) {
        const auto& id = pages[number].id;
        const bool folder = alias.size() > 2 && alias.ends_with('/');
        if (folder && !id.empty() && site.has_calendar(number))
            add(Scope::of_page(number, id), std::string_view{alias}.substr(1, alias.size() - 2), id, "");
    }
}

Content make(const Target& target, const Workshop& shop) {
    const auto& lens = shop.lens;
    auto scope = Scope::of_site();
    if (!target.detail.empty()) scope = Scope::of_type(*lens.schema().find(target.detail));
    if (!target.subject.empty()) scope = Scope::of_page(lens.find(target.subject), target.subject);
    return icalendar(read_calendar(lens, scope));
}

}  // namespace

const Output calendars{"calendar", plan, make};

}  // namespace knav::outputs
