#include "search/site_words.hpp"

#include <algorithm>

#include "search/word_store.hpp"
#include "search/words.hpp"
#include "text/utf8.hpp"

namespace knav::search {

void SiteWords::grow(std::span<const std::string_view> spelling) {
    for (auto i = words.size(); i < spelling.size(); ++i) words.push_back({0, false, is_stop_word(fold(spelling[i]))});
}

SiteWords SiteWords::of(std::span<const CountedPage> pages, std::span<const std::string_view> spelling) {
    SiteWords made;
    made.grow(spelling);
    for (const auto& page : pages) {
        page.each_word([&](const CountedWord& each) {
            auto& word = made.words[each.word];
            ++word.pages;
            if (each.name == 1) word.is_name = true;
        });
    }
    for (std::uint32_t i = 0; i < made.words.size(); ++i) {
        if (made.words[i].pages > 0) made.order.push_back(i);
    }
    std::sort(made.order.begin(), made.order.end(),
              [&](std::uint32_t one, std::uint32_t other) { return spelling[one] < spelling[other]; });
    return made;
}

void SiteWords::replace(std::span<const CountedWord> lost, std::span<const CountedWord> found,
                        std::span<const std::string_view> spelling) {
    grow(spelling);
    const auto place = [&](std::uint32_t word) {
        return std::lower_bound(order.begin(), order.end(), word, [&](std::uint32_t one, std::uint32_t other) {
            return spelling[one] < spelling[other];
        });
    };
    for (const auto& each : found) {
        if (words[each.word].pages++ == 0) order.insert(place(each.word), each.word);
    }
    for (const auto& each : lost) {
        if (--words[each.word].pages == 0) order.erase(place(each.word));
    }
}

void SiteWords::write(BinaryWriter& out) const {
    out.number(words.size());
    for (const auto& word : words)
        out.number(std::uint64_t{word.pages} * 4 + (word.is_name ? 2U : 0U) + (word.says_nothing ? 1U : 0U));
    out.number(order.size());
    for (const auto word : order) out.number(word);
}

void SiteWords::read(BinaryReader& in) {
    words.resize(in.count());
    for (auto& word : words) {
        const auto coded = in.number();
        word = {static_cast<std::uint32_t>(coded / 4), coded % 4 > 1, coded % 2 != 0};
    }
    order.resize(in.count());
    for (auto& word : order) {
        word = static_cast<std::uint32_t>(in.number());
        in.ok = in.ok && word < words.size();
    }
}

}  // namespace knav::search
