#include "search/page_terms.hpp"

#include <algorithm>
#include <cmath>

#include "search/shards.hpp"

namespace knav::search {
namespace {

constexpr std::array<float, field_count> field_weight = {7.0F, 2.2F, 1.0F, 4.0F};
constexpr std::array<float, field_count> length_matters = {0.4F, 0.2F, 0.25F, 0.2F};
constexpr float saturation = 2.0F;  // BM25's k1

/// An average that stays the same while pages come and go: the nearest power of the square root of two.
float coarse(double average) {
    if (average < 1) return 1;
    return static_cast<float>(std::exp2(std::round(std::log2(average) * 2) / 2));
}

/// Said once is half of it: a table that has a word on each line is not about it a hundred times as much.
std::array<float, 256> how_often() {
    std::array<float, 256> result{};
    for (std::size_t count = 1; count < result.size(); ++count)
        result[count] = 1.0F + std::log2(static_cast<float>(count));
    return result;
}

/// Weights are summed as whole numbers of these: in whatever order words come, the sum is the same.
constexpr float unit = 4096;

std::uint32_t in_units(float weight) { return static_cast<std::uint32_t>(weight * unit + 0.5F); }

}  // namespace

void AverageLengths::add(const Lengths& lengths) {
    for (std::size_t field = 0; field < field_count; ++field) {
        sum_[field] += lengths[field];
        filled_[field] += lengths[field] > 0 ? 1 : 0;
    }
}

Averages AverageLengths::result() const {
    Averages result{};
    for (std::size_t field = 0; field < field_count; ++field)
        result[field] = coarse(filled_[field] > 0 ? sum_[field] / filled_[field] : 1);
    return result;
}

PageTerms::PageTerms(const Ways& ways, const Averages& average)
    : ways_(ways), average_(average), often_(how_often()), counted_(ways.terms()) {}

void PageTerms::begin(const Lengths& lengths) {
    for (std::size_t field = 0; field < field_count; ++field) {
        const auto long_by = static_cast<float>(lengths[field]) / average_[field];
        by_field_[field] = field_weight[field] / (1 - length_matters[field] + length_matters[field] * long_by);
    }
}

void PageTerms::add(const CountedWord& word) {
    if (ways_.says_nothing[word.word] != 0 && word.counts[title] == 0) return;
    float weight = 0;
    for (std::size_t field = 0; field < field_count; ++field) weight += by_field_[field] * often_[word.counts[field]];
    const auto shares = ways_.of(word.word);
    for (const auto& share : shares) add(share.term, in_units(weight * share.weight));
    if (word.name > 0) add_name(shares.front().term, word.name);
}

void PageTerms::add(TermNo term, std::uint32_t weight) {
    if (counted_[term].weight == 0) touched_.push_back(term);
    counted_[term].weight += std::max(weight, 1U);
}

void PageTerms::add_name(TermNo term, std::uint8_t length) {
    auto& name = counted_[term].name;
    if (name == 0 || length < name) name = length;
}

// All that is found is found in what the page itself says: expansions don't lead to expansions.
void PageTerms::expand() {
    added_.clear();
    for (const auto term : touched_) {
        for (auto i = ways_.expansions_begin[term]; i < ways_.expansions_begin[term + 1]; ++i) {
            const auto& expansion = ways_.expansions[i];
            auto least = counted_[term].weight;
            for (const auto from : expansion.from) least = std::min(least, counted_[from].weight);
            if (least == 0) continue;
            const auto weight = in_units(static_cast<float>(least) / unit * expansion.weight);
            const auto name = name_with(expansion);
            for (const auto to : expansion.to) {
                // "RPO" finds the page about RMPO too, but a page of that name comes first.
                const bool is_others = name == 1 && ways_.is_name[to] != 0;
                added_.push_back({to, {weight, is_others ? std::uint8_t{0} : name}});
            }
        }
    }
    for (const auto& [term, more] : added_) {
        auto& counted = counted_[term];
        if (counted.weight == 0) touched_.push_back(term);
        counted.weight = std::max({counted.weight, more.weight, 1U});
        if (more.name > 0) add_name(term, more.name);
    }
}

/// Of how many words the name is that has the other words instead, if all of these stand in it.
std::uint8_t PageTerms::name_with(const Expansion& expansion) const {
    std::size_t length = 0;
    for (const auto from : expansion.from) {
        if (counted_[from].name == 0) return 0;
        length = std::max<std::size_t>(length, counted_[from].name);
    }
    length += expansion.to.size();
    length -= std::min(length, expansion.from.size());
    return static_cast<std::uint8_t>(length <= longest_name ? length : 0);
}

std::uint32_t PageTerms::level_of(std::uint32_t weight, int percent) {
    const auto scale = static_cast<float>(levels - 1) * static_cast<float>(percent) / 100;
    const auto counted = static_cast<float>(weight) / unit;
    const auto level = static_cast<std::uint32_t>(counted / (saturation + counted) * scale + 0.5F);
    return std::clamp(level, 1U, levels - 1);
}

}  // namespace knav::search
