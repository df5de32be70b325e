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
Graph::Graph(std::vector<Page> pages, const Schema& schema) : pages_(std::move(pages)) {
    const auto by_id = [](const Page& left, const Page& right) { return left.id < right.id; };
    if (!std::is_sorted(pages_.begin(), pages_.end(), by_id)) std::sort(pages_.begin(), pages_.end(), by_id);
    index_ = PageIndex{pages_};
    find_parents();
    group_by_type(schema);
}
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;
Graph::~Graph() = default;

std::span<const Relation> Graph::outgoing(PageNo page) const {
    return of_page(joints_.outgoing, joints_.outgoing_begin, page);
}
std::span<const Relation> Graph::incoming(PageNo page) const {
    return of_page(joints_.incoming, joints_.incoming_begin, page);
}
std::span<const Mention> Graph::mentions(PageNo page) const {
    return of_page(joints_.mentions, joints_.mentions_begin, page);
}
std::span<const PageNo> Graph::link_targets(PageNo page) const {
    return of_page(joints_.link_targets, joints_.link_targets_begin, page);
}

std::vector<PageNo> Graph::related(PageNo page, std::string_view name) const {
    const auto found = std::lower_bound(joints_.names.begin(), joints_.names.end(), name);
    if (name.empty() || found == joints_.names.end() || *found != name) return {};
    const auto number = static_cast<std::uint16_t>(found - joints_.names.begin());
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

void Graph::join(Joints joints) {
    joints_ = std::move(joints);
    words_ = std::make_unique<const Words>(pages_, index_, joints_.aliases);
}

void Graph::find_parents() {
    for (PageNo number = 0; number < pages_.size(); ++number) {
        auto& page = pages_[number];
        page.children.clear();
        page.parent = no_page;
        std::string_view above = page.id;
        while (page.parent == no_page && !above.empty()) {
            const auto slash = above.rfind('/');
            above = above.substr(0, slash == std::string_view::npos ? 0 : slash);
            page.parent = index_.find(above);
        }
        if (page.parent == no_page) continue;
        // Whatever lies above comes before in byte order, so it has been seen already.
        pages_[page.parent].children.push_back(number);
        page.example = page.example || pages_[page.parent].example;
    }
}

void Graph::group_by_type(const Schema& schema) {
    std::vector<std::vector<PageNo>> of_types(schema.types.size());
    for (PageNo page = 0; page < pages_.size(); ++page) {
        of_types[static_cast<std::size_t>(pages_[page].type - schema.types.data())].push_back(page);
    }
    for (std::size_t i = 0; i < of_types.size(); ++i) {
        const auto add = [&](const std::string& name) {
            auto& pages = by_type_[name];
            pages.insert(pages.end(), of_types[i].begin(), of_types[i].end());
        };
        const auto& type = schema.types[i];
        add(type.name);
        for (const auto& name : type.lineage) {
            if (name != type.name) add(name);
        }
    }
    for (auto& [_, pages] : by_type_) std::sort(pages.begin(), pages.end());
}

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
