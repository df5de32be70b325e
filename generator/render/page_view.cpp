#include "render/page_view.hpp"

#include <algorithm>

#include "render/actions_view.hpp"
#include "render/body.hpp"
#include "render/follow_view.hpp"
#include "render/format.hpp"
#include "render/happenings.hpp"
#include "render/home_view.hpp"
#include "render/json_ld.hpp"
#include "render/layout.hpp"
#include "render/neighbours.hpp"
#include "render/page_parts.hpp"
#include "render/values.hpp"
#include "render/wheel.hpp"
#include "text/escape.hpp"

namespace knav {
namespace {

constexpr std::size_t sections_for_contents = 3;  // fewer need no table of contents

View::List contents(const View::List& sections, const View::List& lists) {
    View::List items;
    if (sections.size() + lists.size() < sections_for_contents) return items;
    for (const auto& section : sections) {
        View item;
        item.set("id", *section.find("id")).set("heading", *section.find("heading"));
        items.push_back(std::move(item));
    }
    for (const auto& list : lists)
        items.push_back(std::move(View{}.set("id", *list.find("id")).set("heading", *list.find("title"))));
    return items;
}

// The index of a page's type, for "all of this kind": the folder above it that lists the type.
std::string index_url(const Lens& lens, const std::vector<PageNo>& ancestors) {
    return ancestors.empty() ? std::string{} : lens.settings().link(lens.card(ancestors.back()).url);
}

View sibling(const Lens& lens, PageNo page) {
    if (page == no_page) return false;
    const auto card = lens.card(page);
    return link_item(lens, std::string{card.title}, card.url);
}

View::List resources_view(const Lens& lens, PageNo page) {
    View::List items;
    for (const auto& file : lens.resources(page)) {
        View item;
        const auto name = file.path.substr(file.path.rfind('/') + 1);
        const auto dot = name.rfind('.');
        item.set("name", name).set("url", lens.settings().link(url_path(std::string_view{file.path}.substr(7))));
        item.set("size", size_in_words(file.size, lens.language()))
            .set("kind", dot == std::string::npos ? std::string{} : name.substr(dot + 1));
        items.push_back(std::move(item));
    }
    return items;
}

// A meeting or an event that is still to come, to put into one's own calendar.
View own_calendar(const Lens& lens, PageNo number) {
    const auto card = lens.card(number);
    const bool coming =
        card.type->dated && !card.type->follow && card.date && lens.compared_to_today(card.date->date) >= 0;
    if (!coming || !lens.settings().has(FeedFormat::calendar)) return false;
    return lens.settings().link(feed_url(lens, Scope::of_page(number, card.id), FeedFormat::calendar));
}

bool any_inferred(const Page& page) {
    const auto* inferred = page.values().find("inferred");
    if (inferred == nullptr) return false;
    const auto* whole = inferred->as<bool>();
    return whole != nullptr ? *whole : !inferred->array().empty();
}

bool is_true(const Page& page, std::string_view key) {
    const auto* value = page.values().find(key);
    return value != nullptr && value->as<bool>() != nullptr && *value->as<bool>();
}

bool has_expired(const Lens& lens, const Page& page) {
    const auto* value = page.values().find("expires");
    const auto* day = value == nullptr ? nullptr : value->as<Date>();
    return day != nullptr && lens.compared_to_today(*day) < 0;
}

void set_head(View& view, const Lens& lens, const Page& page, PageNo number, const std::vector<PageNo>& ancestors) {
    view.set("type_label", page.type->label.in(lens.language()))
        .set("type_plural", page.type->plural.in(lens.language()));
    view.set("type_url", index_url(lens, ancestors)).set("short", page.type->short_name).set("type", page.type->name);
    view.set("status", status_view(lens, lens.card(number))).set("summary", page.summary);
    view.set("title", page.title).set("url", lens.settings().link(page.url));
    view.set("draft", is_true(page, "draft"))
        .set("expired", has_expired(lens, page))
        .set("inferred", any_inferred(page));
    view.set("date", day_in_words(lens, lens.card(number)))
        .set("date_iso", page.date ? iso(page.date->date) : std::string{});
    View::List tags;
    for (auto& tag : values_at(page.values(), "tags")) tags.push_back(std::move(tag));
    view.set("tags", std::move(tags));
}

void set_text(View& view, const Lens& lens, PageNo number) {
    auto sections = sections_view(lens, number);
    auto lists = lists_view(lens, number);
    auto toc = contents(sections, lists);
    view.set("lists", std::move(lists));
    view.set("lead", section_html(lens, number, 0)).set("has_toc", !toc.empty());
    view.set("toc", std::move(toc));
    view.set("sections", std::move(sections));
}

// The first that is not cancelled.
View next_of(const View::List& coming) {
    const auto held =
        std::find_if(coming.begin(), coming.end(), [](const View& item) { return !*item.find("cancelled")->truth(); });
    return held == coming.end() ? View{false} : *held;
}

// What is not known stands together: a gap after each of five labels hides the facts between them.
View::List missing_of(const View::List& facts) {
    View::List missing;
    for (const auto& fact : facts) {
        if (*fact.find("missing")->truth()) missing.push_back(std::move(View{}.set("label", *fact.find("label"))));
    }
    return missing;
}

bool has_contact(const View::List& facts) {
    return std::any_of(facts.begin(), facts.end(), [](const View& fact) {
        return *fact.find("contact")->truth() && !*fact.find("missing")->truth();
    });
}

// A single fact is a line at the top of the page; a box of facts for it says less than it takes.
bool is_one_line(const View::List& facts) {
    return facts.size() == 1 && !has_contact(facts) && !*facts.front().find("missing")->truth();
}

// Where no fact says whom to ask, a section about contact may.
std::string contact_section(const Lens& lens, PageNo number) {
    const auto& ids = lens.page(number).record->section_ids;
    const auto said = std::find(ids.begin(), ids.end(), "kontakt");
    return said == ids.end() ? "_facts" : *said;
}

void set_data(View& view, const Lens& lens, PageNo number) {
    auto facts = facts_view(lens, number);
    const bool contact_known = has_contact(facts);
    view.set("contact_known", contact_known)
        .set("contact_at", contact_known ? "_facts" : contact_section(lens, number));
    auto follow = follow_view(lens, number);
    auto chain = chain_view(lens, number);
    view.set("one_fact", is_one_line(facts) && !follow.is_object() && chain.empty());
    view.set("missing_facts", missing_of(facts));
    view.set("facts", std::move(facts));
    view.set("tables", tables_view(lens, number)).set("progress", progress_view(lens, number));
    view.set("wheels", wheels_view(lens, number));
    view.set("seats", seats_view(lens, number)).set("relations", relations_view(lens, number));
    auto coming = coming_view(lens, number);
    view.set("next", next_of(coming));
    view.set("coming", std::move(coming));
    view.set("happenings", happenings_view(lens, number));
    view.set("actions", actions_view(lens, number)).set("follow", std::move(follow));
    view.set("mail_url", mail_link(lens, number)).set("own_calendar", own_calendar(lens, number));
    view.set("resources", resources_view(lens, number));
    auto backlinks = backlinks_view(lens, number);
    view.set("backlink_count", backlinks.size());
    view.set("backlinks", std::move(backlinks)).set("chain", std::move(chain));
    auto near = neighbours(lens, number);
    view.set("has_surroundings", !near.above.empty() || !near.below.empty());
    view.set("above", std::move(near.above)).set("below", std::move(near.below));
}

}  // namespace

View content_view(const Lens& lens, PageNo number, const std::optional<Filter>& filter) {
    const auto& page = lens.page(number);
    const auto ancestors = lens.ancestors(number);
    const bool is_home = page.id.empty();
    auto url = page.url;
    if (filter) url = filter_url(url, *filter);
    auto title = page.title;
    const bool is_folder = page.type->name == "page";  // the plainest type: its page is the index of what lies below it
    auto listing = is_folder ? listing_view(lens, number, filter) : View{false};
    const auto* chosen = listing.is_object() ? listing.find("filter_text")->text() : nullptr;
    if (chosen != nullptr && !chosen->empty()) title += ": " + *chosen;
    const auto description = page.summary.empty() ? lens.document(number).excerpt : page.summary;

    auto view =
        layout_view(lens, {title, description, url, page.type->name, ancestors, is_home, false,
                           json_ld(lens, number, ancestors), page_feed_links(lens, number),
                           day_in_words(lens, lens.card(number)), page.date ? iso(page.date->date) : std::string{}});
    set_head(view, lens, page, number, ancestors);
    set_text(view, lens, number);
    set_data(view, lens, number);
    // A folder's page shows its children in the listing; other pages show them by type.
    view.set("children", listing.is_object() ? View::List{} : children_view(lens, number));
    view.set("listing", std::move(listing));
    const auto [before, after] = lens.siblings(number);
    view.set("previous", sibling(lens, before)).set("next_page", sibling(lens, after));
    view.set("home", is_home ? home_view(lens) : View{false}).set("meta", meta_view(lens, number));
    return view;
}

}  // namespace knav
