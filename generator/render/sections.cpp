#include <algorithm>

#include "guard/keepers.hpp"
#include "render/body.hpp"
#include "render/format.hpp"
#include "render/history_view.hpp"
#include "render/page_parts.hpp"
#include "render/values.hpp"

namespace knav {
namespace {

std::string edit_address(const Lens& lens, const Page& page, std::string_view section) {
    const auto& pattern = lens.settings().edit_url;
    const auto slot = pattern.find("{path}");
    if (slot == std::string::npos) return {};
    auto url = pattern.substr(0, slot) + page.path + pattern.substr(slot + 6);
    if (!section.empty()) url += "#" + std::string{section};
    return url;
}

// The day by which a section is to be looked over, counted from its last change. Unknown history is never due.
std::optional<Date> review_day(const SectionRule* rule, const std::optional<Date>& changed) {
    if (rule == nullptr || rule->review_months == 0 || !changed) return std::nullopt;
    return add_months(*changed, static_cast<int>(rule->review_months));
}

// Who may edit the page stands at its foot; at a section, only who else may edit that.
std::string own_editors(const Lens& lens, const Page& page, const SectionRule* rule) {
    const bool own = rule != nullptr && !rule->editors.empty() && rule->editors != page.type->editors;
    return own ? roles_in_words(lens, rule->editors) : std::string{};
}

View section_item(const Lens& lens, const Page& page, PageNo number, std::size_t at) {
    const auto& id = page.record->section_ids[at];
    const auto changed = day_of(lens.last_change(number, "#" + id));
    const auto* rule = page.type->section(id);
    const auto& section = lens.document(number).sections[at];
    View item;
    item.set("id", id).set("heading", section.heading).set("html", section_html(lens, number, at));
    item.set("edit_url", edit_address(lens, page, id));
    item.set("editors", own_editors(lens, page, rule));
    // Of a page whose history is not known at all this is said once, at its foot.
    const auto unknown = lens.last_change(number) == nullptr ? std::string{} : lens.word("unknown");
    item.set("changed", changed ? in_words(*changed, lens) : unknown);
    item.set("changed_iso", changed ? iso(*changed) : std::string{});
    const auto review = review_day(rule, changed);
    const bool due = review && lens.compared_to_today(*review) <= 0;
    item.set("review_by", review && !due ? in_words(*review, lens) : std::string{})
        .set("review_by_iso", review ? iso(*review) : std::string{});
    item.set("due", due).set("missing", section.words == 0 && section.holes.empty());
    return item;
}

View missing_item(const Lens& lens, const Page& page, const SectionRule& rule) {
    View item;
    item.set("id", rule.id).set("heading", rule.heading.in(lens.language())).set("html", false);
    item.set("edit_url", edit_address(lens, page, {})).set("editors", own_editors(lens, page, &rule));
    item.set("changed", false).set("changed_iso", false).set("due", false).set("missing", true);
    item.set("review_by", false).set("review_by_iso", false);
    return item;
}

/// The editors whom the policy gives the page, by name; empty where it gives it to nobody in particular.
std::string keepers_in_words(const Lens& lens, const Page& page) {
    const auto* file = lens.file(policy_path);
    if (file == nullptr) return {};
    const auto holds = [&](const Period& period) {
        return (!period.from || lens.compared_to_today(*period.from) <= 0) &&
               (!period.to || lens.compared_to_today(*period.to) >= 0);
    };
    std::string said;
    for (const auto& name : keepers(*policy_of(*file, lens.schema()), page.id, page.type->editors, holds)) {
        said += (said.empty() ? "" : ", ") + name;
    }
    return said;
}

}  // namespace

std::string roles_in_words(const Lens& lens, const std::vector<std::string>& roles) {
    std::string said;
    for (const auto& role : roles) {
        const auto& word = lens.word("editor_" + role);
        // A role of the site's own that the theme has no word for is called as the policy calls it.
        said += (said.empty() ? "" : ", ") + (word.starts_with('[') ? role : word);
    }
    return said;
}

View::List sections_view(const Lens& lens, PageNo number) {
    const auto& page = lens.page(number);
    const auto& document = lens.document(number);
    View::List items;
    for (std::size_t i = 1; i < document.sections.size(); ++i) items.push_back(section_item(lens, page, number, i));
    const auto& ids = page.record->section_ids;
    for (const auto& rule : page.type->sections) {
        const bool there = std::find(ids.begin(), ids.end(), rule.id) != ids.end();
        if (rule.required && !there) items.push_back(missing_item(lens, page, rule));
    }
    return items;
}

View meta_view(const Lens& lens, PageNo number) {
    const auto& page = lens.page(number);
    const auto* said = page.values().find("updated");
    std::optional<Date> updated;
    if (said != nullptr && said->as<Date>() != nullptr) updated = *said->as<Date>();
    if (said != nullptr && said->as<DateTime>() != nullptr) updated = said->as<DateTime>()->date;
    const auto* last_change = lens.last_change(number);
    if (!updated) updated = day_of(last_change);

    View meta;
    meta.set("sections_unknown", last_change == nullptr && page.record->section_ids.size() > 1);
    meta.set("updated", updated ? in_words(*updated, lens) : lens.word("unknown"));
    meta.set("updated_iso", updated ? iso(*updated) : std::string{}).set("updated_known", updated.has_value());
    const auto* review = page.values().find("review_by");
    const auto* day = review == nullptr ? nullptr : review->as<Date>();
    const bool shown = lens.settings().show_history && page.type->history && has_history_page(lens.history(number));
    meta.set("history_url", shown ? lens.settings().link(history_url(page.url)) : std::string{});
    meta.set("review_by", day == nullptr ? std::string{} : in_words(*day, lens));
    meta.set("review_due", day != nullptr && lens.compared_to_today(*day) < 0);
    const auto responsible = page.values().text("responsible");
    meta.set("responsible", responsible.empty() ? lens.settings().responsible : std::string{responsible});
    meta.set("editors", roles_in_words(lens, page.type->editors)).set("keepers", keepers_in_words(lens, page));
    meta.set("edit_url", edit_address(lens, page, {})).set("path", page.path).set("id", page.id);
    View::List sources;
    for (const auto& source : values_at(page.values(), "source")) {
        View item;
        const auto url = address_in(source);
        item.set("text", url.empty() ? source : address_in_short(source));
        sources.push_back(std::move(item.set("url", url)));
    }
    meta.set("source", std::move(sources));
    const auto* checked = page.values().find("checked");
    const auto* checked_day = checked == nullptr ? nullptr : checked->as<Date>();
    return std::move(meta.set("checked", checked_day == nullptr ? std::string{} : in_words(*checked_day, lens)));
}

}  // namespace knav
