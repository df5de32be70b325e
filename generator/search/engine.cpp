#include "search/engine.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "search/words.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr std::size_t longest = 256, most_words = 12, phrase_pages = 40;
constexpr double cut_below = 0.04, alone = 0.4, lift = 1.6;

struct Entry;

/// One form of one term, as it stands in a shard.
struct Item {
    std::string folded, form;
    const Entry* entry = nullptr;
    mutable std::vector<std::string> stems;
};

struct Entry {
    std::string key;
    std::vector<std::string> forms, see;
    std::uint32_t rarity = 0, count = 0;
    std::size_t gaps_at = 0, level_at = 0;
    const std::string* bytes = nullptr;
};

struct Term {
    const Entry* entry = nullptr;
    double weight = 0;
};
using Terms = std::vector<Term>;
using Scores = std::unordered_map<std::uint32_t, double>;

struct Match {
    std::string_view kind = "none";
    Terms terms, second;  // second: of a split word
    double weight = 1;
    std::string guess;
};

struct Ranked {
    std::uint32_t page = 0;
    double score = 0;
    std::size_t words = 0;
};

/// Written by encode_words and encode_tails: how much is shared with the word before, then the rest.
std::string rest(std::string_view before, std::string_view coded) {
    const auto shared = static_cast<std::size_t>(coded.front() - '!');
    std::size_t at = 0;
    for (std::size_t i = 0; i < shared && at < before.size(); ++i) static_cast<void>(next_code_point(before, at));
    return std::string{before.substr(0, at)} + std::string{coded.substr(1)};
}

std::vector<std::string> split_at(std::string_view text, char mark) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(mark, begin), text.size());
        parts.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::uint64_t number_at(const std::string& bytes, std::size_t& at) {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        if (at >= bytes.size() || shift > 56) throw std::runtime_error("not whole");
        const auto byte = static_cast<unsigned char>(bytes[at++]);
        value |= static_cast<std::uint64_t>(byte & 127U) << shift;
        if (byte < 128) return value;
    }
}

class Shard {
public:
    explicit Shard(std::string payload) : bytes_(std::move(payload)) {
        std::size_t at = 0;
        const auto size = static_cast<std::size_t>(number_at(bytes_, at));
        const auto text = bytes_.substr(at, size);
        at += size;
        std::size_t level_at = 0;
        std::string before;
        for (const auto& line : split_at(text, '\n')) {
            if (line.empty()) continue;
            auto see = split_at(line, '\t');
            const auto words = split_at(see.front(), ' ');
            see.erase(see.begin());
            auto& entry = entries_.emplace_back(std::make_unique<Entry>());
            entry->key = before = rest(before, words.front());
            entry->forms.push_back(entry->key);
            for (std::size_t i = 1; i < words.size(); ++i) entry->forms.push_back(rest(entry->key, words[i]));
            entry->see = std::move(see);
            entry->bytes = &bytes_;
            if (entry->see.empty()) {
                entry->rarity = static_cast<std::uint32_t>(number_at(bytes_, at));
                entry->count = static_cast<std::uint32_t>(number_at(bytes_, at));
                entry->gaps_at = at;
                entry->level_at = level_at;
                for (std::uint32_t i = 0; i < entry->count; ++i) static_cast<void>(number_at(bytes_, at));
                level_at += entry->count;
            }
        }
        if (at + level_at != bytes_.size()) throw std::runtime_error("not whole");
        for (auto& entry : entries_) {
            entry->level_at += at;
            for (const auto& form : entry->forms) items_.push_back({fold(form), form, entry.get(), {}});
        }
        for (const auto& item : items_) by_form_[item.folded].push_back(&item);
    }
    Shard(const Shard&) = delete;
    Shard& operator=(const Shard&) = delete;

    [[nodiscard]] const std::vector<Item>& items() const { return items_; }
    [[nodiscard]] std::vector<const Item*> of(const std::string& folded) const {
        const auto found = by_form_.find(folded);
        return found == by_form_.end() ? std::vector<const Item*>{} : found->second;
    }

private:
    std::string bytes_;
    std::vector<std::unique_ptr<Entry>> entries_;
    std::vector<Item> items_;
    std::unordered_map<std::string, std::vector<const Item*>> by_form_;
};

