#include <algorithm>

#include "graph/assembly.hpp"

namespace knav {
namespace {

/// Puts together what the steps of assembly.hpp give, in the order in which they need each other.
class JointsBuilder {
public:
    explicit JointsBuilder(std::size_t pages) : pages_(pages) {}

    Joints build(const Assembly& assembly) {
        auto references = join_references(assembly);
        joints_.aliases = join_aliases(assembly, std::move(references.aliases));
        take(std::move(references));
        const Words words{assembly.pages, assembly.index, joints_.aliases};
        auto links = join_links(assembly, words);
        check_transclusions(assembly, links.transclusions);
        take(std::move(links));
        turn_relations();
        find_mentions();
        count_backlinks();
        return std::move(joints_);
    }

private:
    void take(References references) {
        joints_.outgoing = std::move(references.outgoing.all);
        joints_.outgoing_begin = std::move(references.outgoing.begin);
        joints_.names = std::move(references.names);
    }

    void take(Links links) {
        joints_.link_targets = std::move(links.targets.all);
        joints_.link_targets_begin = std::move(links.targets.begin);
        joints_.wanted = std::move(links.wanted);
    }

    /// `all`, sorted by source, put in order of target; where each target's begin goes into `begin`.
    template <class Arrow>
    std::vector<Arrow> by_target(const std::vector<Arrow>& all, std::vector<std::uint32_t>& begin) const {
        begin.assign(pages_ + 1, 0);
        for (const auto& arrow : all) ++begin[arrow.to + 1];
        for (std::size_t page = 0; page < pages_; ++page) begin[page + 1] += begin[page];
        auto next = begin;
        std::vector<Arrow> turned(all.size());
        for (const auto& arrow : all) turned[next[arrow.to]++] = arrow;
        return turned;
    }

    void turn_relations() {
        auto& incoming = joints_.incoming;
        incoming = by_target(joints_.outgoing, joints_.incoming_begin);
        for (PageNo page = 0; page < pages_; ++page) {
            std::stable_sort(incoming.begin() + joints_.incoming_begin[page],
                             incoming.begin() + joints_.incoming_begin[page + 1],
                             [](const Relation& left, const Relation& right) { return left.inverse < right.inverse; });
        }
    }

    void find_mentions() {
        std::vector<Mention> all;
        std::vector<PageNo> last_from(pages_, no_page);  // who was last seen to link to each page
        for (PageNo from = 0; from < pages_; ++from) {
            const auto targets = of(from, joints_.link_targets, joints_.link_targets_begin);
            for (std::uint32_t link = 0; link < targets.size(); ++link) {
                const auto to = targets[link];
                if (to == no_page || to == from || last_from[to] == from) continue;
                last_from[to] = from;
                all.push_back({from, to, link});
            }
        }
        joints_.mentions = by_target(all, joints_.mentions_begin);
    }

    void count_backlinks() {
        std::vector<PageNo> last_from(pages_, no_page);
        const auto count = [&](PageNo from, PageNo to) {
            if (to == no_page || to == from || last_from[to] == from) return;
            last_from[to] = from;
            ++joints_.backlink_pairs;
        };
        for (PageNo from = 0; from < pages_; ++from) {
            for (const auto& relation : of(from, joints_.outgoing, joints_.outgoing_begin)) count(from, relation.to);
            for (const auto to : of(from, joints_.link_targets, joints_.link_targets_begin)) count(from, to);
        }
    }

    template <class T>
    static std::span<const T> of(PageNo page, const std::vector<T>& all, const std::vector<std::uint32_t>& begin) {
        return std::span{all}.subspan(begin[page], begin[page + 1] - begin[page]);
    }

    std::size_t pages_;
    Joints joints_;
};

}  // namespace

void join_pages(Graph& graph, const Schema& schema, const Snapshot& snapshot, Language language, Diagnostics& found,
                std::span<const std::string> generated, unsigned threads) {
    Proposals proposals{graph.pages()};
    const Assembly assembly{graph.pages(), graph.index(), schema, snapshot, language,
                            generated,     proposals,     found,  threads};
    graph.join(JointsBuilder{graph.pages().size()}.build(assembly));
}

Graph assemble_graph(std::vector<Page> pages, const Schema& schema, const Snapshot& snapshot, Language language,
                     Diagnostics& found, std::span<const std::string> generated, unsigned threads) {
    Graph graph{std::move(pages), schema};
    join_pages(graph, schema, snapshot, language, found, generated, threads);
    return graph;
}

}  // namespace knav
