#include "search/matching.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "search/words.hpp"
#include "text/ascii.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr std::size_t short_word = 7, long_word = 10;
constexpr std::size_t few_pages = 4;  // so few have a compound that pages with its parts are wanted too
constexpr auto rarest = std::numeric_limits<std::uint32_t>::max();

std::string shortest(const std::vector<std::string>& stems) {
    if (stems.empty()) return {};
    const auto* best = &stems.front();
    for (const auto& stem : stems) {
        if (stem.size() < best->size() && stem.size() >= 4) best = &stem;
    }
    return *best;
}

/// Edits with swapped neighbours, counted no further than past `limit`. Of bytes or of characters.
template <class Text>
std::size_t distance(const Text& a, const Text& b, std::size_t limit) {
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
    std::vector<std::size_t> before, last, row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(last);
        last.swap(row);
        row.assign(b.size() + 1, i);
        auto least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto d = std::min({row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d = std::min(d, before[j - 2] + 1);
            row[j] = d;
            least = std::min(least, d);
        }
        if (least > limit) return limit + 1;
    }
    return row[b.size()];
}

std::u32string characters(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at);
    return out;
}

/// Of words that are equally near without å, ä and ö, those that are nearest with them.
std::vector<const Item*> nearest_as_written(const std::string& word, const std::vector<const Item*>& items) {
    constexpr std::size_t far = 9;
    const auto wanted = characters(word);
    auto best = far;
    std::vector<const Item*> nearest;
    for (const auto* item : items) {
        const auto d = distance(wanted, characters(item->form), far);
        if (d < best) nearest.clear();
        best = std::min(best, d);
        if (d == best) nearest.push_back(item);
    }
    return nearest;
}

/// Several guesses at one word: that one of them is rare says nothing for it.
void count_alike(Terms& terms, std::uint32_t rarity) {
    for (const auto& term : terms) rarity = std::min(rarity, term.rarity);
    for (auto& term : terms) term.rarity = rarity;
}

std::size_t pages_with(const Terms& terms) {
    std::size_t pages = 0;
    for (const auto& term : terms) pages += term.entry->count;
    return pages;
}

bool begin_alike(std::string_view one, std::string_view other) {
    std::size_t here = 0, there = 0;
    return !one.empty() && !other.empty() && next_code_point(one, here) == next_code_point(other, there);
}

/// What may follow the first part of a compound: without the s that links the two, too.
std::vector<std::string> rests_after(const std::string& folded, const std::string& first) {
    std::vector<std::string> rests{folded.substr(first.size())};
    if (rests.front().starts_with('s')) rests.push_back(rests.front().substr(1));
    std::erase_if(rests, [](const std::string& rest) { return rest.size() < 3; });
    return rests;
}

/// Those of four letters or more, each once.
std::vector<std::string> longest_first(std::vector<std::string> words) {
    std::set<std::string> met;
    std::erase_if(words, [&](const std::string& word) { return word.size() < 4 || !met.insert(word).second; });
    std::stable_sort(words.begin(), words.end(),
                     [](const std::string& one, const std::string& other) { return one.size() > other.size(); });
    return words;
}

bool among(const Terms& terms, const Entry* entry) {
    return std::any_of(terms.begin(), terms.end(), [&](const MeantTerm& term) { return term.entry == entry; });
}

}  // namespace

void Matcher::each_item(const std::string& folded, const std::string& beginning, Reach reach,
                        const std::function<void(const Item&)>& take) {
    if (reach == Reach::shard) {
        for (const auto& item : index_.shard(folded).items()) take(item);
        return;
    }
    for (const auto* shard : index_.shards_near(folded, beginning)) {
        for (const auto& item : shard->items()) take(item);
    }
}

Terms Matcher::terms(const std::vector<const Item*>& items, double weight) {
    Terms found;
    for (const auto* item : items) {
        if (item->entry->see.empty()) {
            if (!among(found, item->entry)) found.push_back({item->entry, weight, item->entry->rarity});
            continue;
        }
        for (const auto& key : item->entry->see) {
            for (const auto* there : index_.shard(fold(key)).of(fold(key))) {
                if (there->entry->key == key && there->entry->see.empty() && !among(found, there->entry))
                    found.push_back({there->entry, weight, there->entry->rarity});
            }
        }
    }
    return found;
}

Terms Matcher::as_form(const std::string& word, const std::string& folded) {
    std::vector<const Item*> exact, others;
    for (const auto* item : index_.shard(folded).of(folded)) (item->form == word ? exact : others).push_back(item);
    auto found = terms(exact, 1);
    if (exact.empty() || word == folded) {
        for (const auto& term : terms(others, word == folded ? 0.9 : 0.7)) {
            if (!among(found, term.entry)) found.push_back(term);
        }
    }
    return found;
}

