#include <algorithm>

#include "graph/assembly.hpp"

namespace knav {

/// Puts together what the steps of assembly.hpp give, in the order in which they need each other.
class GraphBuilder {
public:
    GraphBuilder(std::vector<Page> pages, const Schema& schema) {
        const auto by_id = [](const Page& left, const Page& right) { return left.id < right.id; };
        if (!std::is_sorted(pages.begin(), pages.end(), by_id)) std::sort(pages.begin(), pages.end(), by_id);
        graph_.pages_ = std::move(pages);
        graph_.index_ = PageIndex{graph_.pages_};
        find_parents();
        group_by_type(schema);
    }

    Graph build(const Schema& schema, const Snapshot& snapshot, Language language,
                std::span<const std::string> generated, Diagnostics& found, unsigned threads) {
        Proposals proposals{graph_.pages_};
        const Assembly assembly{graph_.pages_, graph_.index_, schema, snapshot, language,
                                generated,     proposals,     found,  threads};
        auto references = join_references(assembly);
        graph_.aliases_ = join_aliases(assembly, std::move(references.aliases));
        take(std::move(references));
        graph_.words_ = std::make_unique<const Words>(graph_.pages_, graph_.index_, graph_.aliases_);
        auto links = join_links(assembly, *graph_.words_);
        check_transclusions(assembly, links.transclusions);
        take(std::move(links));
        turn_relations();
        find_mentions();
        count_backlinks();
        return std::move(graph_);
    }

private:
    void find_parents() {
        for (PageNo number = 0; number < graph_.pages_.size(); ++number) {
            auto& page = graph_.pages_[number];
            page.children.clear();
            page.parent = no_page;
            std::string_view above = page.id;
            while (page.parent == no_page && !above.empty()) {
                const auto slash = above.rfind('/');
                above = above.substr(0, slash == std::string_view::npos ? 0 : slash);
                page.parent = graph_.index_.find(above);
            }
            if (page.parent == no_page) continue;
            // Whatever lies above comes before in byte order, so it has been seen already.
            graph_.pages_[page.parent].children.push_back(number);
            page.example = page.example || graph_.pages_[page.parent].example;
        }
    }

    void group_by_type(const Schema& schema) {
        std::vector<std::vector<PageNo>> of_types(schema.types.size());
        for (PageNo page = 0; page < graph_.pages_.size(); ++page) {
            of_types[static_cast<std::size_t>(graph_.pages_[page].type - schema.types.data())].push_back(page);
        }
        for (std::size_t i = 0; i < of_types.size(); ++i) {
            const auto add = [&](const std::string& name) {
                auto& pages = graph_.by_type_[name];
                pages.insert(pages.end(), of_types[i].begin(), of_types[i].end());
            };
            const auto& type = schema.types[i];
            add(type.name);
            for (const auto& name : type.lineage) {
                if (name != type.name) add(name);
            }
        }
        for (auto& [_, pages] : graph_.by_type_) std::sort(pages.begin(), pages.end());
    }

    void take(References references) {
        graph_.outgoing_ = std::move(references.outgoing.all);
        graph_.outgoing_begin_ = std::move(references.outgoing.begin);
        graph_.names_ = std::move(references.names);
    }

    void take(Links links) {
        graph_.link_targets_ = std::move(links.targets.all);
        graph_.link_targets_begin_ = std::move(links.targets.begin);
        graph_.wanted_ = std::move(links.wanted);
    }

    /// `all`, sorted by source, put in order of target; where each target's begin goes into `begin`.
    template <class Arrow>
    std::vector<Arrow> by_target(const std::vector<Arrow>& all, std::vector<std::uint32_t>& begin) const {
        begin.assign(graph_.pages_.size() + 1, 0);
        for (const auto& arrow : all) ++begin[arrow.to + 1];
        for (std::size_t page = 0; page < graph_.pages_.size(); ++page) begin[page + 1] += begin[page];
        auto next = begin;
        std::vector<Arrow> turned(all.size());
        for (const auto& arrow : all) turned[next[arrow.to]++] = arrow;
        return turned;
    }

    void turn_relations() {
        auto& incoming = graph_.incoming_;
        incoming = by_target(graph_.outgoing_, graph_.incoming_begin_);
        for (PageNo page = 0; page < graph_.pages_.size(); ++page) {
            std::stable_sort(incoming.begin() + graph_.incoming_begin_[page],
                             incoming.begin() + graph_.incoming_begin_[page + 1],
                             [](const Relation& left, const Relation& right) { return left.inverse < right.inverse; });
        }
    }

    void find_mentions() {
        std::vector<Mention> all;
        std::vector<PageNo> last_from(graph_.pages_.size(), no_page);  // who was last seen to link to each page
        for (PageNo from = 0; from < graph_.pages_.size(); ++from) {
            const auto targets = graph_.link_targets(from);
            for (std::uint32_t link = 0; link < targets.size(); ++link) {
                const auto to = targets[link];
                if (to == no_page || to == from || last_from[to] == from) continue;
                last_from[to] = from;
                all.push_back({from, to, link});
            }
        }
        graph_.mentions_ = by_target(all, graph_.mentions_begin_);
    }

    void count_backlinks() {
        std::vector<PageNo> last_from(graph_.pages_.size(), no_page);
        const auto count = [&](PageNo from, PageNo to) {
            if (to == no_page || to == from || last_from[to] == from) return;
            last_from[to] = from;
            ++graph_.backlink_pairs_;
        };
        for (PageNo from = 0; from < graph_.pages_.size(); ++from) {
            for (const auto& relation : graph_.outgoing(from)) count(from, relation.to);
            for (const auto to : graph_.link_targets(from)) count(from, to);
        }
    }

    Graph graph_;
};

Graph assemble_graph(std::vector<Page> pages, const Schema& schema, const Snapshot& snapshot, Language language,
                     Diagnostics& found, std::span<const std::string> generated, unsigned threads) {
    return GraphBuilder{std::move(pages), schema}.build(schema, snapshot, language, generated, found, threads);
}

}  // namespace knav
