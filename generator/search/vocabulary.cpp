#include "search/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <unordered_map>

#include "search/words.hpp"
#include "task/parallel.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr float last_part_weight = 0.65F;
constexpr float first_part_weight = 0.5F;
constexpr float faintest = 0.2F;
constexpr float abbreviation_weight = 0.8F;
constexpr float synonym_weight = 0.75F;
constexpr std::size_t most_meanings = 3;  // of one abbreviation

// Plurals with a changed vowel, which the dictionary lists as words of their own; good inside compounds too.
constexpr std::array<std::array<std::string_view, 2>, 36> changed_vowels = {{
    {"ledamöter", "ledamot"}, {"böter", "bot"},     {"rötter", "rot"},      {"fötter", "fot"},
    {"böcker", "bok"},        {"söner", "son"},     {"döttrar", "dotter"},  {"bröder", "broder"},
    {"mödrar", "moder"},      {"fäder", "fader"},   {"händer", "hand"},     {"tänder", "tand"},
    {"städer", "stad"},       {"länder", "land"},   {"stränder", "strand"}, {"änder", "and"},
    {"bränder", "brand"},     {"nätter", "natt"},   {"krafter", "kraft"},   {"ränder", "rand"},
    {"tänger", "tång"},       {"stänger", "stång"}, {"spänger", "spång"},   {"ständer", "stånd"},
    {"bönder", "bonde"},      {"gäss", "gås"},      {"möss", "mus"},        {"löss", "lus"},
    {"män", "man"},           {"klör", "klo"},      {"tår", "tå"},          {"bördor", "börda"},
    {"stöder", "stöd"},       {"getter", "get"},    {"nötter", "nöt"},      {"ögon", "öga"},
}};

std::string without_changed_vowel(const std::string& lemma) {
    for (const auto& [plural, singular] : changed_vowels) {
        if (lemma.ends_with(plural)) return lemma.substr(0, lemma.size() - plural.size()) + std::string{singular};
    }
    return lemma;
}

/// What one word is, before it is known which words are alike.
struct Analysis {
    std::string key;   // of the dictionary or of the split; empty: not known
    std::string stem;  // Snowball's
    std::vector<std::string> parts;
};

class Maker {
public:
    Maker(const Forms& forms, const Lookups& lookups) : forms_(forms), lookups_(lookups) {
        numbers_.reserve(forms.words.size());
        for (std::size_t i = 0; i < forms.words.size(); ++i) numbers_.emplace(forms.words[i], i);
    }

    Vocabulary make() {
        const auto words = forms_.words.size();
        key_of_stem_.reserve(words);
        term_numbers_.reserve(words);
        made_.terms.reserve(words);
        made_.shares.reserve(words);
        analyse();
        join_by_stem();
        for (std::size_t i = 0; i < forms_.words.size(); ++i) made_.shares.push_back(shares_of(i));
        add_abbreviations();
        add_synonyms();
        made_.names = forms_.names;
        seal();
        return std::move(made_);
    }

private:
    [[nodiscard]] std::uint32_t pages_with(std::string_view word) const {
        const auto found = numbers_.find(word);
        return found == numbers_.end() ? 0 : forms_.pages[found->second];
    }

    [[nodiscard]] bool is_name(const std::string& word) const {
        return std::binary_search(forms_.names.begin(), forms_.names.end(), word);
    }

    /// Of several, the one the site itself uses; else the longest.
    [[nodiscard]] std::string lemma_of(const std::string& word) const {
        const auto& lemmas = lookups_.of(word).lemmas;
        if (lemmas.empty()) return {};
        const auto* chosen = &lemmas.front();
        std::uint32_t most = 0;
        for (const auto& lemma : lemmas) {
            const auto pages = lemma == word ? 0 : pages_with(lemma);
            if (pages > most) {
                most = pages;
                chosen = &lemma;
            }
        }
        return without_changed_vowel(*chosen);
    }

