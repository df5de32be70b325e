#include "search/index_update.hpp"

#include <algorithm>

namespace knav::search {
namespace {

constexpr std::size_t most_pages = 64;  // with more, counting all anew is about as quick

bool have_same_pages(std::span<const Posting> some, std::span<const Posting> others) {
    return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                      [](const Posting& one, const Posting& other) { return one.page == other.page; });
}

std::vector<CountedWord> words_of(const CountedPage& page) {
    std::vector<CountedWord> words;
    page.each_word([&](const CountedWord& word) { words.push_back(word); });
    return words;
}

}  // namespace

bool IndexUpdate::take_in_texts() {
    const auto& known = store_.pages();
    if (source_.pages != known.size() || source_.texts.size() != known.size() || last_.texts.size() != known.size())
        return false;
    for (std::size_t page = 0; page < known.size(); ++page) {
        if (source_.texts[page] == last_.texts[page]) continue;
        if (changed_.size() == most_pages) return false;
        changed_.push_back({page, 100, known[page].lengths, words_of(known[page])});
    }
    words_ = last_.words;
    for (auto& each : changed_) {
        auto document = source_.document(each.page);
        if (source_.add_texts) source_.add_texts(each.page, document);
        each.percent = document.weight;
        store_.retake(each.page, document);
        words_.replace(each.before, words_of(store_.pages()[each.page]), store_.words());
    }
    return average_length(store_.pages()) == last_.average;
}

std::map<TermNo, IndexUpdate::Touched> IndexUpdate::touched(const std::vector<TermNo>& number, const Ways& ways) const {
    std::map<TermNo, Touched> all;
    PageTerms before{last_.ways, last_.average}, after{ways, last_.average};
    for (const auto& [number_of_page, percent, lengths_before, words_before] : changed_) {
        const auto page = static_cast<std::uint32_t>(number_of_page);
        before.begin(lengths_before);
        for (const auto& word : words_before) before.add(word);
        before.finish(percent, [&](TermNo term, std::uint8_t level, std::uint8_t name) {
            if (number[term] != no_term) all[number[term]].lost.push_back({page, level, name});
        });
        after.begin(store_.pages()[page].lengths);
        store_.pages()[page].each_word([&](const CountedWord& word) { after.add(word); });
        after.finish(percent, [&](TermNo term, std::uint8_t level, std::uint8_t name) {
            all[term].found.push_back({page, level, name});
        });
    }
    std::erase_if(all, [](const auto& each) { return each.second.lost == each.second.found; });
    return all;
}

bool IndexUpdate::patch(TermPages& term, std::string_view key, const Touched& touched) {
    auto postings = decode(term, source_.pages);
    const auto step = level_step(postings.size(), source_.pages);
    const bool was_there = !postings.empty();
    const auto by_page = [](const Posting& one, const Posting& other) { return one.page < other.page; };
    std::erase_if(postings, [&](const Posting& each) {
        return std::binary_search(touched.lost.begin(), touched.lost.end(), each, by_page);
    });
    const auto kept = static_cast<std::ptrdiff_t>(postings.size());
    postings.insert(postings.end(), touched.found.begin(), touched.found.end());
    std::inplace_merge(postings.begin(), postings.begin() + kept, postings.end(), by_page);
    // Levels that were made coarser than they are to be now are lost.
    if (was_there && level_step(postings.size(), source_.pages) != step) return false;
    if (!have_same_pages(touched.lost, touched.found)) {
        term = encoded_.emplace_back(encode(key, postings, source_.pages)).view();
        return true;
    }
    auto& encoded = encoded_.emplace_back();
    encoded.levels = encode_levels(postings, source_.pages);
    term.levels = encoded.levels;
    return true;
}

std::optional<std::vector<TermPages>> IndexUpdate::term_pages(const Vocabulary& vocabulary, const Ways& ways) {
    const auto number = same_ways(last_.ways, last_.keys, ways, vocabulary.terms);
    if (!number) return {};
    const auto known = last_.term_pages();
    std::vector<TermPages> terms(vocabulary.terms.size() + 1);
    for (std::size_t i = 0; i < number->size(); ++i) {
        if ((*number)[i] != no_term) terms[(*number)[i]] = known[i];
    }
    terms.back() = known.back();
    for (const auto& [term, what] : touched(*number, ways)) {
        if (!patch(terms[term], vocabulary.terms[term].key, what)) return {};
    }
    return terms;
}

PageFiles IndexUpdate::page_files() const {
    PageFiles files;
    const auto payload = [&](const std::string& name) { return last_.index->find(name)->payload; };
    for (const auto& name : last_.names_of.blocks) files.blocks.push_back(payload(name));
    files.facets = payload(last_.names_of.facets);
    files.answers = payload(last_.names_of.answers);
    files.texts = last_.text_blocks;
    set_block_sizes(files, source_.pages);
    for (const auto& each : changed_) {
        const auto block = each.page / files.texts_in_block, begin = block * files.texts_in_block;
        std::vector<Document> documents;
        for (auto page = begin; page < std::min(begin + files.texts_in_block, source_.pages); ++page)
            documents.push_back(source_.document(page));
        files.texts[block] = digest_of_texts(documents);
    }
    return files;
}

}  // namespace knav::search
