// The words of all pages, counted, with each word told once, and what was looked up about them: what is kept between
// runs. A page's entry is good for as long as its document's digest is the same.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/lookups.hpp"
#include "search/page_words.hpp"
#include "text/digest.hpp"

namespace knav::search {

/// The words of one page stay as compact bytes: of most pages they are only read through once in a run.
class CountedPage {
public:
    Digest digest;  // of the document it was counted from
    std::array<std::uint32_t, field_count> lengths{};
    std::vector<Abbreviation> abbreviations;

    void pack(std::span<const CountedWord> words);  // by number
    /// Every word, by number: take(CountedWord).
    template <class Take>
    void each_word(Take take) const;

private:
    friend class WordStore;

    // For each word the step from the one before, times two; plus one if counts and name follow. Most words stand once
    // in the body and nowhere else.
    static constexpr std::array<std::uint8_t, field_count> once = {0, 0, 1, 0};
    std::string packed_;
};

template <class Take>
void CountedPage::each_word(Take take) const {
    std::uint32_t number = 0;
    for (auto at = packed_.begin(); at != packed_.end();) {
        std::uint32_t coded = 0;
        unsigned shift = 0;
        unsigned char byte = 0;
        do {
            byte = static_cast<unsigned char>(*at++);
            coded |= (byte & 127U) << shift;
            shift += 7;
        } while (byte > 127);
        number += coded / 2;
        CountedWord word{number, once, 0};
        if (coded % 2 != 0) {
            for (auto& count : word.counts) count = static_cast<std::uint8_t>(*at++);
            word.name = static_cast<std::uint8_t>(*at++);
        }
        take(word);
    }
}

class WordStore {
public:
    WordStore() = default;
    WordStore(const WordStore&) = delete;
    WordStore& operator=(const WordStore&) = delete;

    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }
    /// Null if the page is not known with this digest.
    [[nodiscard]] const CountedPage* find(std::string_view url, const Digest& digest) const;
    /// Makes the store know these pages and no others, each with its digest; gives their words, in the documents' order.
    /// `whole(i)` is document i with all its texts: asked for, from several threads, of those that are not known yet.
    std::vector<const CountedPage*> take_in(std::span<const Document> documents,
                                            const std::function<Document(std::size_t)>& whole, unsigned threads);
    [[nodiscard]] bool changed() const { return changed_ || lookups_.changed(); }
    [[nodiscard]] Lookups& lookups() { return lookups_; }

    [[nodiscard]] std::string serialise() const;
    /// Takes in what serialise gave; bytes that are not whole leave the store empty.
    void parse(std::string_view bytes);

private:
    /// The store's numbers for a counter's words. New ones are numbered by their spelling, whoever counted them.
    [[nodiscard]] std::vector<std::vector<std::uint32_t>> number(std::span<const WordCounter> counters);
    void keep_only(std::span<const Document> documents);
    [[nodiscard]] bool is_whole(const CountedPage& page) const;

    std::vector<std::string> words_;
    std::map<std::string, CountedPage, std::less<>> pages_;
    Lookups lookups_;
    bool changed_ = false;
};

}  // namespace knav::search
