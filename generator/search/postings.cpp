#include "search/postings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numeric>

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
std::array<float, 256> how_often() {
    std::array<float, 256> result{};
    for (std::size_t count = 1; count < result.size(); ++count)
        result[count] = 1.0F + std::log2(static_cast<float>(count));
    return result;
}

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

/// What forms count for and what terms lead to, each in one run of memory: asked for every word of every page.
struct Ways {
    std::vector<std::uint32_t> shares_begin;  // of form n; its shares end where those of n + 1 begin
    std::vector<Share> shares;
    std::vector<std::uint32_t> expansions_begin;  // of term n
    std::vector<const Expansion*> expansions;
    std::vector<char> is_name;  // of term n: whether some page is called so, and nothing more

    Ways(const Vocabulary& vocabulary, std::span<const SiteWord> words)
        : expansions_begin(vocabulary.terms.size() + 1), is_name(vocabulary.terms.size()) {
        for (const auto& of_form : vocabulary.shares) {
            shares_begin.push_back(static_cast<std::uint32_t>(shares.size()));
            shares.insert(shares.end(), of_form.begin(), of_form.end());
        }
        shares_begin.push_back(static_cast<std::uint32_t>(shares.size()));
        for (const auto& word : words) {
            if (word.is_name) is_name[shares[shares_begin[word.form]].term] = 1;
        }
        for (const auto& each : vocabulary.expansions) ++expansions_begin[each.from.front() + 1];
        std::partial_sum(expansions_begin.begin(), expansions_begin.end(), expansions_begin.begin());
        expansions.resize(vocabulary.expansions.size());
        auto next = expansions_begin;
        for (const auto& each : vocabulary.expansions) expansions[next[each.from.front()]++] = &each;
    }
};

/// Weights are summed as whole numbers of these: in whatever order words come, the sum is the same.
constexpr float unit = 4096;

std::uint32_t in_units(float weight) { return static_cast<std::uint32_t>(weight * unit + 0.5F); }

/// One thread's pages.
class PageTerms {
public:
    PageTerms(const Ways& ways, std::size_t terms, const std::array<float, field_count>& average)
        : ways_(ways), average_(average), often_(how_often()), counted_(terms) {}

    /// take(term, level, name) for each of the page's terms.
    template <class Take>
    void count(const CountedPage& page, std::span<const SiteWord> words, int percent, Take take) {
        touched_.clear();
        std::array<float, field_count> by_field{};
        for (std::size_t field = 0; field < field_count; ++field) {
            const auto long_by = static_cast<float>(page.lengths[field]) / average_[field];
            by_field[field] = field_weight[field] / (1 - length_matters[field] + length_matters[field] * long_by);
        }
        page.each_word([&](const CountedWord& word) {
            float weight = 0;
            for (std::size_t field = 0; field < field_count; ++field)
                weight += by_field[field] * often_[word.counts[field]];
            const auto& [form, is_name, says_nothing] = words[word.word];
            if (says_nothing && word.counts[title] == 0) return;
            const auto begin = ways_.shares_begin[form], end = ways_.shares_begin[form + 1];
            for (auto i = begin; i < end; ++i) add(ways_.shares[i].term, in_units(weight * ways_.shares[i].weight));
            if (word.name > 0) add_name(ways_.shares[begin].term, word.name);
        });
        expand();
        const auto scale = static_cast<float>(levels - 1) * static_cast<float>(percent) / 100;
        for (const auto term : touched_) {
            auto& counted = counted_[term];
            const auto weight = static_cast<float>(counted.weight) / unit;
            const auto level = static_cast<std::uint32_t>(weight / (saturation + weight) * scale + 0.5F);
            take(term, static_cast<std::uint8_t>(std::clamp(level, 1U, levels - 1)), counted.name);
            counted = {};
        }
    }

private:
    struct Counted {
        std::uint32_t weight = 0;
        std::uint8_t name = 0;
    };
    struct Added {
        TermNo term = 0;
        Counted counted;
    };

    void add(TermNo term, std::uint32_t weight) {
        if (counted_[term].weight == 0) touched_.push_back(term);
        counted_[term].weight += std::max(weight, 1U);
    }

    void add_name(TermNo term, std::uint8_t length) {
        auto& name = counted_[term].name;
        if (name == 0 || length < name) name = length;
    }

    // All that is found is found in what the page itself says: expansions don't lead to expansions.
    void expand() {
        added_.clear();
        for (const auto term : touched_) {
            for (auto i = ways_.expansions_begin[term]; i < ways_.expansions_begin[term + 1]; ++i) {
                const auto& expansion = *ways_.expansions[i];
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
    [[nodiscard]] std::uint8_t name_with(const Expansion& expansion) const {
        std::size_t length = 0;
        for (const auto from : expansion.from) {
            if (counted_[from].name == 0) return 0;
            length = std::max<std::size_t>(length, counted_[from].name);
        }
        length += expansion.to.size();
        length -= std::min(length, expansion.from.size());
        return static_cast<std::uint8_t>(length <= longest_name ? length : 0);
    }

    const Ways& ways_;
    const std::array<float, field_count>& average_;
    std::array<float, 256> often_;
    std::vector<Counted> counted_;
    std::vector<TermNo> touched_;
    std::vector<Added> added_;
};

/// "2026": says less of what a page is about than its rarity would have it.
bool is_year(std::string_view word) {
    return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
           word.find_first_not_of("0123456789") == std::string_view::npos;
}

/// How finely levels are told apart. A word on every fourth page decides little, and such words are most of the index.
std::uint32_t step_of(std::size_t with, std::size_t pages) {
    if (pages < 1000) return 1;
    if (with * 16 < pages) return 2;
    return with * 4 < pages ? 4 : 6;
}

struct Found {
    TermNo term = 0;
    Posting posting;
};

constexpr std::size_t pages_at_once = 64;

}  // namespace

Postings::Postings(std::span<const Document> documents, std::span<const CountedPage* const> pages,
                   std::span<const SiteWord> words, const Vocabulary& vocabulary, unsigned threads)
    : pages_(documents.size()) {
    for (const auto& each : vocabulary.terms) is_year_.push_back(static_cast<char>(is_year(each.key)));
    const auto average = averages(pages);
    const Ways ways{vocabulary, words};
    const auto batches = (documents.size() + pages_at_once - 1) / pages_at_once;
    std::vector<std::vector<Found>> found(batches);
    std::vector<std::unique_ptr<PageTerms>> counters(std::max(1U, threads));
    parallel_for(batches, threads, [&](std::size_t batch, unsigned worker) {
        if (!counters[worker]) counters[worker] = std::make_unique<PageTerms>(ways, vocabulary.terms.size(), average);
        const auto end = std::min(documents.size(), (batch + 1) * pages_at_once);
        for (auto page = batch * pages_at_once; page < end; ++page) {
            counters[worker]->count(
                *pages[page], words, documents[page].weight,
                [&, number = static_cast<std::uint32_t>(page)](TermNo term, std::uint8_t level, std::uint8_t name) {
                    found[batch].push_back({term, {number, level, name}});
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
    for (TermNo term = 0; term < vocabulary.terms.size(); ++term) {
        const std::span<Posting> own{all_.data() + begin_[term], all_.data() + begin_[term + 1]};
        const auto step = step_of(own.size(), pages_);
        for (auto& posting : own) posting.level = std::max(posting.level / step * step, 1U);
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