    [[nodiscard]] Analysis analysis_of(const std::string& word) const {
        Analysis one;
        const auto& [lemmas, stem, parts] = lookups_.of(word);
        if (stem.empty()) {
            one.key = word;
            return one;
        }
        if (is_name(word) && lemmas.empty()) {
            one.key = name_without_genitive(word);
            return one;
        }
        one.stem = stem;
        one.key = lemma_of(word);
        for (const auto& part : parts) one.parts.push_back(part.word);
        if (one.key.empty() && !parts.empty()) {
            const auto& last = parts.back();
            const auto head = lemma_of(last.word);
            one.key = word.substr(0, last.begin) + (head.empty() ? lookups_.of(last.word).stem : head);
        }
        return one;
    }

    [[nodiscard]] std::string name_without_genitive(const std::string& word) const {
        if (!word.ends_with('s')) return word;
        auto base = word.substr(0, word.size() - 1);
        return is_name(base) ? base : word;
    }

    void analyse() {
        analyses_.resize(forms_.words.size());
        parallel_for(forms_.words.size(), forms_.threads,
                     [&](std::size_t i, unsigned) { analyses_[i] = analysis_of(forms_.words[i]); });
    }

    // A form the dictionary doesn't know goes with the forms that share its stem: with those known, if they are of one
    // word, else with its likes, under the shortest of them.
    void join_by_stem() {
        for (const auto& one : analyses_) {
            if (one.key.empty() || one.stem.empty()) continue;
            const auto [known, fresh] = key_of_stem_.try_emplace(one.stem, one.key);
            if (!fresh && known->second != one.key) known->second.clear();
        }
        std::unordered_map<std::string, std::string> shortest;
        for (std::size_t i = 0; i < analyses_.size(); ++i) {
            auto& one = analyses_[i];
            if (!one.key.empty()) continue;
            const auto known = key_of_stem_.find(one.stem);
            if (known != key_of_stem_.end() && !known->second.empty()) {
                one.key = known->second;
                continue;
            }
            auto& key = shortest[one.stem];
            const auto& word = forms_.words[i];
            if (key.empty() || word.size() < key.size()) key = word;
        }
        for (auto& one : analyses_) {
            if (one.key.empty()) one.key = shortest.at(one.stem);
        }
        key_of_stem_.insert(shortest.begin(), shortest.end());
    }

    TermNo term(const std::string& key) {
        const auto [found, fresh] = term_numbers_.try_emplace(key, static_cast<TermNo>(made_.terms.size()));
        if (fresh) made_.terms.push_back({key, {key}});
        return found->second;
    }

    void add_form(TermNo number, const std::string& form) { made_.terms[number].forms.push_back(form); }

    static void add_share(std::vector<Share>& shares, TermNo number, float weight) {
        if (weight < faintest) return;
        for (auto& share : shares) {
            if (share.term != number) continue;
            share.weight = std::max(share.weight, weight);
            return;
        }
        shares.push_back({number, weight});
    }

    std::vector<Share> shares_of(std::size_t form) {
        std::vector<Share> shares;
        add_word(shares, forms_.words[form], analyses_[form], 1);
        return shares;
    }

    void add_word(std::vector<Share>& shares, const std::string& word, const Analysis& analysis, float weight) {
        const auto number = term(analysis.key);
        add_form(number, word);
        add_share(shares, number, weight);
        for (std::size_t i = 0; i < analysis.parts.size(); ++i) {
            const float part = weight * (i + 1 == analysis.parts.size() ? last_part_weight : first_part_weight);
            if (part >= faintest) add_word(shares, analysis.parts[i], known_analysis(analysis.parts[i]), part);
        }
    }

    /// Of a word of the site, or of one that only stands within others.
    const Analysis& known_analysis(const std::string& word) {
        const auto found = numbers_.find(word);
        if (found != numbers_.end()) return analyses_[found->second];
        const auto [part, fresh] = part_analyses_.try_emplace(word);
        if (fresh) {
            part->second = analysis_of(word);
            if (part->second.key.empty()) {
                const auto known = key_of_stem_.find(part->second.stem);
                part->second.key = known != key_of_stem_.end() && !known->second.empty() ? known->second : word;
            }
        }
        return part->second;
    }

    /// The site's term for a word, if it has one.
    std::optional<TermNo> find_term(const std::string& word) {
        const auto found = term_numbers_.find(known_analysis(word).key);
        if (found == term_numbers_.end()) return {};
        return found->second;
    }

