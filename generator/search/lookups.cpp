#include "search/lookups.hpp"

#include <algorithm>

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

// Which words the site has got or lost since the last time, and doubt of all that they may be parts of.
void Lookups::take_in(std::span<const std::string> site) {
    std::vector<std::string> changed;
    for (auto& [word, entry] : entries_) {
        entry.was_on_site = entry.on_site;
        entry.on_site = entry.wanted = false;
    }
    for (const auto& word : site) entries_[word].on_site = true;
    for (const auto& [word, entry] : entries_) {
        if (entry.on_site != entry.was_on_site) changed.push_back(word);
    }
    if (!changed.empty()) doubt(changed);
}

void Lookups::doubt(std::span<const std::string> changed) {
    std::vector<std::string_view> cores;
    for (const auto& word : changed) {
        if (code_points(word) >= 3) cores.push_back(core_of(word));  // a part has three letters
    }
    for (auto& [word, entry] : entries_) {
        const auto inside = [text = std::string_view{word}](std::string_view core) {
            return text.find(core) != std::string_view::npos;
        };
        if (cores.size() > most_compared || std::any_of(cores.begin(), cores.end(), inside)) entry.good = false;
    }
}

std::vector<Lookups::Entries::value_type*> Lookups::wanted_anew(std::span<const std::string> words) {
    std::vector<Entries::value_type*> anew;
    for (const auto& word : words) {
        auto& each = *entries_.try_emplace(word).first;
        if (each.second.wanted) continue;
        each.second.wanted = true;
        anew.push_back(&each);
    }
    return anew;
}

void Lookups::look_up(std::span<const std::string> site, std::span<const std::string> others,
                      const Dictionary& dictionary, unsigned threads) {
    if (dictionary_ != dictionary.digest()) entries_.clear();
    dictionary_ = dictionary.digest();
    changed_ = false;
    take_in(site);
    const Splitter splitter{dictionary, [this](std::string_view word) {
                                const auto found = entries_.find(word);
                                return found != entries_.end() && found->second.on_site;
                            }};
    auto wave = wanted_anew(site);
    const auto more = wanted_anew(others);
    wave.insert(wave.end(), more.begin(), more.end());
    while (!wave.empty()) {
        std::vector<Entries::value_type*> bad;
        std::copy_if(wave.begin(), wave.end(), std::back_inserter(bad),
                     [](const auto* each) { return !each->second.good; });
        changed_ = changed_ || !bad.empty();
        parallel_for(bad.size(), threads, [&](std::size_t i, unsigned) {
            const auto& word = bad[i]->first;
            auto& entry = bad[i]->second;
            entry.good = true;
            if (is_number_like(word) || code_points(word) < 3) return;
            entry.looked = {dictionary.lemmas(word), snowball(word), splitter.split(word)};
        });
        std::vector<std::string> parts;
        for (const auto* each : wave) {
            for (const auto& part : each->second.looked.parts) parts.push_back(part.word);
        }
        wave = wanted_anew(parts);
    }
}

void Lookups::write(BinaryWriter& out) const {
    out.digest(dictionary_);
    out.number(static_cast<std::size_t>(
        std::count_if(entries_.begin(), entries_.end(), [](const auto& each) { return each.second.wanted; })));
    for (const auto& [word, entry] : entries_) {
        if (!entry.wanted) continue;
        out.text(word);
        out.number(entry.on_site ? 1 : 0);
        out.number(entry.looked.lemmas.size());
        for (const auto& lemma : entry.looked.lemmas) out.text(lemma);
        out.text(entry.looked.stem);
        out.number(entry.looked.parts.size());
        for (const auto& part : entry.looked.parts) {
            out.number(part.begin);
            out.number(part.end);
            out.text(part.word);
        }
    }
}

void Lookups::read(BinaryReader& in) {
    dictionary_ = in.digest();
    const auto count = in.count();
    entries_.reserve(count);
    for (std::size_t i = 0; i < count && in.ok; ++i) {
        const std::string word{in.text()};
        auto& entry = entries_[word];
        entry.on_site = in.number() != 0;
        entry.good = true;
        entry.looked.lemmas.resize(in.count());
        for (auto& lemma : entry.looked.lemmas) lemma = in.text();
        entry.looked.stem = in.text();
        entry.looked.parts.resize(in.count());
        for (auto& part : entry.looked.parts) {
            part.begin = in.number();
            part.end = in.number();
            part.word = in.text();
            if (part.begin > part.end || part.end > word.size()) in.ok = false;
        }
    }
    if (!in.ok) forget();
}

}  // namespace knav::search
