#include "search/engine.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_map>

#include "search/matching.hpp"
#include "search/query.hpp"
#include "search/words.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr std::size_t phrase_pages = 40;
constexpr double cut_below = 0.04;
constexpr double alone = 0.55;       // of a compound's first part without its last
constexpr double both_parts = 0.85;  // of both, where they don't stand as one word
constexpr double apart = 0.4;        // the same, where other pages have it as one word
constexpr double joined = 0.9;       // of two words that the site writes as one
constexpr double unfinished_weight = 0.4;
constexpr double named_from = 0.6;  // a match that is good enough to be a name: no beginning of another known word
constexpr double people_lift = 2;   // of people and groups, when it is they who are asked for
constexpr double name_lift = 1.5;   // of a page that is called what was asked for, and nothing more

/// What a word of the query gives a page.
struct Share {
    double score = 0;
    std::uint32_t name = 0;  // words of the page's name that the word stands in; 0: in none
};
using Shares = std::unordered_map<std::uint32_t, Share>;

struct Ranked {
    std::uint32_t page = 0;
    double score = 0;
    std::size_t words = 0;  // of the query that gave it anything
    std::size_t named = 0;  // of the query that stand in a name of as many words as the query
};

/// For each page the best that any of the terms gives it, and the shortest of the names.
Shares shares_of(const Terms& terms) {
    Shares pages;
    for (const auto& [entry, match, rarity] : terms) {
        const double weight = match, worth = rarity * weight;
        entry->each([&](const Entry::OnPage& on) {
            auto& share = pages[on.page];
            share.score = std::max(share.score, worth * on.level);
            if (weight >= named_from && on.name > 0 && (share.name == 0 || on.name < share.name)) share.name = on.name;
        });
    }
    return pages;
}

Shares shares_of(const Match& match) {
    auto shares = shares_of(match.terms);
    if (match.last.empty()) return shares;
    const bool nowhere_whole = match.terms.empty();
    const auto last = shares_of(match.last);
    for (const auto& [page, first] : shares_of(match.first)) {
        const auto both = last.find(page);
        double score = first.score * alone;
        if (both != last.end())
            score = (first.score + both->second.score) * (nowhere_whole ? both_parts : apart);
        else if (!nowhere_whole)
            continue;
        auto& share = shares[page];
        share.score = std::max(share.score, score);
    }
    return shares;
}

std::string spaced(const std::vector<std::string>& words) {
    std::string out = " ";
    for (const auto& word : words) out += word + " ";
    return out;
}

}  // namespace

struct Engine::Work {
    struct Found {
        std::vector<Ranked> ranked;
        std::vector<Match> matches;
        std::vector<Shares> scores;  // of each word
    };

    explicit Work(Load load) : index(std::move(load)) {}

    Found rank(const Asked& asked) {
        const auto& words = asked.words;
        const bool strict = !asked.phrases.empty();
        Found found;
        const auto joins = strict ? Joins{} : joins_of(words);
        for (std::size_t i = 0; i < words.size(); ++i) {
            const bool is_joined = std::any_of(
                joins.begin(), joins.end(), [&](const auto& join) { return join.first == i || join.first + 1 == i; });
            found.matches.push_back(matcher.match(words[i], i + 1 == words.size(), strict || is_joined));
            found.scores.push_back(shares_of(found.matches.back()));
        }
        for (const auto& [first, terms] : joins) {
            for (const auto& [page, share] : shares_of(terms)) {
                for (const auto i : {first, first + 1}) {
                    auto& best = found.scores[i][page];
                    best.score = std::max(best.score, share.score * joined);
                    if (share.name > 0) best.name = share.name + 1;  // the reader says it in one word more
                }
            }
            for (const auto i : {first, first + 1})
                found.matches[i].terms.insert(found.matches[i].terms.end(), terms.begin(), terms.end());
        }
        found.ranked = sum_up(asked, found.scores);
        return found;
    }

    IndexReader index;

private:
    using Joins = std::vector<std::pair<std::size_t, Terms>>;  // the first of two neighbours, and what they mean as one

