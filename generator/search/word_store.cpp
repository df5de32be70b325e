#include "search/word_store.hpp"

#include <algorithm>

#include "text/binary.hpp"

namespace knav::search {
namespace {

constexpr std::string_view magic = "knav-words-1\n";

}  // namespace

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
    page = {digest, {}, counted.lengths, std::move(counted.abbreviations)};
    page.words.reserve(counted.words.size());
    for (auto& each : counted.words) {
        const auto [found, fresh] = numbers_.emplace(each.word, static_cast<std::uint32_t>(words_.size()));
        if (fresh) words_.push_back(std::move(each.word));
        page.words.push_back({found->second, each.counts});
    }
    std::sort(page.words.begin(), page.words.end(),
              [](const CountedWord& one, const CountedWord& other) { return one.word < other.word; });
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
        out.number(page.words.size());
        std::uint32_t before = 0;
        for (const auto& each : page.words) {
            // Most words stand once in the body and nowhere else: one bit says so.
            const bool once = each.counts == std::array<std::uint8_t, field_count>{0, 0, 1, 0};
            out.number(std::uint64_t{each.word - before} * 2 + (once ? 0 : 1));
            if (!once) out.raw({reinterpret_cast<const char*>(each.counts.data()), each.counts.size()});
            before = each.word;
        }
    }
    return out.take();
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
        page.words.resize(in.count());
        std::uint64_t before = 0;
        for (auto& each : page.words) {
            const auto coded = in.number();
            before += coded / 2;
            each = {static_cast<std::uint32_t>(before), {0, 0, 1, 0}};
            if (coded % 2 != 0) {
                for (auto& count : each.counts) count = static_cast<std::uint8_t>(in.byte());
            }
            if (before >= words_.size()) in.ok = false;
        }
    }
    if (in.ok && in.at_end()) return;
    words_.clear();
    pages_.clear();
}

}  // namespace knav::search
