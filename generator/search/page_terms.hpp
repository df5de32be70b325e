// What one page is about, and how much: BM25F with fields weighed and lengths made up for, brought down to a few levels
// when the index is made. The browser needs no frequencies, lengths or positions.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "search/document.hpp"
#include "search/page_words.hpp"
#include "search/ways.hpp"

namespace knav::search {

using Lengths = std::array<std::uint32_t, field_count>;
using Averages = std::array<float, field_count>;

/// Of the pages that have the field, made coarse: it stays the same while pages come and go.
class AverageLengths {
public:
    void add(const Lengths& lengths);
    [[nodiscard]] Averages result() const;

private:
    std::array<double, field_count> sum_{}, filled_{};
};

/// For one thread: counts one page after another.
class PageTerms {
public:
    PageTerms(const Ways& ways, const Averages& average);

    /// Takes a word of the page, by its number in the store.
    void add(const CountedWord& word);
    /// take(term, level, name) for each term of the page whose words were added; `percent` is the page's own weight.
    template <class Take>
    void finish(int percent, Take take);
    /// Before the first word of a page.
    void begin(const Lengths& lengths);

private:
    struct Counted {
        std::uint32_t weight = 0;
        std::uint8_t name = 0;
    };
    struct Added {
        TermNo term = 0;
        Counted counted;
    };

    void add(TermNo term, std::uint32_t weight);
    void add_name(TermNo term, std::uint8_t length);
    void expand();
    [[nodiscard]] std::uint8_t name_with(const Expansion& expansion) const;
    [[nodiscard]] static std::uint32_t level_of(std::uint32_t weight, int percent);

    const Ways& ways_;
    const Averages& average_;
    std::array<float, field_count> by_field_{};
    std::array<float, 256> often_;
    std::vector<Counted> counted_;
    std::vector<TermNo> touched_;
    std::vector<Added> added_;
};

template <class Take>
void PageTerms::finish(int percent, Take take) {
    expand();
    for (const auto term : touched_) {
        auto& counted = counted_[term];
        take(term, static_cast<std::uint8_t>(level_of(counted.weight, percent)), counted.name);
        counted = {};
    }
    touched_.clear();
}

}  // namespace knav::search
