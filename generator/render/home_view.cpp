#include "render/home_view.hpp"

#include <algorithm>

#include "render/format.hpp"
#include "render/happenings.hpp"
#include "render/layout.hpp"
#include "render/page_parts.hpp"

namespace knav {
namespace {

constexpr std::size_t news_shown = 5;
constexpr std::size_t recent_shown = 8;
constexpr std::size_t coming_shown = 5;

std::vector<PageNo> of_type(const Lens& lens, std::string_view type, std::string_view sort) {
    Query query;
    query.type = type;
    query.sort = sort;
    query.examples = false;
    return lens.select(query);
}

View::List cards(const Lens& lens, const std::vector<PageNo>& pages, std::size_t most) {
    View::List items;
    for (std::size_t i = 0; i < pages.size() && i < most; ++i) items.push_back(card_item(lens, pages[i]));
    return items;
}

View::List coming(const Lens& lens) {
    std::vector<PageNo> pages;
    for (const auto* type : {"meeting", "event"}) {
        for (const auto page : of_type(lens, type, "")) {
            const auto card = lens.card(page);
            if (card.date && lens.compared_to_today(card.date->date) >= 0) pages.push_back(page);
        }
    }
    std::stable_sort(pages.begin(), pages.end(),
                     [&](PageNo l, PageNo r) { return lens.card(l).date < lens.card(r).date; });
    return cards(lens, pages, coming_shown);
}

// The pages whose files were changed last; those of one commit in alphabetical order. Files without a known history are
// left out.
View::List recent(const Lens& lens) {
    std::vector<std::pair<std::int64_t, PageNo>> changed;
    for (const auto page : of_type(lens, "", "")) {
        const auto* commit = lens.last_change(page);
        if (day_of(commit)) changed.emplace_back(commit->when, page);
    }
    std::stable_sort(changed.begin(), changed.end(),
                     [](const auto& one, const auto& other) { return one.first > other.first; });
    View::List items;
    for (const auto& [when, page] : changed) {
        if (items.size() == recent_shown) break;
        auto item = card_item(lens, page);
        const auto day = stockholm_time(when).date;
        items.push_back(std::move(item.set("changed", in_words(day, lens)).set("changed_iso", iso(day))));
    }
    return items;
}

struct Door {
    std::string_view id;
    std::string_view word;
    std::string_view icon;
};

View::List doors(const Lens& lens) {
    static constexpr Door all[] = {
        {"oversikt", "door_overview", "map"},
        {"vem-gor-vad", "door_matrix", "matrix"},
        {"rmpo", "door_groups", "groups"},
        {"vardforlopp", "door_pathways", "pathway"},
        {"stodfunktioner", "door_support", "support"},
        {"vakanser", "door_vacancies", "vacancy"},
        {"mallar", "door_templates", "template"},
        {"ny-i-uppdraget", "door_new", "help"},
    };
    const auto& made_here = generated_pages();
    View::List items;
    for (const auto& door : all) {
        const bool generated = std::find(made_here.begin(), made_here.end(), door.id) != made_here.end();
        if (!generated && lens.find(door.id) == no_page) continue;
        View item = link_item(lens, lens.word(door.word), url_of_id(door.id));
        items.push_back(
            std::move(item.set("text", lens.word(std::string{door.word} + "_text")).set("icon", door.icon)));
    }
    return items;
}

View::List counts(const Lens& lens) {
    View::List items;
    for (const auto* name : {"npo", "rmpo", "rag", "pathway", "topic"}) {
        const auto* type = lens.schema().find(name);
        const auto pages = of_type(lens, name, "");
        if (type == nullptr || pages.empty()) continue;
        const auto up = lens.ancestors(pages.front());
        View item;
        item.set("label", type->plural.in(lens.language())).set("count", pages.size());
        items.push_back(
            std::move(item.set("url", up.empty() ? std::string{} : lens.settings().link(lens.card(up.back()).url))));
    }
    return items;
}

}  // namespace

View home_view(const Lens& lens) {
    View home;
    auto happened = happening_rows(lens, no_page, lens.events("", recent_shown));
    // Where nothing is known to have happened, which files were changed last is the next best.
    home.set("recent", happened.empty() ? recent(lens) : View::List{}).set("happened", std::move(happened));
    home.set("coming", coming(lens)).set("news", cards(lens, of_type(lens, "news", "-date"), news_shown));
    home.set("groups", cards(lens, of_type(lens, "rmpo", ""), SIZE_MAX))
        .set("doors", doors(lens))
        .set("counts", counts(lens));
    return home;
}

}  // namespace knav
