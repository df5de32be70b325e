#include "search/word_store.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "task/parallel.hpp"
#include "text/binary.hpp"

namespace knav::search {
namespace {

constexpr std::string_view magic = "knav-words-5\n";
constexpr std::size_t digest_size = 16;  // of all before it, at the end: bytes that are whole can be trusted

}  // namespace

std::string CountedPage::pack(std::span<const CountedWord> words) {
    BinaryWriter out;
    std::uint32_t before = 0;
    for (const auto& each : words) {
        const bool plain =
            std::bit_cast<std::uint32_t>(each.counts) == std::bit_cast<std::uint32_t>(once) && each.name == 0;
        out.number(std::uint64_t{each.word - before} * 2 + (plain ? 0 : 1));
        before = each.word;
        if (plain) continue;
        out.raw({reinterpret_cast<const char*>(each.counts.data()), each.counts.size()});
        out.raw({reinterpret_cast<const char*>(&each.name), 1});
    }
    return out.take();
}

std::vector<std::vector<std::uint32_t>> WordStore::number(std::span<const WordCounter> counters) {
    std::vector<std::vector<std::uint32_t>> numbers;
    std::vector<std::string_view> fresh;
    for (const auto& counter : counters) {
        auto& own_numbers = numbers.emplace_back();
        own_numbers.reserve(counter.words().size());
        for (const auto& word : counter.words()) {
            own_numbers.push_back(words_.find(word));
            if (own_numbers.back() == no_word) fresh.push_back(word);
        }
    }
    std::sort(fresh.begin(), fresh.end());
    fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
    const auto before = static_cast<std::uint32_t>(words_.size());
    for (std::size_t i = 0; i < counters.size(); ++i) {
        for (std::size_t word = 0; word < numbers[i].size(); ++word) {
            if (numbers[i][word] != no_word) continue;
            const auto found = std::lower_bound(fresh.begin(), fresh.end(), counters[i].words()[word]);
            numbers[i][word] = before + static_cast<std::uint32_t>(found - fresh.begin());
        }
    }
    for (const auto word : fresh) words_.add(word, [this](std::string_view text) { return texts_.keep(text); });
    return numbers;
}

void WordStore::set_words(CountedPage& page, PageWords counted, std::span<const std::uint32_t> numbers,
                          std::string& packed) const {
    page.lengths = counted.lengths;
    page.abbreviations = std::move(counted.abbreviations);
    for (auto& each : counted.words) each.word = numbers[each.word];
    std::sort(counted.words.begin(), counted.words.end(),
              [](const CountedWord& one, const CountedWord& other) { return one.word < other.word; });
    packed = CountedPage::pack(counted.words);
}

void WordStore::take_in(std::span<const Document> documents,
                        const std::function<void(std::size_t, Document&)>& add_texts, unsigned threads) {
    std::unordered_map<std::string_view, CountedPage*> known;
    known.reserve(pages_.size());
    for (auto& page : pages_) known.emplace(page.url, &page);
    std::vector<CountedPage> pages(documents.size());
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const auto found = known.find(documents[i].url);
        if (found != known.end() && found->second->digest == documents[i].digest)
            pages[i] = std::move(*found->second);
        else
            fresh.push_back(i);
    }
    changed_ = changed_ || !fresh.empty() || pages_.size() != pages.size();
    std::vector<WordCounter> counters(std::max(1U, threads));
    std::vector<PageWords> counted(fresh.size());
    std::vector<unsigned> counted_by(fresh.size());
    parallel_for(fresh.size(), threads, [&](std::size_t i, unsigned worker) {
        auto whole = documents[fresh[i]].words_only();
        if (add_texts) add_texts(fresh[i], whole);
        counted[i] = counters[worker].count(whole);
        counted_by[i] = worker;
    });
    const auto numbers = fresh.empty() ? std::vector<std::vector<std::uint32_t>>{} : number(counters);
    std::vector<std::string> packed(fresh.size());
    parallel_for(fresh.size(), threads, [&](std::size_t i, unsigned) {
        set_words(pages[fresh[i]], std::move(counted[i]), numbers[counted_by[i]], packed[i]);
    });
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        auto& page = pages[fresh[i]];
        page.url = texts_.keep(documents[fresh[i]].url);
        page.digest = documents[fresh[i]].digest;
        page.packed_ = texts_.keep(packed[i]);
    }
    pages_ = std::move(pages);
}

void WordStore::retake(std::size_t page, const Document& whole) {
    std::vector<WordCounter> counter(1);
    auto counted = counter.front().count(whole);
    std::string packed;
    set_words(pages_[page], std::move(counted), number(counter).front(), packed);
    pages_[page].digest = whole.digest;
    pages_[page].packed_ = texts_.keep(packed);
    ++retaken_;
}

void WordStore::keep(KeptIndex made) {
    kept_ = std::move(made);
    changed_ = true;
}

std::string WordStore::serialise() const {
    std::size_t size = 1U << 20U;
    for (const auto& page : pages_) size += page.packed_.size() + page.url.size() + 64;
    BinaryWriter out{size + kept_.size()};
    out.raw(magic);
    out.number(words_.size());
    for (const auto word : words_.all()) out.text(word);
    out.number(pages_.size());
    for (const auto& page : pages_) {
        out.text(page.url);
        out.digest(page.digest);
        for (const auto length : page.lengths) out.number(length);
        out.number(page.abbreviations.size());
        for (const auto& each : page.abbreviations) {
            out.text(each.abbreviation);
            out.number(each.words.size());
            for (const auto& word : each.words) out.text(word);
        }
        out.number(page.packed_.size());
    }
    for (const auto& page : pages_) out.raw(page.packed_);
    lookups_.write(out);
    kept_.write(out);
    auto bytes = out.take();
    BinaryWriter end;
    end.digest(digest_of(bytes));
    bytes += end.take();
    return bytes;
}

// The words of all pages lie behind what else is said of them: few of them are looked at.
void WordStore::read_pages(BinaryReader& in) {
    pages_.resize(in.count());
    std::vector<std::size_t> sizes;
    sizes.reserve(pages_.size());
    for (auto& page : pages_) {
        page.url = in.text();
        page.digest = in.digest();
        for (auto& length : page.lengths) length = static_cast<std::uint32_t>(in.number());
        page.abbreviations.resize(in.count());
        for (auto& each : page.abbreviations) {
            each.abbreviation = in.text();
            each.words.resize(in.count());
            for (auto& word : each.words) word = in.text();
        }
        sizes.push_back(in.count());
    }
    for (std::size_t i = 0; i < pages_.size(); ++i) pages_[i].packed_ = in.raw(sizes[i]);
}

void WordStore::parse(std::string_view bytes, std::shared_ptr<const void> owner) {
    if (!bytes.starts_with(magic) || bytes.size() < magic.size() + digest_size) return;
    const auto said = bytes.substr(0, bytes.size() - digest_size);
    if (BinaryReader{bytes.substr(said.size())}.digest() != digest_of(said)) return;
    owner_ = std::move(owner);
    BinaryReader in{said};
    in.skip(magic);
    const auto words = in.count();
    words_.reserve(words);
    for (std::size_t i = 0; i < words && in.ok; ++i) in.ok = words_.add(in.text()) == i;
    read_pages(in);
    lookups_.read(in);
    kept_.read(in, owner_);
    if (in.ok && in.at_end()) return;
    words_.clear();
    pages_.clear();
    lookups_.forget();
    kept_ = {};
}

}  // namespace knav::search