Terms Matcher::as_stem(const std::string& folded, Reach reach) {
    const auto own = stems_of(folded);
    std::size_t best = 99;
    std::vector<const Item*> items;
    each_item(folded, folded.substr(0, 4), reach, [&](const Item& item) {
        if (item.folded.substr(0, 3) != folded.substr(0, 3)) return;
        for (const auto& stem : stems_of(item)) {
            if (std::find(own.begin(), own.end(), stem) == own.end()) continue;
            const auto lost = folded.size() + item.folded.size() - 2 * stem.size();
            if (lost < best) {
                best = lost;
                items.clear();
            }
            if (lost == best && std::find(items.begin(), items.end(), &item) == items.end()) items.push_back(&item);
        }
    });
    return best <= 6 ? terms(items, 0.95) : Terms{};
}

Terms Matcher::as_prefix(const std::string& folded, double weight, Reach reach) {
    std::vector<const Item*> items;
    each_item(folded, folded, reach, [&](const Item& item) {
        if (item.folded.size() > folded.size() && item.folded.starts_with(folded)) items.push_back(&item);
    });
    auto found = terms(items, weight);
    count_alike(found, rarest);
    return found;
}

std::optional<Match> Matcher::as_split(const std::string& folded, bool typed) {
    std::vector<const Item*> firsts;
    each_item(folded, folded.substr(0, 4), Reach::neighbours, [&](const Item& item) {
        if (item.folded.size() >= 3 && item.folded.size() + 3 <= folded.size() && folded.starts_with(item.folded))
            firsts.push_back(&item);
    });
    std::stable_sort(firsts.begin(), firsts.end(),
                     [](const Item* one, const Item* other) { return one->folded.size() > other->folded.size(); });
    std::optional<Match> by_itself, whole;
    std::size_t most = 0;
    std::set<std::string> tried;
    for (const auto* first : firsts) {
        if (first->folded.size() + 4 > folded.size() || !tried.insert(first->folded).second) continue;
        const auto found = as_form(first->folded, first->folded);
        for (const auto& rest : rests_after(folded, first->folded)) {
            auto last = as_last(rest, typed);
            const auto pages = std::min(pages_with(found), pages_with(last));
            if (pages <= most) continue;
            most = pages;
            whole = Match{"split", {}, found, std::move(last), {}};
        }
        if (first->folded.size() >= 5 && !by_itself) by_itself = Match{"part", terms({first}, 0.5), {}, {}, {}};
    }
    return whole ? whole : by_itself;
}

Terms Matcher::as_last(const std::string& rest, bool typed) {
    if (is_stop_word(rest)) return {};
    auto found = as_form(rest, rest);
    if (found.empty() && rest.size() > 4) found = as_stem(rest, Reach::shard);
    return found.empty() && typed ? as_prefix(rest, 0.75, Reach::neighbours) : found;
}

std::optional<Match> Matcher::as_slipped_split(const std::string& folded) {
    std::vector<std::string> firsts, lasts;
    each_item(folded, folded.substr(0, 4), Reach::neighbours, [&](const Item& item) {
        if (folded.starts_with(item.folded)) firsts.push_back(item.folded);
    });
    for (const auto& first : longest_first(std::move(firsts))) {
        for (const auto& rest : rests_after(folded, first)) {
            auto last = slipped(rest);
            if (!last.empty()) return Match{"split", {}, as_form(first, first), std::move(last), {}};
        }
    }
    for (const auto& item : index_.tails(folded)) {
        if (folded.ends_with(item.folded)) lasts.push_back(item.folded);
    }
    for (const auto& last : longest_first(std::move(lasts))) {
        const auto rest = folded.substr(0, folded.size() - last.size());
        std::vector<std::string> starts{rest};
        if (rest.ends_with('s')) starts.push_back(rest.substr(0, rest.size() - 1));
        for (const auto& start : starts) {
            auto first = slipped(start);
            if (!first.empty()) return Match{"split", {}, std::move(first), as_form(last, last), {}};
        }
    }
    return {};
}

Terms Matcher::slipped(const std::string& folded) {
    if (folded.size() < short_word) return {};  // too many others are near it
    auto near = nearly_spelled(folded, folded);
    if (near.best > 1) return {};
    std::erase_if(near.items, [&](const Item* item) { return !begin_alike(item->folded, folded); });
    return terms(near.items, 0.75);
}

Matcher::Near Matcher::nearest(const std::string& folded, const std::vector<Item>& items) {
    const std::size_t limit = folded.size() < 4 ? 0 : folded.size() < 8 ? 1 : 2;
    const std::size_t of_stems = folded.size() > long_word ? 2 : 1;
    auto own = limit > 1 ? stems_of(folded) : std::vector<std::string>{};
    std::erase_if(own, [](const std::string& stem) { return stem.size() <= 4; });
    const auto most = own.empty() ? 0 : static_cast<double>(of_stems) + 0.5;
    Near near{std::max(static_cast<double>(limit), most) + 0.25, {}};
    for (const auto& item : items) {
        const auto longer = std::max(item.folded.size(), folded.size()),
                   shorter = std::min(item.folded.size(), folded.size());
        if (item.folded.starts_with('~') || longer - shorter > 4) continue;
        auto d = static_cast<double>(distance(folded, item.folded, limit));
        if (d > 1 && !own.empty()) {
            for (const auto& stem : stems_of(item)) {
                for (const auto& other : own) {
                    if (stem.size() > 4) d = std::min(d, static_cast<double>(distance(other, stem, of_stems)) + 0.5);
                }
            }
        }
        if (d > 1.5 && !begin_alike(item.folded, folded)) continue;
        if (d < near.best) {
            near.best = d;
            near.items.clear();
        }
        if (d == near.best) near.items.push_back(&item);
    }
    return near;
}

