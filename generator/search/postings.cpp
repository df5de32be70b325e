#include "search/postings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "task/parallel.hpp"

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
float often(std::uint32_t count) { return count == 0 ? 0.0F : 1.0F + std::log2(static_cast<float>(count)); }

std::array<float, field_count> averages(std::span<const CountedPage* const> pages) {
    std::array<float, field_count> result{};
    for (std::size_t field = 0; field < field_count; ++field) {
        double sum = 0, filled = 0;
        for (const auto* page : pages) {
            sum += page->lengths[field];
            filled += page->lengths[field] > 0 ? 1 : 0;
        }
        result[field] = coarse(filled > 0 ? sum / filled : 1);
    }
    return result;
}

/// One thread's pages.
class PageTerms {
public:
    PageTerms(const Vocabulary& vocabulary, std::span<const std::vector<std::uint32_t>> expansions_of,
              const std::array<float, field_count>& average)
        : vocabulary_(vocabulary), expansions_of_(expansions_of), average_(average), weight_(vocabulary.terms.size()) {}

    template <class Take>
    void count(const CountedPage& page, std::span<const std::uint32_t> form_of_word, int percent, Take take) {
        touched_.clear();
        std::array<float, field_count> by_field{};
        for (std::size_t field = 0; field < field_count; ++field) {
            const auto long_by = static_cast<float>(page.lengths[field]) / average_[field];
            by_field[field] = field_weight[field] / (1 - length_matters[field] + length_matters[field] * long_by);
        }
        for (const auto& word : page.words) {
            float weight = 0;
            for (std::size_t field = 0; field < field_count; ++field)
                weight += by_field[field] * often(word.counts[field]);
            for (const auto& share : vocabulary_.shares[form_of_word[word.word]])
                add(share.term, weight * share.weight);
        }
        expand();
        for (const auto term : touched_) {
            const auto impact = weight_[term] / (saturation + weight_[term]);
            const auto level = std::lround(impact * static_cast<float>(levels - 1) * static_cast<float>(percent) / 100);
            weight_[term] = 0;
            take(term, static_cast<std::uint8_t>(std::clamp<long>(level, 1, levels - 1)));
        }
    }

private:
    void add(TermNo term, float weight) {
        if (weight_[term] == 0) touched_.push_back(term);
        weight_[term] += weight;
    }

    // All that is found is found in what the page itself says: expansions don't lead to expansions.
    void expand() {
        added_.clear();
        for (const auto term : touched_) {
            for (const auto number : expansions_of_[term]) {
                const auto& expansion = vocabulary_.expansions[number];
                float least = weight_[term];
                for (const auto from : expansion.from) least = std::min(least, weight_[from]);
                if (least <= 0) continue;
                for (const auto to : expansion.to) added_.push_back({to, least * expansion.weight});
            }
        }
        for (const auto& [term, weight] : added_) {
            if (weight_[term] == 0) touched_.push_back(term);
            weight_[term] = std::max(weight_[term], weight);
        }
    }

    const Vocabulary& vocabulary_;
    std::span<const std::vector<std::uint32_t>> expansions_of_;
    const std::array<float, field_count>& average_;
    std::vector<float> weight_;
    std::vector<TermNo> touched_;
    std::vector<Share> added_;
};

/// "2026": says less of what a page is about than its rarity would have it.
bool is_year(std::string_view word) {
    return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
           word.find_first_not_of("0123456789") == std::string_view::npos;
}

struct Found {
    TermNo term = 0;
    Posting posting;
};

constexpr std::size_t pages_at_once = 64;

}  // namespace

Postings::Postings(std::span<const Document> documents, std::span<const CountedPage* const> pages,
                   std::span<const std::uint32_t> form_of_word, const Vocabulary& vocabulary, unsigned threads)
    : pages_(documents.size()) {
    for (const auto& each : vocabulary.terms) is_year_.push_back(static_cast<char>(is_year(each.key)));
    const auto average = averages(pages);
    std::vector<std::vector<std::uint32_t>> expansions_of(vocabulary.terms.size());
    for (std::uint32_t i = 0; i < vocabulary.expansions.size(); ++i)
        expansions_of[vocabulary.expansions[i].from.front()].push_back(i);

    const auto batches = (documents.size() + pages_at_once - 1) / pages_at_once;
    std::vector<std::vector<Found>> found(batches);
    std::vector<std::unique_ptr<PageTerms>> counters(std::max(1U, threads));
    parallel_for(batches, threads, [&](std::size_t batch, unsigned worker) {
        if (!counters[worker]) counters[worker] = std::make_unique<PageTerms>(vocabulary, expansions_of, average);
        const auto end = std::min(documents.size(), (batch + 1) * pages_at_once);
        for (auto page = batch * pages_at_once; page < end; ++page) {
            counters[worker]->count(*pages[page], form_of_word, documents[page].weight,
                                    [&](TermNo term, std::uint8_t level) {
                                        found[batch].push_back({term, {static_cast<std::uint32_t>(page), level}});
                                    });
        }
    });
    // Counted out by term; within one, pages come in order.
    begin_.assign(vocabulary.terms.size() + 1, 0);
    for (const auto& batch : found) {
        for (const auto& each : batch) ++begin_[each.term + 1];
    }
    for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
    all_.resize(begin_.back());
    auto next = begin_;
    for (const auto& batch : found) {
        for (const auto& each : batch) all_[next[each.term]++] = each.posting;
    }
}

TermPostings Postings::of(TermNo term) const {
    const std::span<const Posting> pages{all_.data() + begin_[term], all_.data() + begin_[term + 1]};
    if (pages.empty()) return {};
    // As many pages as the next power of two: a page more or less leaves the rarity of all others' words alone.
    double site = 1;
    while (site < static_cast<double>(pages_)) site *= 2;
    const auto rarity = std::lround(16 * std::log2(1 + site / static_cast<double>(pages.size())));
    return {pages, static_cast<std::uint32_t>(is_year_[term] != 0 ? rarity / 2 : rarity)};
}

}  // namespace knav::search