const std::vector<std::string>& stems_of(const Item& item) {
    if (item.stems.empty()) item.stems = search::stems_of(item.folded);
    return item.stems;
}

std::string shortest(const std::vector<std::string>& stems) {
    if (stems.empty()) return {};
    const auto* best = &stems.front();
    for (const auto& stem : stems) {
        if (stem.size() < best->size() && stem.size() >= 4) best = &stem;
    }
    return *best;
}

/// Edits with swapped neighbours, counted no further than past `limit`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
    std::vector<std::size_t> before, last, row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before = std::move(last);
        last = std::move(row);
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

bool among(const Terms& terms, const Entry* entry) {
    return std::any_of(terms.begin(), terms.end(), [&](const Term& term) { return term.entry == entry; });
}

std::string reversed(std::string_view text) {
    std::vector<char32_t> letters;
    for (std::size_t at = 0; at < text.size();) letters.push_back(next_code_point(text, at));
    std::string out;
    for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter) append_utf8(out, *letter);
    return out;
}

}  // namespace

class Engine::Work {
public:
    explicit Work(Load load) : load_(std::move(load)), root_(nlohmann::json::parse(load_("root"))) {
        word_starts_ = split_at(text("wordStarts"), ' ');
        tail_starts_ = split_at(text("tailStarts"), ' ');
    }

    struct Asked {
        std::vector<std::vector<std::string>> phrases;
        std::vector<std::string> words;
        bool people = false;
    };
    struct Found {
        std::vector<Ranked> ranked;
        std::vector<Match> matches;
        std::vector<Scores> scores;
    };

    [[nodiscard]] Asked parse(std::string_view query) const {
        Asked asked;
        std::string open;
        const auto text = quotes_alike(query);
        for (std::size_t at = 0; at < text.size();) {
            const auto close = text[at] == '"' ? text.find('"', at + 1) : std::string::npos;
            if (close == std::string::npos) {
                open += text[at++];
                continue;
            }
            const auto inside = text.substr(at + 1, close - at - 1);
            if (auto words = words_of(inside); !words.empty()) asked.phrases.push_back(std::move(words));
            open += " " + inside + " ";
            at = close + 1;
        }
        auto all = words_of(open);
        all.resize(std::min(all.size(), most_words));
        for (const auto& word : all) {
            const auto folded = fold(word);
            if (!is_stop_word(folded)) asked.words.push_back(word);
            for (const auto& stem : search::stems_of(folded)) {
                const auto people = people_words();
                asked.people = asked.people || std::find(people.begin(), people.end(), stem) != people.end();
            }
        }
        if (asked.words.empty()) asked.words = std::move(all);
        return asked;
    }

    Found rank(const Asked& asked) {
        const auto& words = asked.words;
        const bool strict = !asked.phrases.empty();
        Found found;
        std::vector<std::pair<std::size_t, Terms>> joins;
        for (std::size_t i = 0; i + 1 < words.size() && !strict; ++i) {
            if (fold(words[i]).size() < 3 || fold(words[i + 1]).size() < 3) continue;
            for (const auto& joined : {words[i] + words[i + 1], words[i] + "s" + words[i + 1]}) {
                const auto folded = fold(joined);
                auto terms = as_form(joined, folded);
                if (terms.empty()) terms = as_stem(folded);
                if (terms.empty()) continue;
                joins.emplace_back(i, std::move(terms));
                break;
            }
        }
        for (std::size_t i = 0; i < words.size(); ++i) {
            const bool joined = std::any_of(joins.begin(), joins.end(),
                                            [&](const auto& join) { return join.first == i || join.first + 1 == i; });
            found.matches.push_back(resolve(words[i], i + 1 == words.size(), strict || joined));
            found.scores.push_back(scores_of(found.matches.back()));
        }
        for (const auto& [first, terms] : joins) {
            for (const auto& [page, score] : pages_of(terms)) {
                for (const auto i : {first, first + 1}) {
                    auto& best = found.scores[i][page];
                    best = std::max(best, score * 0.9);
                }
            }
            for (const auto i : {first, first + 1})
                found.matches[i].terms.insert(found.matches[i].terms.end(), terms.begin(), terms.end());
        }
        found.ranked = sum_up(asked, found.scores);
        return found;
    }

