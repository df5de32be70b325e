#include "graph/graph.hpp"

#include <algorithm>
#include <utility>

#include "graph/read_pages.hpp"
#include "graph/words.hpp"

namespace knav {

namespace {

template <class T>
std::span<const T> of_page(const std::vector<T>& all, const std::vector<std::uint32_t>& begin, PageNo page) {
    return std::span{all}.subspan(begin[page], begin[page + 1] - begin[page]);
}

/// The first of each, in the order they stand.
std::vector<PageNo> each_once(std::vector<PageNo> pages) {
    if (pages.size() < 2) return pages;
    auto sorted = pages;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    if (sorted.size() == pages.size()) return pages;
    std::vector<char> seen(sorted.size());
    std::erase_if(pages, [&](PageNo page) {
        auto& mark =
            seen[static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), page) - sorted.begin())];
        return std::exchange(mark, 1) != 0;
    });
    return pages;
}

struct InverseLess {
    bool operator()(const Relation& relation, std::uint16_t inverse) const { return relation.inverse < inverse; }
    bool operator()(std::uint16_t inverse, const Relation& relation) const { return inverse < relation.inverse; }
};

}  // namespace

Graph::Graph() = default;
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;
Graph::~Graph() = default;

std::span<const Relation> Graph::outgoing(PageNo page) const { return of_page(outgoing_, outgoing_begin_, page); }
std::span<const Relation> Graph::incoming(PageNo page) const { return of_page(incoming_, incoming_begin_, page); }
std::span<const Mention> Graph::mentions(PageNo page) const { return of_page(mentions_, mentions_begin_, page); }
std::span<const PageNo> Graph::link_targets(PageNo page) const {
    return of_page(link_targets_, link_targets_begin_, page);
}

std::vector<PageNo> Graph::related(PageNo page, std::string_view name) const {
    const auto found = std::lower_bound(names_.begin(), names_.end(), name);
    if (name.empty() || found == names_.end() || *found != name) return {};
    const auto number = static_cast<std::uint16_t>(found - names_.begin());
    std::vector<PageNo> pages;
    for (const auto& relation : outgoing(page)) {
        if (relation.name == number) pages.push_back(relation.to);
    }
    const auto others = incoming(page);
    const auto [first, last] = std::equal_range(others.begin(), others.end(), number, InverseLess{});
    for (auto relation = first; relation != last; ++relation) pages.push_back(relation->from);
    return each_once(std::move(pages));
}

Resolution Graph::resolve(std::string_view words) const { return words_ ? words_->resolve(words) : Resolution{}; }

// The record stays: others keep views of what it says, and the new one says the same.
void Graph::take_text(PageNo number, const ReadPage& read) {
    auto& page = pages_[number];
    page.source = read.source;
    page.file_digest = read.file;
    page.body_digest = read.body_digest;
}

const std::vector<PageNo>& Graph::of_type(std::string_view type) const {
    static const std::vector<PageNo> none;
    const auto found = by_type_.find(type);
    return found == by_type_.end() ? none : found->second;
}

}  // namespace knav
