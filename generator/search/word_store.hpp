// The words of all pages, counted, with each word told once, what was looked up about them, and what the last index was:
// what is kept between runs. A page's words are good for as long as its document's digest is the same.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/kept_index.hpp"
#include "search/lookups.hpp"
#include "search/page_words.hpp"
#include "search/text_arena.hpp"
#include "search/word_numbers.hpp"
#include "text/digest.hpp"

namespace knav::search {

/// The words of one page stay as compact bytes: of most pages they are only read through once in a run.
class CountedPage {
public:
    std::string_view url;
    Digest digest;  // of the document it was counted from
    std::array<std::uint32_t, field_count> lengths{};
    std::vector<Abbreviation> abbreviations;

    /// Every word, by number: take(CountedWord).
    template <class Take>
    void each_word(Take take) const;

private:
    friend class WordStore;

    // For each word the step from the one before, times two; plus one if counts and name follow. Most words stand once
    // in the body and nowhere else.
    static constexpr std::array<std::uint8_t, field_count> once = {0, 0, 1, 0};
    static std::string pack(std::span<const CountedWord> words);  // by number

    std::string_view packed_;
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

    /// Takes in what serialise gave, without a copy: `owner` keeps the bytes. Of bytes that are not whole, nothing.
    void parse(std::string_view bytes, std::shared_ptr<const void> owner);
    [[nodiscard]] std::string serialise() const;
    /// Whether more is new than what a few pages say: that is sooner counted again in the next run than written in this.
    [[nodiscard]] bool worth_remembering() const { return changed_ || retaken_ > few; }

    [[nodiscard]] const std::vector<std::string_view>& words() const { return words_.all(); }
    [[nodiscard]] const std::vector<CountedPage>& pages() const { return pages_; }
    [[nodiscard]] Lookups& lookups() { return lookups_; }
    [[nodiscard]] const KeptIndex& kept() const { return kept_; }
    /// The index as it was made anew, or as it was kept up with what was retaken.
    void keep(KeptIndex made);
    void keep_up(KeptIndex updated) { kept_ = std::move(updated); }

    /// Makes the store know these pages and no others, in this order. Their texts are asked for, from several threads, of
    /// those that are not known with their digest.
    void take_in(std::span<const Document> documents, const std::function<void(std::size_t, Document&)>& add_texts,
                 unsigned threads);
    /// A page of those known has other texts than it had.
    void retake(std::size_t page, const Document& whole);

private:
    static constexpr std::size_t few = 8;

    /// The store's numbers for a counter's words. New ones are numbered by their spelling, whoever counted them.
    [[nodiscard]] std::vector<std::vector<std::uint32_t>> number(std::span<const WordCounter> counters);
    void set_words(CountedPage& page, PageWords counted, std::span<const std::uint32_t> numbers,
                   std::string& packed) const;
    void read_pages(BinaryReader& in);

    std::shared_ptr<const void> owner_;  // of the bytes that texts below lie in, where not in the arena
    TextArena texts_;
    WordNumbers words_;
    std::vector<CountedPage> pages_;
    Lookups lookups_;
    KeptIndex kept_;
    bool changed_ = false;
    std::size_t retaken_ = 0;
};

}  // namespace knav::search