    /// The site's terms for each word of a text; empty if one of them is not on the site.
    std::vector<TermNo> terms_on_site(const std::vector<std::string>& words) {
        std::vector<TermNo> found;
        for (const auto& word : words) {
            if (is_stop_word(fold(word))) continue;
            const auto number = find_term(word);
            if (!number) return {};
            found.push_back(*number);
        }
        return found;
    }

    std::vector<TermNo> terms_for(const std::vector<std::string>& words) {
        std::vector<TermNo> made;
        for (const auto& word : words) {
            if (is_stop_word(fold(word))) continue;
            const auto number = term(known_analysis(word).key);
            add_form(number, word);
            made.push_back(number);
        }
        return made;
    }

    void add_abbreviations() {
        std::map<std::string, std::map<std::vector<TermNo>, std::size_t>> meanings;
        for (const auto& each : forms_.abbreviations) {
            auto words = terms_on_site(each.words);
            if (!words.empty()) ++meanings[each.abbreviation][std::move(words)];
        }
        for (const auto& [abbreviation, counted] : meanings) {
            std::vector<std::pair<std::size_t, std::vector<TermNo>>> by_count;
            for (const auto& [words, count] : counted) by_count.emplace_back(count, words);
            std::stable_sort(by_count.begin(), by_count.end(),
                             [](const auto& one, const auto& other) { return one.first > other.first; });
            by_count.resize(std::min(by_count.size(), most_meanings));
            const auto number = terms_for({abbreviation});
            for (const auto& [count, words] : by_count) {
                if (words == number) continue;
                made_.expansions.push_back({number, words, abbreviation_weight});
                made_.expansions.push_back({words, number, abbreviation_weight});
            }
        }
    }

    void add_synonyms() {
        for (const auto& synonym : forms_.synonyms) {
            auto meant = terms_on_site(words_of(synonym.meant));
            if (meant.empty()) continue;
            auto asked = terms_for(words_of(synonym.asked));
            if (!asked.empty() && asked != meant)
                made_.expansions.push_back({std::move(meant), std::move(asked), synonym_weight});
        }
    }

    // Terms by key, each form once.
    void seal() {
        std::vector<TermNo> order(made_.terms.size()), place(made_.terms.size());
        for (TermNo i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(),
                  [&](TermNo one, TermNo other) { return made_.terms[one].key < made_.terms[other].key; });
        std::vector<Term> sorted;
        for (TermNo i = 0; i < order.size(); ++i) {
            place[order[i]] = i;
            auto& each = sorted.emplace_back(std::move(made_.terms[order[i]]));
            std::sort(each.forms.begin(), each.forms.end());
            each.forms.erase(std::unique(each.forms.begin(), each.forms.end()), each.forms.end());
        }
        made_.terms = std::move(sorted);
        for (auto& shares : made_.shares) {
            for (auto& share : shares) share.term = place[share.term];
        }
        for (auto& expansion : made_.expansions) {
            for (auto* list : {&expansion.from, &expansion.to}) {
                for (auto& number : *list) number = place[number];
            }
        }
    }

    const Forms& forms_;
    const Lookups& lookups_;
    std::unordered_map<std::string_view, std::size_t> numbers_;  // of forms
    std::vector<Analysis> analyses_;                             // of forms
    std::unordered_map<std::string, Analysis> part_analyses_;    // of words that only stand within others
    std::unordered_map<std::string, std::string> key_of_stem_;
    std::unordered_map<std::string, TermNo> term_numbers_;
    Vocabulary made_;
};

}  // namespace

Vocabulary make_vocabulary(const Forms& forms, Lookups& lookups, const Dictionary& dictionary) {
    std::vector<std::string> asked;  // words that readers may use though no page does
    for (const auto& each : forms.abbreviations) {
        asked.push_back(each.abbreviation);
        asked.insert(asked.end(), each.words.begin(), each.words.end());
    }
    for (const auto& synonym : forms.synonyms) {
        for (const auto* text : {&synonym.asked, &synonym.meant}) {
            for (auto& word : words_of(*text)) asked.push_back(std::move(word));
        }
    }
    lookups.look_up(forms.words, asked, dictionary, forms.threads);
    return Maker{forms, lookups}.make();
}

}  // namespace knav::search
