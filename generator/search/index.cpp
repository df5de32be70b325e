#include "search/index.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "search/index_update.hpp"
#include "search/postings.hpp"
#include "search/words.hpp"
#include "task/parallel.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

/// Of all that an index comes from but the pages' own texts.
Digest situation_of(const IndexInput& input, const Dictionary& dictionary) {
    if (input.source.situation == Digest{}) return {};
    Hasher hasher;
    hasher.add(input.source.situation).add(dictionary.digest());
    for (const auto& synonym : input.synonyms)
        hasher.add(synonym.asked).add(synonym.meant).add(synonym.general ? 1 : 0);
    for (const auto& [name, label] : input.types) hasher.add(name).add(label);
    return hasher.finish();
}

std::vector<std::string> names_in(std::span<const Document> documents) {
    std::set<std::string> names;
    for (const auto& document : documents) {
        if (!document.person) continue;
        for (auto& word : words_of(document.title)) names.insert(std::move(word));
    }
    return {names.begin(), names.end()};
}

std::vector<Posting> people_in(std::span<const Document> documents) {
    std::vector<Posting> pages;
    for (std::uint32_t page = 0; page < documents.size(); ++page) {
        if (documents[page].person || documents[page].group) pages.push_back({page, 1, 0});
    }
    return pages;
}

Vocabulary vocabulary_of(const IndexInput& input, const SiteWords& words, const std::vector<std::string>& names,
                         const Dictionary& dictionary) {
    Forms forms;
    forms.words.reserve(words.order.size());
    for (const auto number : words.order) {
        forms.words.push_back(input.store.words()[number]);
        forms.pages.push_back(words.words[number].pages);
    }
    forms.names = names;
    for (const auto& page : input.store.pages()) {
        for (const auto& each : page.abbreviations) forms.abbreviations.push_back(&each);
    }
    forms.synonyms = input.synonyms;
    forms.threads = input.threads;
    return make_vocabulary(forms, input.store.lookups(), dictionary);
}

/// Synonyms of the site's own list whose words no page has.
std::vector<std::uint32_t> unmatched_in(const IndexInput& input, const Vocabulary& vocabulary,
                                        std::span<const TermPages> terms) {
    std::vector<std::vector<std::string>> meant(input.synonyms.size());
    std::unordered_set<std::string_view> missing;
    for (std::size_t i = 0; i < meant.size(); ++i) {
        if (input.synonyms[i].general) continue;
        meant[i] = words_of(input.synonyms[i].meant);
        std::erase_if(meant[i], [](const std::string& word) { return is_stop_word(fold(word)); });
        missing.insert(meant[i].begin(), meant[i].end());
    }
    for (std::size_t term = 0; term < vocabulary.terms.size() && !missing.empty(); ++term) {
        if (terms[term].pages == 0) continue;
        for (const auto form : vocabulary.terms[term].forms) missing.erase(form);
    }
    std::vector<std::uint32_t> unmatched;
    for (std::uint32_t i = 0; i < meant.size(); ++i) {
        if (std::any_of(meant[i].begin(), meant[i].end(), [&](const auto& word) { return missing.contains(word); }))
            unmatched.push_back(i);
    }
    return unmatched;
}

class Maker {
public:
    Maker(const IndexInput& input, const Dictionary& dictionary) : input_(input), dictionary_(dictionary) {
        kept_.situation = situation_of(input, dictionary);
        kept_.texts = input.source.texts;
    }

    std::shared_ptr<const Index> make() {
        const auto& last = input_.store.kept();
        const bool same_situation = kept_.situation != Digest{} && last.situation == kept_.situation;
        if (same_situation && last.texts == kept_.texts) return last.index;
        if (same_situation && update()) {
            input_.store.keep_up(std::move(kept_));
        } else {
            make_anew();
            input_.store.keep(std::move(kept_));
        }
        return input_.store.kept().index;
    }

private:
    bool update() {
        IndexUpdate update{input_.source, input_.store};
        if (!update.take_in_texts()) return false;
        kept_.words = update.words();
        kept_.names = input_.store.kept().names;
        const auto vocabulary = vocabulary_of(input_, kept_.words, kept_.names, dictionary_);
        kept_.ways = Ways{vocabulary, kept_.words};
        const auto terms = update.term_pages(vocabulary, kept_.ways);
        if (!terms) return false;
        kept_.average = input_.store.kept().average;
        publish(vocabulary, *terms, update.page_files());
        return true;
    }

    void make_anew() {
        std::vector<Document> documents(input_.source.pages);
        parallel_for(documents.size(), input_.threads,
                     [&](std::size_t i, unsigned) { documents[i] = input_.source.document(i); });
        input_.store.take_in(documents, input_.source.add_texts, input_.threads);
        kept_.words = SiteWords::of(input_.store.pages(), input_.store.words());
        kept_.names = names_in(documents);
        const auto vocabulary = vocabulary_of(input_, kept_.words, kept_.names, dictionary_);
        kept_.ways = Ways{vocabulary, kept_.words};
        kept_.average = average_length(input_.store.pages());
        const auto terms = count_terms(vocabulary, documents);
        std::vector<TermPages> views;
        views.reserve(terms.size());
        for (const auto& term : terms) views.push_back(term.view());
        publish(vocabulary, views, make_page_files(documents));
    }

    /// Of each term, and of the people after them.
    std::vector<EncodedPages> count_terms(const Vocabulary& vocabulary, std::span<const Document> documents) const {
        std::vector<int> percent;
        for (const auto& document : documents) percent.push_back(document.weight);
        const Postings postings{input_.store.pages(), percent, kept_.ways, kept_.average, input_.threads};
        std::vector<EncodedPages> encoded(vocabulary.terms.size() + 1);
        parallel_for(vocabulary.terms.size(), input_.threads, [&](std::size_t i, unsigned) {
            encoded[i] = encode(vocabulary.terms[i].key, postings.of(static_cast<TermNo>(i)), documents.size());
        });
        encoded.back() = encode({}, people_in(documents), documents.size());
        encoded.back().rarity = 1;
        return encoded;
    }

    void publish(const Vocabulary& vocabulary, std::span<const TermPages> terms, PageFiles pages) {
        auto words = make_word_files(vocabulary, terms, input_.threads);
        kept_.places = std::move(words.places);
        auto texts = std::make_shared<TextArena>();
        kept_.keys.reserve(vocabulary.terms.size());
        for (const auto& term : vocabulary.terms) kept_.keys.push_back(texts->keep(term.key));
        kept_.key_texts = std::move(texts);
        kept_.text_blocks = pages.texts;
        auto [index, names] = name_files(std::move(words), std::move(pages), input_.source.pages, input_.types);
        index.unmatched = unmatched_in(input_, vocabulary, terms);
        kept_.names_of = std::move(names);
        kept_.index = std::make_shared<const Index>(std::move(index));
    }

    const IndexInput& input_;
    const Dictionary& dictionary_;
    KeptIndex kept_;
};

}  // namespace

std::shared_ptr<const Index> make_index(const IndexInput& input, const Dictionary& dictionary) {
    return Maker{input, dictionary}.make();
}

}  // namespace knav::search
