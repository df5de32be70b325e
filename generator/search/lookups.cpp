#include "search/lookups.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "search/snowball.hpp"
#include "task/parallel.hpp"
#include "text/ascii.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr std::size_t most_compared = 200;  // new and lost words; with more, all compounds are taken apart anew

bool is_number_like(std::string_view word) { return std::any_of(word.begin(), word.end(), is_ascii_digit); }

/// The word without its last character. Whoever takes a compound apart asks for pieces of it, or for pieces that end in
/// another letter ("hälsa" in "hälsovård"): this much stands in every compound that could be asked about the word.
std::string_view core_of(std::string_view word) {
    auto end = word.size();
    while (end > 0 && (static_cast<unsigned char>(word[--end]) & 0xC0U) == 0x80U) {
    }
    return word.substr(0, end);
}

}  // namespace

struct Lookups::Found {
    std::vector<std::string> lemmas;
    std::string stem;
    std::vector<Part> parts;
};

Looked Lookups::of(LookNo number) const {
    const auto& entry = entries_[number];
    return {std::span{lemmas_}.subspan(entry.lemmas, entry.lemma_count), entry.stem,
            std::span{parts_}.subspan(entry.parts, entry.part_count)};
}

LookNo Lookups::entry_of(std::string_view word) {
    const auto number = words_.add(word, [this](std::string_view text) { return texts_.keep(text); });
    if (number == entries_.size()) entries_.emplace_back();
    return number;
}

// Which words the site has got or lost since the last time, and doubt of all that they may be parts of.
std::vector<LookNo> Lookups::take_in(std::span<const std::string_view> site) {
    for (auto& entry : entries_) {
        entry.was_on_site = entry.on_site;
        entry.on_site = entry.wanted = false;
    }
    std::vector<LookNo> numbers, changed;
    numbers.reserve(site.size());
    for (const auto word : site) {
        numbers.push_back(entry_of(word));
        entries_[numbers.back()].on_site = true;
    }
    for (LookNo i = 0; i < entries_.size(); ++i) {
        if (entries_[i].on_site != entries_[i].was_on_site) changed.push_back(i);
    }
    doubt(changed);
    return numbers;
}

void Lookups::doubt(std::span<const LookNo> changed) {
    std::vector<std::string_view> cores;
    for (const auto number : changed) {
        const auto word = words_[number];  // a part has three letters, and no digits
        if (code_points(word) >= 3 && !is_number_like(word)) cores.push_back(core_of(word));
    }
    if (cores.empty()) return;
    for (LookNo i = 0; i < entries_.size(); ++i) {
        const auto inside = [text = words_[i]](std::string_view core) {
            return text.find(core) != std::string_view::npos;
        };
        if (cores.size() > most_compared || std::any_of(cores.begin(), cores.end(), inside)) entries_[i].good = false;
    }
}

void Lookups::want(LookNo number, std::vector<LookNo>& anew) {
    if (std::exchange(entries_[number].wanted, true)) return;
    anew.push_back(number);
}

void Lookups::take(LookNo number, const Found& found) {
    const auto lemmas = static_cast<std::uint32_t>(lemmas_.size()), parts = static_cast<std::uint32_t>(parts_.size());
    for (const auto& lemma : found.lemmas)
        lemmas_.push_back(lemma == words_[number] ? words_[number] : texts_.keep(lemma));
    for (const auto& part : found.parts)
        parts_.push_back(
            {static_cast<std::uint32_t>(part.begin), static_cast<std::uint32_t>(part.end), entry_of(part.word)});
    auto& entry = entries_[number];
    entry.stem =
        words_[number].starts_with(found.stem) ? words_[number].substr(0, found.stem.size()) : texts_.keep(found.stem);
    entry.lemmas = lemmas;
    entry.lemma_count = static_cast<std::uint32_t>(found.lemmas.size());
    entry.parts = parts;
    entry.part_count = static_cast<std::uint32_t>(found.parts.size());
}

