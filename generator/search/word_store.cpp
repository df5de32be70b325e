#include "search/word_store.hpp"

#include <algorithm>
#include <unordered_map>

#include "task/parallel.hpp"
#include "text/binary.hpp"

namespace knav::search {
namespace {

constexpr std::string_view magic = "knav-words-2\n";

}  // namespace

void CountedPage::pack(std::span<const CountedWord> words) {
    BinaryWriter out;
    std::uint32_t before = 0;
    for (const auto& each : words) {
        const bool plain = each.counts == once && each.name == 0;
        out.number(std::uint64_t{each.word - before} * 2 + (plain ? 0 : 1));
        before = each.word;
        if (plain) continue;
        out.raw({reinterpret_cast<const char*>(each.counts.data()), each.counts.size()});
        out.raw({reinterpret_cast<const char*>(&each.name), 1});
    }
    packed_ = out.take();
}

const CountedPage* WordStore::find(std::string_view url, const Digest& digest) const {
    const auto found = pages_.find(url);
    return found != pages_.end() && found->second.digest == digest ? &found->second : nullptr;
}

std::vector<std::vector<std::uint32_t>> WordStore::number(std::span<const WordCounter> counters) {
    constexpr std::uint32_t unknown = 0xffffffffU;
    std::unordered_map<std::string_view, std::uint32_t> known;
    known.reserve(words_.size());
    for (std::uint32_t i = 0; i < words_.size(); ++i) known.emplace(words_[i], i);
    std::vector<std::vector<std::uint32_t>> numbers;
    std::vector<std::string_view> fresh;
    for (const auto& counter : counters) {
        auto& own = numbers.emplace_back();
        own.reserve(counter.words().size());
        for (const auto& word : counter.words()) {
            const auto found = known.find(word);
            own.push_back(found == known.end() ? unknown : found->second);
            if (found == known.end()) fresh.push_back(word);
        }
    }
    std::sort(fresh.begin(), fresh.end());
    fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
    const auto before = static_cast<std::uint32_t>(words_.size());
    for (std::size_t i = 0; i < counters.size(); ++i) {
        for (std::size_t word = 0; word < numbers[i].size(); ++word) {
            if (numbers[i][word] != unknown) continue;
            const auto found = std::lower_bound(fresh.begin(), fresh.end(), counters[i].words()[word]);
            numbers[i][word] = before + static_cast<std::uint32_t>(found - fresh.begin());
        }
    }
    words_.insert(words_.end(), fresh.begin(), fresh.end());
    return numbers;
}

std::vector<const CountedPage*> WordStore::take_in(std::span<const Document> documents,
                                                   const std::function<Document(std::size_t)>& whole,
                                                   unsigned threads) {
    keep_only(documents);
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (find(documents[i].url, documents[i].digest) == nullptr) fresh.push_back(i);
    }
    if (!fresh.empty()) {
        changed_ = true;
        std::vector<WordCounter> counters(std::max(1U, threads));
        std::vector<PageWords> counted(fresh.size());
        std::vector<unsigned> counted_by(fresh.size());
        parallel_for(fresh.size(), threads, [&](std::size_t i, unsigned worker) {
            counted[i] = counters[worker].count(whole(fresh[i]));
            counted_by[i] = worker;
        });
        const auto numbers = number(counters);
        std::vector<CountedPage*> pages;
        for (const auto i : fresh) pages.push_back(&pages_[documents[i].url]);
        parallel_for(fresh.size(), threads, [&](std::size_t i, unsigned) {
            auto& page = *pages[i];
            page.digest = documents[fresh[i]].digest;
            page.lengths = counted[i].lengths;
            page.abbreviations = std::move(counted[i].abbreviations);
            auto words = std::move(counted[i].words);
            for (auto& each : words) each.word = numbers[counted_by[i]][each.word];
            std::sort(words.begin(), words.end(),
                      [](const CountedWord& one, const CountedWord& other) { return one.word < other.word; });
            page.pack(words);
        });
    }
    std::vector<const CountedPage*> found;
    found.reserve(documents.size());
    for (const auto& document : documents) found.push_back(find(document.url, document.digest));
    return found;
}

void WordStore::keep_only(std::span<const Document> documents) {
    std::vector<std::string_view> urls;
    for (const auto& document : documents) urls.push_back(document.url);
    std::sort(urls.begin(), urls.end());
    const auto gone = std::erase_if(
        pages_, [&](const auto& page) { return !std::binary_search(urls.begin(), urls.end(), page.first); });
    changed_ = changed_ || gone > 0;
}

std::string WordStore::serialise() const {
    BinaryWriter out;
    out.raw(magic);
    out.number(words_.size());
    for (const auto& word : words_) out.text(word);
    out.number(pages_.size());
    for (const auto& [url, page] : pages_) {
        out.text(url);
        out.digest(page.digest);
        for (const auto length : page.lengths) out.number(length);
        out.number(page.abbreviations.size());
        for (const auto& each : page.abbreviations) {
            out.text(each.abbreviation);
            out.number(each.words.size());
            for (const auto& word : each.words) out.text(word);
        }
        out.text(page.packed_);
    }
    lookups_.write(out);
    return out.take();
}

/// Whether the words of a page that was read can be read through, and are words of this store.
bool WordStore::is_whole(const CountedPage& page) const {
    BinaryReader in{page.packed_};
    std::uint64_t number = 0;
    while (in.ok && !in.at_end()) {
        const auto coded = in.number();
        number += coded / 2;
        for (std::size_t i = 0; i < field_count + 1 && coded % 2 != 0; ++i) static_cast<void>(in.byte());
        if (coded / 2 > words_.size() || number >= words_.size()) return false;
    }
    return in.ok;
}

void WordStore::parse(std::string_view bytes) {
    BinaryReader in{bytes};
    in.skip(magic);
    words_.resize(in.count());
    for (auto& word : words_) word = in.text();
    const auto pages = in.count();
    for (std::size_t i = 0; i < pages && in.ok; ++i) {
        auto& page = pages_.emplace_hint(pages_.end(), std::string{in.text()}, CountedPage{})->second;
        page.digest = in.digest();
        for (auto& length : page.lengths) length = static_cast<std::uint32_t>(in.number());
        page.abbreviations.resize(in.count());
        for (auto& each : page.abbreviations) {
            each.abbreviation = in.text();
            each.words.resize(in.count());
            for (auto& word : each.words) word = in.text();
        }
        page.packed_ = in.text();
        if (!is_whole(page)) in.ok = false;
    }
    lookups_.read(in);
    if (in.ok && in.at_end()) return;
    words_.clear();
    pages_.clear();
    lookups_.forget();
}

}  // namespace knav::search