Matcher::Near Matcher::nearly_spelled(const std::string& word, const std::string& folded) {
    auto near = nearest(folded, index_.shard(folded).items());
    // The slip may be in the beginning. A short word has many others near it: then all of them are looked at.
    if (near.best > 1 || folded.size() < short_word) {
        std::vector<std::string> ends{folded};
        if (auto stem = shortest(stems_of(folded)); stem != folded) ends.push_back(std::move(stem));
        for (const auto& end : ends) {
            if (end != folded && !near.items.empty()) break;
            const auto far = nearest(folded, index_.tails(end));
            if (far.best < near.best) near = {far.best, {}};
            for (const auto* item : far.items) {
                if (far.best > near.best) break;
                for (const auto* there : index_.shard(item->folded).of(item->folded)) {
                    if (std::find(near.items.begin(), near.items.end(), there) == near.items.end())
                        near.items.push_back(there);
                }
            }
        }
    }
    if (word != folded) near.items = nearest_as_written(word, near.items);
    return near;
}

std::optional<Match> Matcher::as_typo(const std::string& word, const std::string& folded, double& edits) {
    const bool digits = std::any_of(folded.begin(), folded.end(), is_ascii_digit);
    if (digits || folded.size() < 4) return {};
    auto near = nearly_spelled(word, folded);
    edits = near.best;
    if (near.items.empty()) {
        const auto key = "~" + name_key(folded);
        if (key.size() > 3) near.items = index_.shard(key).of(key);
        near.best = 1;
    }
    if (near.items.empty()) return {};
    Match match{"typo", terms(near.items, near.best <= 1 ? 0.75 : 0.6), {}, {}, {}};
    std::stable_sort(match.terms.begin(), match.terms.end(), [](const MeantTerm& one, const MeantTerm& other) {
        return one.entry->count > other.entry->count;
    });
    match.terms.resize(std::min<std::size_t>(match.terms.size(), 4));
    if (match.terms.empty()) return {};
    const auto& first = *match.terms.front().entry;
    match.guess = first.key;
    for (const auto& form : first.forms) {
        if (!std::any_of(near.items.begin(), near.items.end(), [&](const Item* item) { return item->form == form; }))
            continue;
        match.guess = form;
        break;
    }
    return match;
}

Match Matcher::match(const std::string& word, bool last, bool strict) {
    const auto folded = fold(word);
    Match match{"form", as_form(word, folded), {}, {}, {}};
    if (strict) return match;
    if (match.terms.empty() && folded.size() > 3) {
        match.terms = as_stem(folded, Reach::shard);
        if (match.terms.empty()) match.terms = as_stem(folded, Reach::neighbours);
        match.kind = "stem";
    }
    const auto whole = match.terms;
    if (last) {
        const bool as_written = match.kind == "form" && !whole.empty();
        auto longer = as_written ? as_prefix(folded, 0.4, Reach::shard) : as_prefix(folded, 0.8, Reach::neighbours);
        if (as_written) {
            auto alike = whole;
            count_alike(alike, rarest);
            count_alike(longer, alike.front().rarity);  // no longer word counts for more than the one that was typed
        }
        const bool guessed = !as_written && !longer.empty();
        for (const auto& term : longer) {
            if (!among(match.terms, term.entry)) match.terms.push_back(term);
        }
        if (guessed) count_alike(match.terms, rarest);
        if (whole.empty()) match.kind = "prefix";
    }
    if (match.terms.empty() && folded.size() > 3) {
        match.terms = as_prefix(folded, 0.75, Reach::neighbours);
        match.kind = "prefix";
    }
    if (!match.terms.empty()) {
        if (!whole.empty() && pages_with(whole) < few_pages && folded.size() > 6) {
            if (auto apart = as_split(folded, last); apart && apart->kind == "split") {
                match.first = std::move(apart->first);
                match.last = std::move(apart->last);
            }
        }
        return match;
    }
    double edits = 0;
    auto typo = as_typo(word, folded, edits);
    if (typo && edits <= 1) return *typo;
    auto split = folded.size() > 6 ? as_split(folded, last) : std::nullopt;
    if (split && split->kind == "split") return *split;
    if (typo) return *typo;
    if (auto slipped = folded.size() > 7 ? as_slipped_split(folded) : std::nullopt) return *slipped;
    return split.value_or(Match{});
}

Terms Matcher::as_word(const std::string& word) {
    const auto folded = fold(word);
    auto found = as_form(word, folded);
    return found.empty() ? as_stem(folded, Reach::shard) : found;
}

}  // namespace knav::search
