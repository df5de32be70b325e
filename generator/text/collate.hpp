// Swedish alphabetical order: å ä ö last, v and w apart, case and accents only as tie-breakers, digits by value.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace knav {

/// Byte-wise comparison of two keys gives Swedish order of their texts. Total: equal keys mean equal texts.
[[nodiscard]] std::string sort_key(std::string_view text);

/// Puts things in Swedish order of what `words_of` says of each; those of which it says the same stay as they stand. A key is
/// dear to make and cheap to compare: each is made once.
template <class Thing, class WordsOf>
void sort_by_words(std::vector<Thing>& things, WordsOf words_of) {
    std::vector<std::pair<std::string, std::size_t>> order;
    order.reserve(things.size());
    for (std::size_t i = 0; i < things.size(); ++i) order.emplace_back(sort_key(words_of(things[i])), i);
    std::sort(order.begin(), order.end());
    std::vector<Thing> sorted;
    sorted.reserve(things.size());
    for (const auto& [key, place] : order) sorted.push_back(std::move(things[place]));
    things = std::move(sorted);
}

}  // namespace knav
