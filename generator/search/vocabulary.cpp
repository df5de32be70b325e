#include "search/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "search/sorting.hpp"
#include "search/word_numbers.hpp"
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

/// The singular of a plural with a changed vowel, in two pieces; other lemmas as they are.
std::pair<std::string_view, std::string_view> without_changed_vowel(std::string_view lemma) {
    for (const auto& [plural, singular] : changed_vowels) {
        if (lemma.ends_with(plural)) return {lemma.substr(0, lemma.size() - plural.size()), singular};
    }
    return {lemma, {}};
}

/// What one word is, before it is known which words are alike.
struct Analysis {
    std::string_view key;   // of the dictionary or of the split; empty: not known
    std::string_view stem;  // Snowball's; empty of what is no word to it
    std::span<const LookedPart> parts;
    std::uint32_t stem_number = no_word;
    TermNo term = no_word;
    bool made = false;
};

/// The word that all words of the dictionary with one stem are forms of: none, if they are of several.
struct StemKey {
    std::string_view key, shortest;  // of those of the dictionary; of those that are not
    bool known = false;
};

class Maker {
public:
    Maker(const Forms& forms, const Lookups& lookups, std::vector<LookNo> numbers)
        : forms_(forms),
          lookups_(lookups),
          numbers_(std::move(numbers)),
          pages_(lookups.size()),
          analyses_(lookups.size()),
          is_name_(lookups.size()) {
        for (std::size_t i = 0; i < numbers_.size(); ++i) pages_[numbers_[i]] = forms.pages[i];
        for (const auto& name : forms.names) {
            const auto number = lookups.number(name);
            if (number != no_word) is_name_[number] = 1;
        }
    }

    Vocabulary make() {
        terms_.reserve(numbers_.size());
        analyse();
        join_by_stem();
        made_.shares_begin.reserve(numbers_.size() + 1);
        for (const auto number : numbers_) {
            made_.shares_begin.push_back(static_cast<std::uint32_t>(made_.shares.size()));
            add_word(number, 1);
        }
        made_.shares_begin.push_back(static_cast<std::uint32_t>(made_.shares.size()));
        add_abbreviations();
        add_synonyms();
        made_.names = forms_.names;
        seal();
        return std::move(made_);
    }

private:
    [[nodiscard]] std::uint32_t pages_with(std::string_view word) const {
        const auto number = lookups_.number(word);
        return number == no_word ? 0 : pages_[number];
    }

    [[nodiscard]] bool is_name(LookNo word) const { return word != no_word && is_name_[word] != 0; }

    static std::string_view joined(TextArena& texts, std::string_view one, std::string_view other) {
        return other.empty() ? one : texts.keep(std::string{one} + std::string{other});
    }

    /// Of several, the one the site itself uses; else the longest.
    [[nodiscard]] std::string_view lemma_of(LookNo word, TextArena& texts) const {
        const auto lemmas = lookups_.of(word).lemmas;
        if (lemmas.empty()) return {};
        auto chosen = lemmas.front();
        std::uint32_t most = 0;
        for (std::size_t i = 0; i < lemmas.size() && lemmas.size() > 1; ++i) {
            const auto pages = lemmas[i] == lookups_.word(word) ? 0 : pages_with(lemmas[i]);
            if (pages > most) {
                most = pages;
                chosen = lemmas[i];
            }
        }
        const auto [begin, end] = without_changed_vowel(chosen);
        return joined(texts, begin, end);
    }

    [[nodiscard]] Analysis analysis_of(LookNo number, TextArena& texts) const {
        Analysis one;
        one.made = true;
        const auto word = lookups_.word(number);
        const auto [lemmas, stem, parts] = lookups_.of(number);
        if (stem.empty()) {
            one.key = word;
            return one;
        }
        if (lemmas.empty() && is_name(number)) {
            one.key = name_without_genitive(word);
            return one;
        }
        one.stem = stem;
        one.key = lemma_of(number, texts);
        one.parts = parts;
        if (one.key.empty() && !parts.empty()) {
            const auto& last = parts.back();
            const auto head = lemma_of(last.word, texts);
            one.key = joined(texts, word.substr(0, last.begin), head.empty() ? lookups_.of(last.word).stem : head);
        }
        return one;
    }

    [[nodiscard]] std::string_view name_without_genitive(std::string_view word) const {
        if (!word.ends_with('s')) return word;
        const auto base = word.substr(0, word.size() - 1);
        return is_name(lookups_.number(base)) ? base : word;
    }

    void analyse() {
        made_.made.resize(std::max(1U, forms_.threads));
        parallel_for(numbers_.size(), forms_.threads, [&](std::size_t i, unsigned worker) {
            analyses_[numbers_[i]] = analysis_of(numbers_[i], made_.made[worker]);
        });
    }

    StemKey& stem_key(Analysis& one) {
        one.stem_number = stems_.add(one.stem);
        if (one.stem_number == stem_keys_.size()) stem_keys_.emplace_back();
        return stem_keys_[one.stem_number];
    }

    // A form the dictionary doesn't know goes with the forms that share its stem: with those known, if they are of one
    // word, else with its likes, under the shortest of them.
    void join_by_stem() {
        stems_.reserve(numbers_.size());
        for (const auto number : numbers_) {
            auto& one = analyses_[number];
            if (one.key.empty() || one.stem.empty()) continue;
            auto& stem = stem_key(one);
            if (!std::exchange(stem.known, true)) stem.key = one.key;
            if (stem.key != one.key) stem.key = {};
        }
        for (const auto number : numbers_) {
            auto& one = analyses_[number];
            if (!one.key.empty()) continue;
            auto& stem = stem_key(one);
            const auto word = lookups_.word(number);
            if (stem.shortest.empty() || word.size() < stem.shortest.size()) stem.shortest = word;
        }
        for (const auto number : numbers_) {
            auto& one = analyses_[number];
            if (!one.key.empty()) continue;
            const auto& stem = stem_keys_[one.stem_number];
            one.key = stem.key.empty() ? stem.shortest : stem.key;
        }
    }

