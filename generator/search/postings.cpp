#include "search/postings.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "search/page_numbers.hpp"
#include "task/parallel.hpp"

namespace knav::search {
namespace {

/// "2026": says less of what a page is about than its rarity would have it.
bool is_year(std::string_view word) {
    return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
           word.find_first_not_of("0123456789") == std::string_view::npos;
}

std::uint32_t rarity_of(std::string_view key, std::size_t with, std::size_t pages_of_site) {
    // As many pages as the next power of two: a page more or less leaves the rarity of all others' words alone.
    double site = 1;
    while (site < static_cast<double>(pages_of_site)) site *= 2;
    const auto rarity = std::lround(16 * std::log2(1 + site / static_cast<double>(with)));
    return static_cast<std::uint32_t>(is_year(key) ? rarity / 2 : rarity);
}

struct Found {
    TermNo term = 0;
    Posting posting;
};

constexpr std::size_t pages_at_once = 64;

}  // namespace

Averages average_length(std::span<const CountedPage> pages) {
    AverageLengths lengths;
    for (const auto& page : pages) lengths.add(page.lengths);
    return lengths.result();
}

Postings::Postings(std::span<const CountedPage> pages, std::span<const int> percent, const Ways& ways,
                   const Averages& average, unsigned threads) {
    const auto batches = (pages.size() + pages_at_once - 1) / pages_at_once;
    std::vector<std::vector<Found>> found(batches);
    std::vector<std::unique_ptr<PageTerms>> counters(std::max(1U, threads));
    parallel_for(batches, threads, [&](std::size_t batch, unsigned worker) {
        if (!counters[worker]) counters[worker] = std::make_unique<PageTerms>(ways, average);
        auto& counter = *counters[worker];
        const auto end = std::min(pages.size(), (batch + 1) * pages_at_once);
        for (auto page = batch * pages_at_once; page < end; ++page) {
            counter.begin(pages[page].lengths);
            pages[page].each_word([&](const CountedWord& word) { counter.add(word); });
            counter.finish(percent[page], [&, number = static_cast<std::uint32_t>(page)](
                                              TermNo term, std::uint8_t level, std::uint8_t name) {
                found[batch].push_back({term, {number, level, name}});
            });
        }
    });
    // Counted out by term; within one, pages come in order.
    begin_.assign(ways.terms() + 1, 0);
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

std::uint32_t level_step(std::size_t with, std::size_t pages) {
    if (pages < 1000) return 1;
    if (with * 16 < pages) return 2;
    return with * 4 < pages ? 4 : 6;
}

std::string encode_levels(std::span<const Posting> postings, std::size_t pages_of_site) {
    const auto step = level_step(postings.size(), pages_of_site);
    std::string encoded;
    encoded.reserve(postings.size());
    for (const auto& posting : postings)
        encoded += static_cast<char>(std::max(posting.level / step * step, 1U) + levels * posting.name);
    return encoded;
}

EncodedPages encode(std::string_view key, std::span<const Posting> postings, std::size_t pages_of_site) {
    if (postings.empty()) return {};
    std::vector<std::uint32_t> pages;
    pages.reserve(postings.size());
    for (const auto& posting : postings) pages.push_back(posting.page);
    return {encode_numbers(pages, static_cast<std::uint32_t>(pages_of_site)), encode_levels(postings, pages_of_site),
            static_cast<std::uint32_t>(postings.size()), rarity_of(key, postings.size(), pages_of_site)};
}

std::vector<Posting> decode(const TermPages& pages, std::size_t pages_of_site) {
    const auto numbers = decode_numbers(pages.numbers, pages.pages, static_cast<std::uint32_t>(pages_of_site));
    std::vector<Posting> postings;
    if (!numbers) return postings;
    for (std::size_t i = 0; i < numbers->size(); ++i) {
        const auto level = static_cast<unsigned char>(pages.levels[i]);
        postings.push_back({(*numbers)[i], level % levels, level / levels});
    }
    return postings;
}

}  // namespace knav::search