    std::vector<std::string> page(std::uint32_t number) {
        return row("p-" + name_in("blocks", number / count("rows")), number % count("rows"));
    }

    [[nodiscard]] std::size_t pages() const { return count("pages"); }

    void each(const Entry& entry, const std::function<void(std::uint32_t, std::uint32_t)>& take) const {
        auto at = entry.gaps_at;
        std::uint64_t number = 0;
        for (std::uint32_t i = 0; i < entry.count; ++i, ++number) {
            number += number_at(*entry.bytes, at);
            take(static_cast<std::uint32_t>(number), static_cast<unsigned char>((*entry.bytes)[entry.level_at + i]));
        }
    }

private:
    /// The query as far as it is read, with one kind of quotation mark. Counted in units of UTF-16, as browsers count.
    static std::string quotes_alike(std::string_view query) {
        std::string out;
        std::size_t units = 0;
        for (std::size_t at = 0; at < query.size();) {
            const auto c = next_code_point(query, at);
            units += c > 0xFFFF ? 2 : 1;
            if (units > longest) break;
            append_utf8(out, c == U'“' || c == U'”' ? U'"' : c);
        }
        return out;
    }

    [[nodiscard]] std::string text(const char* key) const { return root_.at(key).get<std::string>(); }
    [[nodiscard]] std::size_t count(const char* key) const { return root_.at(key).get<std::size_t>(); }
    [[nodiscard]] std::string name_in(const char* key, std::size_t i) const { return text(key).substr(i * 5, 5); }

    static std::size_t place(const std::vector<std::string>& starts, const std::string& text) {
        const auto after = std::upper_bound(starts.begin(), starts.end(), text);
        return after == starts.begin() ? 0 : static_cast<std::size_t>(after - starts.begin()) - 1;
    }

    const Shard& shard(const std::string& folded) {
        const auto name = "w-" + name_in("words", place(word_starts_, folded));
        auto& shard = shards_[name];
        if (!shard) shard = std::make_unique<Shard>(load_(name));
        return *shard;
    }

    std::vector<std::string> row(const std::string& file, std::size_t number) {
        auto& lines = lines_[file];
        if (lines.empty()) lines = split_at(load_(file), '\n');
        return split_at(lines.at(number), '\t');
    }

    std::vector<std::string> texts(std::uint32_t number) {
        const auto list = row("l-" + text("texts"), 0).front();
        return row("x-" + list.substr(number / count("textRows") * 5, 5), number % count("textRows"));
    }

    Terms terms(const std::vector<const Item*>& items, double weight) {
        Terms found;
        for (const auto* item : items) {
            if (item->entry->see.empty()) {
                if (!among(found, item->entry)) found.push_back({item->entry, weight});
                continue;
            }
            for (const auto& key : item->entry->see) {
                for (const auto* there : shard(fold(key)).of(fold(key))) {
                    if (there->entry->key == key && there->entry->see.empty() && !among(found, there->entry))
                        found.push_back({there->entry, weight});
                }
            }
        }
        return found;
    }

    Terms as_form(const std::string& word, const std::string& folded) {
        std::vector<const Item*> exact, others;
        for (const auto* item : shard(folded).of(folded)) (item->form == word ? exact : others).push_back(item);
        auto found = terms(exact, 1);
        if (exact.empty() || word == folded) {
            for (const auto& term : terms(others, word == folded ? 0.9 : 0.7)) {
                if (!among(found, term.entry)) found.push_back(term);
            }
        }
        return found;
    }

