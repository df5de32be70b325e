#include <algorithm>
#include <map>

#include "render/format.hpp"
#include "render/layout.hpp"
#include "render/page_parts.hpp"
#include "render/values.hpp"

namespace knav {
namespace {

constexpr int longest_chain = 6;

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
    return item;
}

View::List relations_view(const Lens& lens, PageNo number) {
    std::vector<std::pair<std::uint16_t, std::vector<PageNo>>> groups;
    std::map<std::uint16_t, std::string> labels;
    for (const auto& relation : lens.incoming(number)) {
        if (relation.inverse == 0) continue;
        if (groups.empty() || groups.back().first != relation.inverse)
            groups.emplace_back(relation.inverse, std::vector<PageNo>{});
        auto& pages = groups.back().second;
        if (pages.empty() || pages.back() != relation.from) pages.push_back(relation.from);
        labels.try_emplace(relation.inverse, inverse_label(lens, relation, *lens.card(relation.from).type));
    }
    View::List items;
    for (auto& [name, pages] : groups) {
        sort_for_show(lens, pages);
        View item;
        item.set("label", labels[name]).set("name", lens.relation_name(name)).set("count", pages.size());
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
    for (const auto child : lens.children(number)) {
        const auto card = lens.card(child);
        const bool dated = card.type->is_a("meeting") || card.type->is_a("event");
        if (dated && card.date && lens.compared_to_today(card.date->date) >= 0) pages.push_back(child);
    }
    std::stable_sort(pages.begin(), pages.end(),
                     [&](PageNo l, PageNo r) { return lens.card(l).date < lens.card(r).date; });
    return cards(lens, pages);
}

View::List backlinks_view(const Lens& lens, PageNo number) {
    View::List items;
    for (const auto& mention : lens.mentions(number)) {
        const auto card = lens.card(mention.from);
        const auto& link = lens.link_of(mention);
        View item;
        item.set("title", std::string{card.title}).set("url", lens.settings().link(card.url));
        item.set("type_label", card.type->label.in(lens.language())).set("before", link.before);
        item.set("text", link.label.empty() ? std::string{lens.card(number).title} : link.label);
        items.push_back(std::move(item.set("after", link.after)));
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
