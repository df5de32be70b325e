// The graph: pages joined by what they say of each other. A relation is written once, on the page that owns it, and can
// be asked for from both ends. Const once assembled.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/snapshot.hpp"
#include "graph/page.hpp"
#include "graph/page_index.hpp"
#include "schema/schema.hpp"

namespace knav {

class Words;

/// A reference in front matter, resolved.
struct Relation {
    PageNo from = no_page;
    PageNo to = no_page;
    const Field* field = nullptr;  // what refers, in the schema: the field, or the item of a list
    std::uint16_t name = 0;        // its path ("npo", "members.person"), as Graph::relation_name
    std::uint16_t inverse = 0;     // what the other end calls it; 0 if it has no name there
    Position at;                   // of the reference, in the page it stands on
};

/// A link in a page's text, resolved.
struct Mention {
    PageNo from = no_page;
    PageNo to = no_page;
    std::uint32_t link = 0;  // index into the source document's links
};

/// The answer to "which page is meant by these words?".
struct Resolution {
    std::vector<PageNo> pages;  // none: unknown; one: found; more: ambiguous; by id
    [[nodiscard]] PageNo found() const { return pages.size() == 1 ? pages.front() : no_page; }
};

/// A page that is linked to and does not exist.
struct Wanted {
    std::string target;        // as the links write it
    std::vector<PageNo> from;  // who links, by id, each once
};

/// What joins pages, by their numbers: nothing in it but what the pages said of each other, so that it can be kept for
/// pages that say the same. In flat lists: what belongs to page n is [begin[n], begin[n + 1]).
struct Joints {
    std::vector<Relation> outgoing, incoming;
    std::vector<std::uint32_t> outgoing_begin, incoming_begin;
    std::vector<Mention> mentions;
    std::vector<std::uint32_t> mentions_begin;
    std::vector<PageNo> link_targets;
    std::vector<std::uint32_t> link_targets_begin;
    std::vector<Wanted> wanted;
    std::vector<std::string> names;  // of relations and inverses, by byte order; the first is empty
    std::vector<std::pair<std::string, PageNo>> aliases;
    std::uint64_t backlink_pairs = 0;
};

struct ReadPage;

class Graph {
public:
    Graph();
    /// Pages that are not joined but by where they lie. Keeps pointers into `schema`.
    Graph(std::vector<Page> pages, const Schema& schema);
    Graph(Graph&&) noexcept;
    Graph& operator=(Graph&&) noexcept;
    Graph(const Graph&) = delete;  // the index looks into pages_
    Graph& operator=(const Graph&) = delete;
    ~Graph();

    [[nodiscard]] const std::vector<Page>& pages() const { return pages_; }
    [[nodiscard]] const Page& page(PageNo number) const { return pages_[number]; }
    [[nodiscard]] PageNo find(std::string_view id) const { return index_.find(id); }  // no_page when absent

    /// The pages at the other end of a relation, by its own name or by its inverse name, in the order written
    /// (own) or by id (inverse); each once. Where a relation has one name at both ends, first own, then others'.
    [[nodiscard]] std::vector<PageNo> related(PageNo page, std::string_view name) const;
    [[nodiscard]] std::span<const Relation> outgoing(PageNo page) const;  // in order of the record
    [[nodiscard]] std::span<const Relation> incoming(PageNo page) const;  // by inverse name, then source
    [[nodiscard]] const std::string& relation_name(std::uint16_t name) const { return joints_.names[name]; }

    /// Links in text that point here, from other pages; by source, at most the first of each.
    [[nodiscard]] std::span<const Mention> mentions(PageNo page) const;
    /// Where each link of the page's document leads: parallel to Document::links. no_page where it leads out of the
    /// site, to a file, to a page that the program makes, or nowhere (which has been reported).
    [[nodiscard]] std::span<const PageNo> link_targets(PageNo page) const;
    /// Pages that wiki links and transclusions ask for in vain. By target.
    [[nodiscard]] const std::vector<Wanted>& wanted() const { return joints_.wanted; }
    /// Distinct pairs of pages of which one points to the other, by reference or by link.
    [[nodiscard]] std::size_t backlink_pairs() const { return joints_.backlink_pairs; }

    /// By id, unique tail of an id, title, alias, abbreviation or short name. Safe to ask from several threads.
    [[nodiscard]] Resolution resolve(std::string_view words) const;
    /// Pages of a type or of a type that extends it, by id.
    [[nodiscard]] const std::vector<PageNo>& of_type(std::string_view type) const;
    /// Old addresses: url path with slashes at both ends -> page. By address.
    [[nodiscard]] const std::vector<std::pair<std::string, PageNo>>& aliases() const { return joints_.aliases; }

    [[nodiscard]] const PageIndex& index() const { return index_; }
    [[nodiscard]] const Joints& joints() const { return joints_; }
    /// What its pages say of each other.
    void join(Joints joints);
    /// A page's new text, which differs_in_text_alone() from what it had.
    void take_text(PageNo page, const ReadPage& read);

private:
    void find_parents();
    void group_by_type(const Schema& schema);

    std::vector<Page> pages_;
    PageIndex index_;
    std::map<std::string, std::vector<PageNo>, std::less<>> by_type_;
    Joints joints_;
    std::unique_ptr<const Words> words_;
};

/// Joins the pages of a graph that are not joined yet; dead and wrong references, dead and ambiguous links, circles,
/// twins of aliases are reported at their own places. `snapshot` tells which resources exist. `generated` are the ids
/// of pages that the program makes itself ("oversikt"); one that ends in '/' stands for all below it. Keeps pointers
/// into `schema`, which must outlive the graph.
void join_pages(Graph& graph, const Schema& schema, const Snapshot& snapshot, Language language, Diagnostics& found,
                std::span<const std::string> generated = {}, unsigned threads = 1);
/// Both at once.
[[nodiscard]] Graph assemble_graph(std::vector<Page> pages, const Schema& schema, const Snapshot& snapshot,
                                   Language language, Diagnostics& found, std::span<const std::string> generated = {},
                                   unsigned threads = 1);

/// Rules across pages that the schema declares: uniqueness, circles, conditions, counts of seats and relations.
void check_rules(const Graph& graph, const Schema& schema, Language language, Diagnostics& found);

}  // namespace knav