void Lookups::look_up(std::span<const LookNo> wave, const Splitter& splitter, const Dictionary& dictionary,
                      unsigned threads) {
    std::vector<LookNo> bad;
    std::copy_if(wave.begin(), wave.end(), std::back_inserter(bad),
                 [this](LookNo number) { return !entries_[number].good; });
    changed_ = changed_ || !bad.empty();
    std::vector<Found> found(bad.size());
    parallel_for(bad.size(), threads, [&](std::size_t i, unsigned) {
        const auto word = words_[bad[i]];
        if (is_number_like(word) || code_points(word) < 3) return;
        found[i] = {dictionary.lemmas(word), snowball(word), splitter.split(word)};
    });
    for (std::size_t i = 0; i < bad.size(); ++i) {
        entries_[bad[i]].good = true;
        take(bad[i], found[i]);
    }
}

std::vector<LookNo> Lookups::look_up(std::span<const std::string_view> site, std::span<const std::string_view> others,
                                     const Dictionary& dictionary, unsigned threads) {
    if (dictionary_ != dictionary.digest()) forget();
    dictionary_ = dictionary.digest();
    changed_ = false;
    auto numbers = take_in(site);
    const Splitter splitter{dictionary, [this](std::string_view word) {
                                const auto found = words_.find(word);
                                return found != no_word && entries_[found].on_site;
                            }};
    std::vector<LookNo> wave;
    for (const auto number : numbers) want(number, wave);
    for (const auto word : others) want(entry_of(word), wave);
    while (!wave.empty()) {
        look_up(wave, splitter, dictionary, threads);
        std::vector<LookNo> next;
        for (const auto number : wave) {
            for (const auto& part : of(number).parts) want(part.word, next);
        }
        wave = std::move(next);
    }
    return numbers;
}

void Lookups::write(BinaryWriter& out) const {
    out.digest(dictionary_);
    std::vector<LookNo> kept(entries_.size(), no_word);  // numbers of those that were wanted, among these
    LookNo count = 0;
    for (LookNo i = 0; i < entries_.size(); ++i) {
        if (entries_[i].wanted) kept[i] = count++;
    }
    out.number(count);
    for (LookNo i = 0; i < entries_.size(); ++i) {
        if (!entries_[i].wanted) continue;
        const auto looked = of(i);
        out.text(words_[i]);
        out.number(looked.lemmas.size() * 2 + (entries_[i].on_site ? 1U : 0U));
        for (const auto lemma : looked.lemmas) out.text(lemma);
        out.text(looked.stem);
        out.number(looked.parts.size());
        for (const auto& part : looked.parts) {
            out.number(part.begin);
            out.number(part.end);
            out.number(kept[part.word]);
        }
    }
}

void Lookups::read_entry(BinaryReader& in, std::size_t count) {
    const auto word = in.text();
    if (words_.add(word) != entries_.size()) return static_cast<void>(in.ok = false);
    auto& entry = entries_.emplace_back();
    const auto coded = in.count();
    entry.on_site = coded % 2 != 0;
    entry.good = true;
    entry.lemmas = static_cast<std::uint32_t>(lemmas_.size());
    entry.lemma_count = static_cast<std::uint32_t>(coded / 2);
    for (std::uint32_t i = 0; i < entry.lemma_count; ++i) lemmas_.push_back(in.text());
    entry.stem = in.text();
    entry.parts = static_cast<std::uint32_t>(parts_.size());
    entry.part_count = static_cast<std::uint32_t>(in.count());
    for (std::uint32_t i = 0; i < entry.part_count; ++i) {
        const auto begin = in.number(), end = in.number(), part = in.number();
        if (begin > end || end > word.size() || part >= count) return static_cast<void>(in.ok = false);
        parts_.push_back(
            {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), static_cast<LookNo>(part)});
    }
}

void Lookups::read(BinaryReader& in) {
    dictionary_ = in.digest();
    const auto count = in.count();
    words_.reserve(count);
    entries_.reserve(count);
    for (std::size_t i = 0; i < count && in.ok; ++i) read_entry(in, count);
    if (!in.ok) forget();
}

void Lookups::forget() {
    words_.clear();
    entries_.clear();
    lemmas_.clear();
    parts_.clear();
}

}  // namespace knav::search