    Joins joins_of(const std::vector<std::string>& words) {
        Joins joins;
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            if (fold(words[i]).size() < 3 || fold(words[i + 1]).size() < 3) continue;
            for (const auto& whole : {words[i] + words[i + 1], words[i] + "s" + words[i + 1]}) {
                auto terms = matcher.as_word(whole);
                if (terms.empty()) continue;
                joins.emplace_back(i, std::move(terms));
                break;
            }
        }
        return joins;
    }

    std::vector<Ranked> sum_up(const Asked& asked, const std::vector<Shares>& scores) {
        // A word that no page has is left out of the reckoning.
        const auto count_of_words = static_cast<std::size_t>(
            std::count_if(scores.begin(), scores.end(), [](const Shares& word) { return !word.empty(); }));
        std::map<std::uint32_t, Ranked> sums;
        for (const auto& word : scores) {
            for (const auto& [page, share] : word) {
                auto& sum = sums[page];
                sum.page = page;
                sum.score += share.score;
                ++sum.words;
                if (share.name == count_of_words) ++sum.named;
            }
        }
        std::vector<Ranked> ranked;
        for (const auto& [page, sum] : sums) {
            if (asked.phrases.empty() || sum.words == asked.words.size()) ranked.push_back(sum);
        }
        const auto unfinished =
            asked.unfinished.empty()
                ? Shares{}
                : shares_of(matcher.as_prefix(fold(asked.unfinished), unfinished_weight, Matcher::Reach::shard));
        for (auto& one : ranked) {
            const auto share = static_cast<double>(one.words) / static_cast<double>(count_of_words);
            one.score *= share * std::sqrt(share);
            if (const auto more = unfinished.find(one.page); more != unfinished.end() && one.words == count_of_words)
                one.score += more->second.score;
            if (one.named == count_of_words) one.score *= name_lift;
        }
        if (asked.people) {
            const auto those = shares_of(matcher.as_form("§", "§"));
            for (auto& one : ranked) {
                if (those.contains(one.page) && one.words * 2 >= count_of_words) one.score *= people_lift;
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

    void keep_phrases(std::vector<Ranked>& ranked, const Asked& asked) {
        ranked.resize(std::min(ranked.size(), phrase_pages));
        std::erase_if(ranked, [&](const Ranked& one) {
            const auto text = index.texts(one.page);
            const std::vector<std::string> fields = {spaced(words_of(index.page(one.page).at(1))),
                                                     spaced(words_of(text.at(1))), spaced(words_of(text.at(2)))};
            return !std::all_of(asked.phrases.begin(), asked.phrases.end(), [&](const auto& phrase) {
                return std::any_of(fields.begin(), fields.end(), [&](const std::string& field) {
                    return field.find(spaced(phrase)) != std::string::npos;
                });
            });
        });
    }

    Matcher matcher{index};
};

Engine::Engine(Load load) : work_(std::make_unique<Work>(std::move(load))) {}
Engine::~Engine() = default;

Answered Engine::search(std::string_view query, std::size_t limit, std::size_t offset) {
    const auto asked = parse_query(query);
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
        const auto page = work_->index.page(found.ranked[i].page);
        answered.results.push_back({page.at(0), page.at(1), page.at(2), page.at(3), found.ranked[i].score});
    }
    return answered;
}

std::vector<Reason> Engine::why(std::string_view query, std::string_view url) {
    std::optional<std::uint32_t> number;
    for (std::uint32_t page = 0; page < work_->index.pages() && !number; ++page) {
        if (work_->index.page(page).at(0) == url) number = page;
    }
    const auto asked = parse_query(query);
    if (!number || asked.words.empty()) return {};
    const auto found = work_->rank(asked);
    std::vector<Reason> reasons;
    for (std::size_t i = 0; i < asked.words.size(); ++i) {
        auto& reason = reasons.emplace_back(Reason{asked.words[i], found.matches[i].kind, {}, 0});
        const auto score = found.scores[i].find(*number);
        if (score != found.scores[i].end()) reason.score = score->second.score;
        const auto& match = found.matches[i];
        for (const auto* list : {&match.terms, &match.first, &match.last}) {
            for (const auto& [entry, weight, rarity] : *list) {
                entry->each([&, term = entry, of_match = weight, counted = rarity](const Entry::OnPage& on) {
                    if (on.page == *number) reason.parts.push_back({term->key, of_match, counted, on.level});
                });
            }
        }
    }
    return reasons;
}

}  // namespace knav::search