    Terms as_stem(const std::string& folded) {
        const auto own = search::stems_of(folded);
        std::size_t best = 99;
        std::vector<const Item*> items;
        for (const auto& item : shard(folded).items()) {
            if (item.folded.substr(0, 3) != folded.substr(0, 3)) continue;
            for (const auto& stem : stems_of(item)) {
                if (std::find(own.begin(), own.end(), stem) == own.end()) continue;
                const auto lost = folded.size() + item.folded.size() - 2 * stem.size();
                if (lost < best) {
                    best = lost;
                    items.clear();
                }
                if (lost == best && std::find(items.begin(), items.end(), &item) == items.end()) items.push_back(&item);
            }
        }
        return best <= 6 ? terms(items, 0.95) : Terms{};
    }

    Terms as_prefix(const std::string& folded, double weight) {
        std::vector<const Item*> items;
        for (const auto& item : shard(folded).items()) {
            if (item.folded.size() > folded.size() && item.folded.starts_with(folded)) items.push_back(&item);
        }
        return terms(items, weight);
    }

    std::optional<Match> as_split(const std::string& folded) {
        std::vector<const Item*> firsts;
        for (const auto& item : shard(folded).items()) {
            if (item.folded.size() >= 3 && item.folded.size() + 3 <= folded.size() && folded.starts_with(item.folded))
                firsts.push_back(&item);
        }
        std::stable_sort(firsts.begin(), firsts.end(),
                         [](const Item* one, const Item* other) { return one->folded.size() > other->folded.size(); });
        std::optional<Match> by_itself;
        std::set<std::string> tried;
        for (const auto* first : firsts) {
            if (first->folded.size() + 4 > folded.size() || !tried.insert(first->folded).second) continue;
            const auto after = folded.substr(first->folded.size());
            std::vector<std::string> lasts{after};
            if (after.front() == 's' && after.size() > 3) lasts.push_back(after.substr(1));
            for (const auto& last : lasts) {
                if (is_stop_word(last)) continue;
                auto found = as_form(last, last);
                if (found.empty()) found = as_stem(last);
                if (!found.empty())
                    return Match{"split", as_form(first->folded, first->folded), std::move(found), 0.85, {}};
            }
            if (first->folded.size() >= 5 && !by_itself) by_itself = Match{"part", terms({first}, 0.5), {}, 1, {}};
        }
        return by_itself;
    }

    struct Near {
        double best = 0;
        std::vector<const Item*> items;
    };

    static Near nearest(const std::string& folded, const std::vector<Item>& items) {
        const std::size_t limit = folded.size() < 4 ? 0 : folded.size() < 8 ? 1 : 2;
        const auto own = shortest(search::stems_of(folded));
        Near near{static_cast<double>(limit) + 1, {}};
        for (const auto& item : items) {
            const auto longer = std::max(item.folded.size(), folded.size()),
                       shorter = std::min(item.folded.size(), folded.size());
            if (item.folded.starts_with('~') || longer - shorter > 4) continue;
            auto d = static_cast<double>(distance(folded, item.folded, limit));
            if (d > 1 && own.size() > 3) {
                const auto stem = shortest(stems_of(item));
                if (stem.size() > 3)
                    d = std::min(d, static_cast<double>(distance(own, stem, own.size() < 7 ? 1 : limit)) + 0.5);
            }
            if (d < near.best) {
                near.best = d;
                near.items.clear();
            }
            if (d == near.best && d <= static_cast<double>(limit)) near.items.push_back(&item);
        }
        return near;
    }

    const std::vector<Item>& tails(const std::string& folded) {
        const auto name = "t-" + name_in("tails", place(tail_starts_, reversed(folded)));
        const auto [found, fresh] = tails_.try_emplace(name);
        if (fresh) {
            std::string before;
            for (const auto& line : split_at(load_(name), '\n')) {
                if (line.empty()) continue;
                before = rest(before, line);
                found->second.push_back({reversed(before), {}, nullptr, {}});
            }
        }
        return found->second;
    }

