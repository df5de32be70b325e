#include "search/word_store.hpp"

#include <algorithm>

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

const CountedPage& WordStore::keep(const std::string& url, const Digest& digest, PageWords counted) {
    changed_ = true;
    if (numbers_.size() != words_.size()) {  // after parse(): most runs keep nothing new, and need no numbers
        for (std::uint32_t i = 0; i < words_.size(); ++i) numbers_.emplace(words_[i], i);
    }
    auto& page = pages_[url];
    page.digest = digest;
    page.lengths = counted.lengths;
    page.abbreviations = std::move(counted.abbreviations);
    std::vector<CountedWord> own;
    own.reserve(counted.words.size());
    for (auto& each : counted.words) {
        const auto [found, fresh] = numbers_.emplace(each.word, static_cast<std::uint32_t>(words_.size()));
        if (fresh) words_.push_back(std::move(each.word));
        own.push_back({found->second, each.counts, each.name});
    }
    std::sort(own.begin(), own.end(),
              [](const CountedWord& one, const CountedWord& other) { return one.word < other.word; });
    page.pack(own);
    return page;
}

void WordStore::keep_only(const std::vector<std::string>& urls) {
    if (urls.size() == pages_.size()) return;
    auto sorted = urls;
    std::sort(sorted.begin(), sorted.end());
    const auto gone = std::erase_if(
        pages_, [&](const auto& page) { return !std::binary_search(sorted.begin(), sorted.end(), page.first); });
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
