// The graph: pages joined by what they say of each other. A relation is written once, on the page that owns it, and can
// be asked for from both ends. Const once assembled.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/page.hpp"

namespace knav {

/// A reference in front matter, resolved.
struct Relation {
    PageNo from = no_page;
    PageNo to = no_page;
    const Field* field = nullptr;   // the reference field, in the schema
    std::uint16_t name = 0;         // its path ("npo", "members.person"), as Graph::relation_name
    std::uint16_t inverse = 0;      // what the other end calls it; 0 if it has no name there
};

/// A link in a page's text, resolved.
struct Mention {
    PageNo from = no_page;
    PageNo to = no_page;
    std::uint32_t link = 0;         // index into the source document's links
};

/// The answer to "which page is meant by these words?".
struct Resolution {
    std::vector<PageNo> pages;      // none: unknown; one: found; more: ambiguous
    [[nodiscard]] PageNo found() const { return pages.size() == 1 ? pages.front() : no_page; }
};

class Graph {
public:
    [[nodiscard]] const std::vector<Page>& pages() const { return pages_; }
    [[nodiscard]] const Page& page(PageNo number) const { return pages_[number]; }
    [[nodiscard]] PageNo find(std::string_view id) const;           // no_page when absent

    /// The pages at the other end of a relation, by its own name or by its inverse name, in the order written
    /// (own) or by id (inverse); each once.
    [[nodiscard]] std::vector<PageNo> related(PageNo page, std::string_view name) const;
    [[nodiscard]] std::span<const Relation> outgoing(PageNo page) const;   // in order of the record
    [[nodiscard]] std::span<const Relation> incoming(PageNo page) const;   // by inverse name, then source
    [[nodiscard]] const std::string& relation_name(std::uint16_t name) const { return names_[name]; }

    /// Links in text that point here, from other pages; by source, at most the first of each.
    [[nodiscard]] std::span<const Mention> mentions(PageNo page) const;
    /// Distinct pages that point here, by reference or by link.
    [[nodiscard]] std::size_t backlink_pairs() const { return backlink_pairs_; }

    /// By id, unique tail of an id, title, alias, abbreviation or short name.
    [[nodiscard]] Resolution resolve(std::string_view words) const;
    /// Pages of a type or of a type that extends it, by id.
    [[nodiscard]] std::vector<PageNo> of_type(std::string_view type) const;
    /// Old addresses: url path with slashes at both ends -> page. By address.
    [[nodiscard]] const std::vector<std::pair<std::string, PageNo>>& aliases() const { return aliases_; }

private:
    friend class GraphBuilder;
    std::vector<Page> pages_;
    std::unordered_map<std::string_view, PageNo> by_id_;
    std::vector<Relation> outgoing_, incoming_;
    std::vector<std::uint32_t> outgoing_begin_, incoming_begin_;
    std::vector<Mention> mentions_;
    std::vector<std::uint32_t> mentions_begin_;
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::vector<PageNo>> by_words_;
    std::vector<std::pair<std::string, PageNo>> aliases_;
    std::size_t backlink_pairs_ = 0;
};

/// Joins the pages; dead and wrong references, dead and ambiguous links, circles, twins of aliases are reported at their
/// own places. `snapshot` tells which resources exist. Keeps pointers into `schema`, which must outlive the graph.
[[nodiscard]] Graph assemble_graph(std::vector<Page> pages, const Schema& schema, const Snapshot& snapshot, Language language,
                                   Diagnostics& found);

/// Rules across pages that the schema declares: uniqueness, circles, conditions, counts of seats and relations.
void check_rules(const Graph& graph, const Schema& schema, Language language, Diagnostics& found);

}  // namespace knav