    /// `reach::near`: only what lies in the same shard, one edit away.
    enum class Reach { near, far };
    std::optional<Match> as_typo(const std::string& folded, Reach reach) {
        const bool digits = std::any_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits || folded.size() < 4) return {};
        auto near = nearest(folded, shard(folded).items());
        if (reach == Reach::near && near.best > 1) return {};
        if (near.best > 1) {
            const auto far = nearest(folded, tails(folded));
            if (far.best < near.best) {
                near = {far.best, {}};
                for (const auto* item : far.items) {
                    const auto there = shard(item->folded).of(item->folded);
                    near.items.insert(near.items.end(), there.begin(), there.end());
                }
            }
        }
        if (near.items.empty()) {
            const auto key = "~" + name_key(folded);
            if (key.size() > 3) near.items = shard(key).of(key);
            near.best = 1;
        }
        if (near.items.empty()) return {};
        Match match{"typo", terms(near.items, near.best <= 1 ? 0.75 : 0.6), {}, 1, {}};
        std::stable_sort(match.terms.begin(), match.terms.end(),
                         [](const Term& one, const Term& other) { return one.entry->count > other.entry->count; });
        match.terms.resize(std::min<std::size_t>(match.terms.size(), 4));
        if (match.terms.empty()) return {};
        const auto& first = *match.terms.front().entry;
        match.guess = first.key;
        for (const auto& form : first.forms) {
            if (!std::any_of(near.items.begin(), near.items.end(),
                             [&](const Item* item) { return item->form == form; }))
                continue;
            match.guess = form;
            break;
        }
        return match;
    }

    Match resolve(const std::string& word, bool last, bool strict) {
        const auto folded = fold(word);
        Match match{"form", as_form(word, folded), {}, 1, {}};
        if (strict) return match;
        if (match.terms.empty() && folded.size() > 3) {
            match.terms = as_stem(folded);
            match.kind = "stem";
        }
        if (last && folded.size() > 1) {
            const bool known = !match.terms.empty();
            for (const auto& term : as_prefix(folded, known ? 0.4 : 0.8)) {
                if (!among(match.terms, term.entry)) match.terms.push_back(term);
            }
            if (!known) match.kind = "prefix";
        }
        if (match.terms.empty() && folded.size() > 3) {
            match.terms = as_prefix(folded, 0.75);
            match.kind = "prefix";
        }
        if (!match.terms.empty()) return match;
        if (auto slip = as_typo(folded, Reach::near)) return *slip;
        auto split = folded.size() > 6 ? as_split(folded) : std::nullopt;
        if (split && split->kind == "split") return *split;
        if (auto typo = as_typo(folded, Reach::far)) return *typo;
        return split.value_or(Match{});
    }

    Scores pages_of(const Terms& terms) const {
        Scores pages;
        for (const auto& [entry, weight] : terms) {
            const double worth = entry->rarity * weight;
            each(*entry, [&](std::uint32_t page, std::uint32_t level) {
                auto& best = pages[page];
                best = std::max(best, worth * level);
            });
        }
        return pages;
    }

    Scores scores_of(const Match& match) const {
        auto first = pages_of(match.terms);
        if (match.kind != "split") return first;
        const auto second = pages_of(match.second);
        for (auto& [page, score] : first) {
            const auto both = second.find(page);
            score = both != second.end() ? (score + both->second) * match.weight : score * alone;
        }
        return first;
    }

    std::vector<Ranked> sum_up(const Asked& asked, const std::vector<Scores>& scores) {
        const auto count_of_words = asked.words.size();
        std::map<std::uint32_t, Ranked> sums;
        for (const auto& word : scores) {
            for (const auto& [page, score] : word) {
                auto& sum = sums[page];
                sum.page = page;
                sum.score += score;
                ++sum.words;
            }
        }
        std::vector<Ranked> ranked;
        for (const auto& [page, sum] : sums) {
            if (asked.phrases.empty() || sum.words == count_of_words) ranked.push_back(sum);
        }
        for (auto& one : ranked) {
            const auto share = static_cast<double>(one.words) / static_cast<double>(count_of_words);
            one.score *= share * std::sqrt(share);
        }
        if (asked.people) {
            const auto those = pages_of(as_form("§", "§"));
            for (auto& one : ranked) {
                if (those.contains(one.page) && one.words * 2 >= count_of_words) one.score *= lift;
            }
        }
        std::sort(ranked.begin(), ranked.end(), [](const Ranked& one, const Ranked& other) {
            return one.score != other.score ? one.score > other.score : one.page < other.page;
        });
        if (!asked.phrases.empty()) keep_phrases(ranked, asked);
        const auto least = ranked.empty() ? 0 : ranked.front().score * cut_below;
        std::erase_if(ranked, [&](const Ranked& one) { return one.score < least; });
        return ranked;
    }

    static std::string spaced(const std::vector<std::string>& words) {
        std::string out = " ";
        for (const auto& word : words) out += word + " ";
        return out;
    }

    void keep_phrases(std::vector<Ranked>& ranked, const Asked& asked) {
        ranked.resize(std::min(ranked.size(), phrase_pages));
        std::erase_if(ranked, [&](const Ranked& one) {
            const auto text = texts(one.page);
            const std::vector<std::string> fields = {spaced(words_of(page(one.page).at(1))),
                                                     spaced(words_of(text.at(1))), spaced(words_of(text.at(2)))};
            return !std::all_of(asked.phrases.begin(), asked.phrases.end(), [&](const auto& phrase) {
                return std::any_of(fields.begin(), fields.end(), [&](const std::string& field) {
                    return field.find(spaced(phrase)) != std::string::npos;
                });
            });
        });
    }

    Load load_;
    nlohmann::json root_;
    std::vector<std::string> word_starts_, tail_starts_;
    std::map<std::string, std::unique_ptr<Shard>> shards_;
    std::map<std::string, std::vector<std::string>> lines_;
    std::map<std::string, std::vector<Item>> tails_;
};

