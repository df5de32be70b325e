// A–Ö: every page by its title, its abbreviations and other names, so that what one looks for is found without search.
#include <map>

#include "outputs/letters.hpp"
#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/layout.hpp"
#include "text/collate.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"a-till-o", "index-az", "index_az", "index_az_title", "index_az_intro"};

struct Entry {
    std::string words;  // what it is filed under
    std::string note;   // the title, when it is filed under another name
    PageNo page = no_page;
};

// Dated pages (meetings, news) are found by their group and day, not by name.
std::vector<Entry> entries(const Lens& lens) {
    std::vector<Entry> all;
    for (const auto number : lens.select({})) {
        const auto card = lens.card(number);
        if (card.id.empty() || card.type->is_a("meeting") || card.type->is_a("news")) continue;
        const auto& page = lens.page(number);
        all.push_back({std::string{card.title}, {}, number});
        for (const auto* key : {"abbr", "other_names", "synonyms"}) {
            for (auto& word : values_at(page.values(), key)) {
                if (word != card.title) all.push_back({std::move(word), std::string{card.title}, number});
            }
        }
    }
    sort_by_words(all, [](const Entry& entry) -> std::string_view { return entry.words; });
    return all;
}

void plan(const Output& self, const Site&, std::vector<Target>& targets) { plan_special(self, special.id, targets); }

Content make(const Target&, const Workshop& shop) {
    const auto& lens = shop.lens;
    View::List letters;
    std::string open;
    View::List items;
    const auto close = [&] {
        if (items.empty()) return;
        View letter;
        letter.set("letter", open).set("anchor", letter_anchor(open)).set("items", std::move(items));
        letters.push_back(std::move(letter));
        items = {};
    };
    for (const auto& entry : entries(lens)) {
        const auto letter = filing_letter(entry.words);
        if (letter != open) close();
        open = letter;
        const auto card = lens.card(entry.page);
        auto item = link_item(lens, entry.words, card.url);
        items.push_back(
            std::move(item.set("type_label", card.type->label.in(lens.language())).set("note", entry.note)));
    }
    close();
    View body;
    return special_page(shop, special, std::move(body.set("letters", std::move(letters))));
}

}  // namespace

const Output index_az{"index-az", plan, make};

}  // namespace knav::outputs
