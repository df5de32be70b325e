// What every step of joining pages needs to know, and the steps. Internal to this room: assemble.cpp puts what they give
// into the graph.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/graph.hpp"
#include "graph/proposals.hpp"
#include "graph/words.hpp"
#include "task/parallel.hpp"

namespace knav {

struct Assembly {
    std::span<const Page> pages;
    const PageIndex& index;
    const Schema& schema;
    const Snapshot& snapshot;
    Language language;
    std::span<const std::string> generated;
    Proposals& proposals;
    Diagnostics& found;
    unsigned threads;

    [[nodiscard]] Place at(PageNo page, Position position) const { return {pages[page].path, position}; }
    /// Index of the page's type in the schema.
    [[nodiscard]] std::size_t type_number(PageNo page) const {
        return static_cast<std::size_t>(pages[page].type - schema.types.data());
    }
};

/// Lists of many pages in one: what belongs to page n is [begin[n], begin[n + 1]).
template <class T>
struct ByPage {
    std::vector<T> all;
    std::vector<std::uint32_t> begin{0};

    [[nodiscard]] std::span<const T> of(PageNo page) const {
        return std::span{all}.subspan(begin[page], begin[page + 1] - begin[page]);
    }
    void close_page() { begin.push_back(static_cast<std::uint32_t>(all.size())); }
    /// Pages that follow on these.
    void append(const ByPage& next) {
        const auto before = static_cast<std::uint32_t>(all.size());
        all.insert(all.end(), next.all.begin(), next.all.end());
        for (std::size_t page = 1; page < next.begin.size(); ++page) begin.push_back(before + next.begin[page]);
    }
};

/// Reads the pages in runs, each into a part of its own, on several threads. The parts come in order of the pages, and
/// are the same however many threads there are. `read(page, part)` must not touch what other pages are read into.
template <class Part, class Read>
std::vector<Part> read_in_parts(const Assembly& assembly, const Read& read) {
    constexpr std::size_t run = 256;
    std::vector<Part> parts((assembly.pages.size() + run - 1) / run);
    parallel_for(parts.size(), assembly.threads, [&](std::size_t i, unsigned) {
        const auto end = std::min(assembly.pages.size(), (i + 1) * run);
        for (std::size_t page = i * run; page < end; ++page) read(static_cast<PageNo>(page), parts[i]);
    });
    return parts;
}

/// An old address as a page claims it.
struct AliasClaim {
    std::string address;  // "/a/b/"
    PageNo page = no_page;
    Position at;
};

/// What front matter says of other pages.
struct References {
    ByPage<Relation> outgoing;
    std::vector<std::string> names;  // by byte order; the first is empty
    std::vector<AliasClaim> aliases;
};
/// References of front matter, through lists and tables at any depth. Dead ones and those of the wrong type are reported
/// and left out; those whose target breaks a condition are reported and kept.
[[nodiscard]] References join_references(const Assembly& assembly);

/// Old addresses by address. One that is a page's own, or another page's old one, is reported and left out.
[[nodiscard]] std::vector<std::pair<std::string, PageNo>> join_aliases(const Assembly& assembly,
                                                                       std::vector<AliasClaim> claims);

/// A transclusion whose target is there.
struct Transclusion {
    PageNo from = no_page;
    std::uint32_t from_section = 0;  // index into the document's sections
    PageNo to = no_page;
    std::uint32_t to_section = 0;
    std::uint32_t link = 0;  // index into the document's links

    friend auto operator<=>(const Transclusion&, const Transclusion&) = default;
};

struct Links {
    ByPage<PageNo> targets;
    std::vector<Transclusion> transclusions;
    std::vector<Wanted> wanted;
};
/// Links of documents. Those that lead nowhere or to several pages are reported.
[[nodiscard]] Links join_links(const Assembly& assembly, const Words& words);

/// Circles of transclusions, and chains of them over most_transclusions.
void check_transclusions(const Assembly& assembly, std::span<const Transclusion> transclusions);
inline constexpr std::uint32_t most_transclusions = 8;

}  // namespace knav