Engine::Engine(Load load) : work_(std::make_unique<Work>(std::move(load))) {}
Engine::~Engine() = default;

Answered Engine::search(std::string_view query, std::size_t limit, std::size_t offset) {
    const auto asked = work_->parse(query);
    Answered answered;
    if (asked.words.empty()) return answered;
    const auto found = work_->rank(asked);
    answered.words = asked.words;
    answered.total = found.ranked.size();
    bool guessed = false;
    for (std::size_t i = 0; i < asked.words.size(); ++i) {
        const auto& guess = found.matches[i].guess;
        guessed = guessed || !guess.empty();
        answered.guess += (i > 0 ? " " : "") + (guess.empty() ? asked.words[i] : guess);
    }
    if (!guessed) answered.guess.clear();
    for (auto i = offset; i < std::min(found.ranked.size(), offset + limit); ++i) {
        const auto page = work_->page(found.ranked[i].page);
        answered.results.push_back({page.at(0), page.at(1), page.at(2), page.at(3), found.ranked[i].score});
    }
    return answered;
}

std::vector<Reason> Engine::why(std::string_view query, std::string_view url) {
    std::optional<std::uint32_t> number;
    for (std::uint32_t page = 0; page < work_->pages() && !number; ++page) {
        if (work_->page(page).at(0) == url) number = page;
    }
    const auto asked = work_->parse(query);
    if (!number || asked.words.empty()) return {};
    const auto found = work_->rank(asked);
    std::vector<Reason> reasons;
    for (std::size_t i = 0; i < asked.words.size(); ++i) {
        auto& reason = reasons.emplace_back(Reason{asked.words[i], found.matches[i].kind, {}, 0});
        const auto score = found.scores[i].find(*number);
        if (score != found.scores[i].end()) reason.score = score->second;
        for (const auto* list : {&found.matches[i].terms, &found.matches[i].second}) {
            for (const auto& [entry, weight] : *list) {
                work_->each(*entry, [&, term = entry, match = weight](std::uint32_t page, std::uint32_t level) {
                    if (page == *number) reason.parts.push_back({term->key, match, term->rarity, level});
                });
            }
        }
    }
    return reasons;
}

}  // namespace knav::search