    /// Of a word of the site, or of one that only stands within others.
    Analysis& known_analysis(LookNo number) {
        auto& one = analyses_.at(number);
        if (one.made) return one;
        one = analysis_of(number, made_.made.front());
        if (!one.key.empty()) return one;
        const auto stem = stems_.find(one.stem);
        if (stem != no_word) {
            const auto& [known, shortest, is_known] = stem_keys_[stem];
            one.key = is_known ? known : shortest;
        }
        if (one.key.empty()) one.key = lookups_.word(number);
        return one;
    }

    /// The term that a word is a form of.
    TermNo term_of(LookNo number) {
        auto& one = known_analysis(number);
        if (one.term != no_word) return one.term;
        one.term = terms_.add(one.key);
        forms_found_.emplace_back(one.term, lookups_.word(number));
        return one.term;
    }

    void add_share(TermNo number, float weight) {
        if (weight < faintest) return;
        for (auto i = made_.shares_begin.back(); i < made_.shares.size(); ++i) {
            auto& share = made_.shares[i];
            if (share.term != number) continue;
            share.weight = std::max(share.weight, weight);
            return;
        }
        made_.shares.push_back({number, weight});
    }

    /// To the shares of the form that is read.
    void add_word(LookNo number, float weight) {
        add_share(term_of(number), weight);
        const auto parts = analyses_[number].parts;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const float part = weight * (i + 1 == parts.size() ? last_part_weight : first_part_weight);
            if (part >= faintest) add_word(parts[i].word, part);
        }
    }

    /// The site's term for a word, if it has one.
    std::optional<TermNo> find_term(std::string_view word) {
        const auto found = terms_.find(known_analysis(lookups_.number(word)).key);
        if (found == no_word) return {};
        return found;
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
            made.push_back(term_of(lookups_.number(word)));
        }
        return made;
    }

    void add_abbreviations() {
        std::map<std::string, std::map<std::vector<TermNo>, std::size_t>> meanings;
        for (const auto* each : forms_.abbreviations) {
            auto words = terms_on_site(each->words);
            if (!words.empty()) ++meanings[each->abbreviation][std::move(words)];
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
        std::vector<Sortable> order;
        order.reserve(terms_.size());
        for (TermNo i = 0; i < terms_.size(); ++i) order.emplace_back(terms_[i], i);
        std::sort(order.begin(), order.end());
        std::vector<TermNo> place(terms_.size());
        for (TermNo i = 0; i < order.size(); ++i) place[order[i].of] = i;
        made_.terms.reserve(order.size());
        for (const auto& each : order) made_.terms.push_back({each.text, {}});
        for (auto& [term, form] : forms_found_) term = place[term];
        seal_forms();
        for (auto& share : made_.shares) share.term = place[share.term];
        for (auto& expansion : made_.expansions) {
            for (auto* list : {&expansion.from, &expansion.to}) {
                for (auto& number : *list) number = place[number];
            }
        }
    }

    // Counted out by term, with room for the key of each.
    void seal_forms() {
        std::vector<std::uint32_t> begin(made_.terms.size() + 1);
        for (const auto& [term, form] : forms_found_) ++begin[term + 1];
        for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1] + 1;
        made_.forms.resize(begin.back());
        auto next = begin;
        for (const auto& [term, form] : forms_found_) made_.forms[next[term]++] = form;
        for (TermNo i = 0; i < made_.terms.size(); ++i) {
            made_.forms[next[i]] = made_.terms[i].key;
            const auto all = std::span{made_.forms}.subspan(begin[i], begin[i + 1] - begin[i]);
            std::sort(all.begin(), all.end());
            const auto end = std::unique(all.begin(), all.end());
            made_.terms[i].forms = all.first(static_cast<std::size_t>(end - all.begin()));
        }
    }

    const Forms& forms_;
    const Lookups& lookups_;
    std::vector<LookNo> numbers_;       // of forms
    std::vector<std::uint32_t> pages_;  // of words that were looked up, as are those below
    std::vector<Analysis> analyses_;
    std::vector<char> is_name_;
    WordNumbers stems_, terms_;  // terms by their keys
    std::vector<StemKey> stem_keys_;
    std::vector<std::pair<TermNo, std::string_view>> forms_found_;
    Vocabulary made_;
};

}  // namespace

Vocabulary make_vocabulary(const Forms& forms, Lookups& lookups, const Dictionary& dictionary) {
    std::vector<std::string> of_synonyms;
    for (const auto& synonym : forms.synonyms) {
        for (const auto* text : {&synonym.asked, &synonym.meant}) {
            for (auto& word : words_of(*text)) of_synonyms.push_back(std::move(word));
        }
    }
    std::vector<std::string_view> asked{of_synonyms.begin(), of_synonyms.end()};  // what readers may ask for
    for (const auto* each : forms.abbreviations) {
        asked.push_back(each->abbreviation);
        asked.insert(asked.end(), each->words.begin(), each->words.end());
    }
    auto numbers = lookups.look_up(forms.words, asked, dictionary, forms.threads);
    return Maker{forms, lookups, std::move(numbers)}.make();
}

}  // namespace knav::search
