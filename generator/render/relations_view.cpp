#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "feeds/deadlines.hpp"
#include "render/format.hpp"
#include "render/layout.hpp"
#include "render/neighbours.hpp"
#include "render/page_parts.hpp"
#include "render/values.hpp"

namespace knav {
namespace {

constexpr int longest_chain = 6;
constexpr std::size_t most_coming = 12;
constexpr std::size_t most_in_full = 12;  // of a longer list, names are enough

/// The reference field behind a relation's path ("members.person"), or null.
std::string inverse_label(const Lens& lens, const Relation& relation, const PageType& source_type) {
    const auto& label = relation.field->inverse_label.in(lens.language());
    return label.empty() ? source_type.plural.in(lens.language()) : label;
}

// By weight where pages have one, newest first where they have a day, else in alphabetical order.
void sort_for_show(const Lens& lens, std::vector<PageNo>& pages) {
    std::stable_sort(pages.begin(), pages.end(), [&](PageNo left, PageNo right) {
        const auto one = lens.card(left);
        const auto other = lens.card(right);
        if (one.weight != other.weight) return one.weight < other.weight;
        if (one.date != other.date) return one.date > other.date;
        return one.sort_key < other.sort_key;
    });
}

View::List cards(const Lens& lens, const std::vector<PageNo>& pages) {
    View::List items;
    items.reserve(pages.size());
    for (const auto page : pages) items.push_back(card_item(lens, page));
    return items;
}

}  // namespace

std::string short_title(const Card& card) {
    const auto& kind = card.type->short_name;
    const bool led = !kind.empty() && card.title.size() > kind.size() + 1 && card.title.starts_with(kind) &&
                     card.title[kind.size()] == ' ';
    return std::string{led ? card.title.substr(kind.size() + 1) : card.title};
}

bool is_seen_at(const Lens& lens, PageNo page, PageNo here) { return !lens.example(page) || lens.example(here); }

std::string day_in_words(const Lens& lens, const Card& card) {
    return card.date ? in_words(*card.date, lens) : std::string{};
}

View card_item(const Lens& lens, PageNo page) {
    const auto card = lens.card(page);
    View item;
    item.set("title", std::string{card.title})
        .set("url", lens.settings().link(card.url))
        .set("summary", std::string{card.summary});
    item.set("short_title", short_title(card));
    item.set("short", card.type->short_name)
        .set("type_label", card.type->label.in(lens.language()))
        .set("type", card.type->name);
    const auto status = status_view(lens, card);
    const auto part = [&](std::string_view name) { return status.is_object() ? *status.find(name) : View{false}; };
    item.set("status", part("text")).set("tone", part("tone")).set("symbol", part("symbol")).set("note", false);
    item.set("date", day_in_words(lens, card)).set("date_iso", card.date ? iso(card.date->date) : std::string{});
    item.set("for_information", lens.for_information(page));
    return std::move(item.set("cancelled", is_cancelled(lens, page)));
}

View::List relations_view(const Lens& lens, PageNo number) {
    std::vector<std::pair<std::uint16_t, std::vector<PageNo>>> groups;
    std::map<std::uint16_t, std::string> labels;
    std::set<std::uint16_t> undrawn;  // at least in part
    const auto& below = lens.children(number);
    const auto shown_below = [&](PageNo page) { return std::find(below.begin(), below.end(), page) != below.end(); };
    for (const auto& relation : lens.incoming(number)) {
        if (relation.inverse == 0 || shown_below(relation.from) || !is_seen_at(lens, relation.from, number)) continue;
        if (groups.empty() || groups.back().first != relation.inverse)
            groups.emplace_back(relation.inverse, std::vector<PageNo>{});
        auto& pages = groups.back().second;
        if (pages.empty() || pages.back() != relation.from) pages.push_back(relation.from);
        if (!is_drawn_at(lens, relation, number)) undrawn.insert(relation.inverse);
        labels.try_emplace(relation.inverse, inverse_label(lens, relation, *lens.card(relation.from).type));
    }
    View::List items;
    for (auto& [name, pages] : groups) {
        sort_for_show(lens, pages);
        View item;
        item.set("label", labels[name]).set("name", lens.relation_name(name)).set("count", pages.size());
        item.set("many", pages.size() > most_in_full).set("drawn", !undrawn.contains(name));
        items.push_back(std::move(item.set("items", cards(lens, pages))));
    }
    return items;
}

View::List children_view(const Lens& lens, PageNo number) {
    std::map<std::string, std::vector<PageNo>, std::less<>> by_type;
    for (const auto child : lens.children(number)) by_type[lens.card(child).type->name].push_back(child);
    View::List items;
    for (auto& [name, pages] : by_type) {
        sort_for_show(lens, pages);
        const auto* type = lens.schema().find(name);
        View item;
        item.set("label", type->plural.in(lens.language()))
            .set("type", name)
            .set("url", false)
            .set("count", pages.size());
        items.push_back(std::move(item.set("items", cards(lens, pages))));
    }
    return items;
}

View::List coming_view(const Lens& lens, PageNo number) {
    std::vector<PageNo> pages;
    for (const auto& [page, type, date, announced] : lens.gathered(number)) {
        const bool dated = type->is_a("meeting") || type->is_a("event");
        if (!dated || !date) continue;
        if (lens.compared_to_today(date->date) < 0) break;  // newest first: all that follow are past
        pages.push_back(page);
    }
    std::reverse(pages.begin(), pages.end());
    if (pages.size() > most_coming) pages.resize(most_coming);
    return cards(lens, pages);
}

/// "17 words" of a link: its target's title, or the words if it leads nowhere.
std::string_view title_of(const Lens& lens, PageNo from, std::string_view marked) {
    std::size_t link = 0;
    const auto [end, error] = std::from_chars(marked.data(), marked.data() + marked.size(), link);
    const auto targets = lens.link_targets(from);
    if (error == std::errc{} && link < targets.size() && targets[link] != no_page)
        return lens.card(targets[link]).title;
    return marked.substr(std::min(marked.size(), static_cast<std::size_t>(end - marked.data()) + 1));
}

/// Part of a sentence around a link, with the titles that other links in it show. What was cut through is left out.
std::string with_titles(const Lens& lens, PageNo from, std::string_view part) {
    if (const auto end = part.find(title_end); end < part.find(title_begin)) part.remove_prefix(end + 1);
    std::string said;
    for (auto begin = part.find(title_begin); begin != part.npos; begin = part.find(title_begin)) {
        said += part.substr(0, begin);
        const auto end = part.find(title_end, begin);
        if (end == part.npos) return said;
        said += title_of(lens, from, part.substr(begin + 1, end - begin - 1));
        part.remove_prefix(end + 1);
    }
    return said.append(part);
}

View::List backlinks_view(const Lens& lens, PageNo number) {
    View::List items;
    for (const auto& mention : lens.mentions(number)) {
        if (!is_seen_at(lens, mention.from, number)) continue;
        const auto card = lens.card(mention.from);
        const auto& [label, before, after] = lens.words_of(mention);
        View item;
        item.set("title", std::string{card.title}).set("url", lens.settings().link(card.url));
        item.set("type_label", card.type->label.in(lens.language()))
            .set("before", with_titles(lens, mention.from, before));
        // A link that stands alone has no sentence to show.
        const bool alone = before.empty() && after.empty();
        item.set("alone", alone).set("text", label.empty() ? std::string{lens.card(number).title} : label);
        items.push_back(std::move(item.set("after", with_titles(lens, mention.from, after))));
    }
    return items;
}

View::List chain_view(const Lens& lens, PageNo number) {
    View::List items;
    auto here = number;
    for (int step = 0; step < longest_chain && here != no_page; ++step) {
        const auto card = lens.card(here);
        items.push_back(link_item(lens, std::string{card.title}, card.url));
        auto next = no_page;
        for (const auto* upward : {"councils", "parents", "reports_to"}) {
            const auto above = lens.related(here, upward);
            if (!above.empty()) {
                next = above.front();
                break;
            }
        }
        here = next;
    }
    return items.size() > 1 ? items : View::List{};
}

}  // namespace knav
