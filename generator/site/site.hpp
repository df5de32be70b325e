// The finished model of one snapshot: everything a site says and is made with, sealed. Const from here on.
#pragma once

#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "events/chronicle.hpp"
#include "files/history.hpp"
#include "graph/graph.hpp"
#include "graph/read_pages.hpp"
#include "search/means.hpp"
#include "site/fact.hpp"
#include "site/gathered.hpp"
#include "site/names.hpp"
#include "site/news.hpp"
#include "site/settings.hpp"
#include "site/theme.hpp"

namespace knav {

namespace search {
struct Index;
}

/// What is known of the past, or will be when it has been read: that takes as long as reading the pages, and is not needed
/// before they are joined.
class AwaitedHistory {
public:
    AwaitedHistory() = default;
    AwaitedHistory(std::shared_ptr<const History> known) : known_(std::move(known)) {}
    AwaitedHistory(std::shared_future<std::shared_ptr<const History>> later) : later_(std::move(later)) {}
    /// Null: nothing is known. Throws what reading it threw.
    [[nodiscard]] std::shared_ptr<const History> get() const { return later_.valid() ? later_.get() : known_; }

private:
    std::shared_ptr<const History> known_;
    std::shared_future<std::shared_ptr<const History>> later_;
};

/// What a site is a function of, besides its snapshot.
struct Surroundings {
    Date today;
    AwaitedHistory history;
    unsigned threads = 1;              // changes how soon, never what
    bool drafts = false;               // whether drafts are shown (preview)
    Digest program;                    // of the running program
    std::shared_ptr<const Past> past;  // what an earlier run found in the history; spares work, changes nothing
    search::Means search;
    std::string_view joints =
        {};  // what an earlier run's pages said of each other (graph/joints_memo.hpp); only for assemble()
};

/// The pages before and after one in time, among those of its type below the same page. Dated pages only.
struct Siblings {
    PageNo before = no_page;
    PageNo after = no_page;
};

class Site {
public:
    /// Reads everything. What is wrong is in `found`; the site is as whole as it can be all the same.
    /// `memo` carries what was read from one assembly to the next.
    static std::unique_ptr<Site> assemble(Snapshot snapshot, Surroundings surroundings, std::shared_ptr<Names> names,
                                          PageMemo& memo, Diagnostics& found);

    Snapshot snapshot;
    const Surroundings surroundings;
    const std::shared_ptr<Names> names;
    Settings settings;
    Schema schema;
    Theme theme;
    Graph graph;
    std::unique_ptr<const OldPages> old_pages;  // null without a history
    std::shared_ptr<const Past> past;           // of all pages in the history; null without one
    Chronicle chronicle;

    /// Takes over a snapshot in which a few pages differ in running text alone, and tells in `found` what assemble() would
    /// tell of it. False if more than that is new: then nothing has been touched, and a site is to be assembled.
    [[nodiscard]] bool retell(Snapshot& next, PageMemo& memo, Diagnostics& found);

    /// Of all that the site comes from but running text, theme and history, apart from when pages came to be: front matter
    /// and files of every page, settings, schema and the day.
    [[nodiscard]] const Digest& records() const { return records_; }
    /// Of all that joins its pages.
    [[nodiscard]] const Digest& joins() const { return joins_; }
    /// Of all that is told of its past: the history and the records that it is told with. Zero when some old version could
    /// not be read, since nobody can say then whether it is the same past.
    [[nodiscard]] const Digest& told_past() const { return told_past_; }
    /// Whether its pages had to be joined, and there was nothing to say about it: worth remembering.
    [[nodiscard]] bool joined_anew() const { return joined_anew_; }
    [[nodiscard]] Language language() const { return settings.language; }
    [[nodiscard]] const History& history() const;
    /// A page's document with its HTML: parsed now if the page came from a memo that had left it out.
    [[nodiscard]] const Document& document(PageNo page) const;
    /// The page the glossary has for a word ("RMPO"), or no_page.
    [[nodiscard]] PageNo glossary(std::string_view word) const;
    /// Files that are not pages in a page's own folder; empty for a page without one.
    [[nodiscard]] std::vector<File> resources(PageNo page) const;
    /// Whether a page can be followed, or has anything in its feed to offer. The start page's is the whole site's.
    [[nodiscard]] bool has_feed(PageNo page) const;
    /// Whether it can be followed, anything dated is gathered at it, or it has a day that is not past itself.
    [[nodiscard]] bool has_calendar(PageNo page) const;
    [[nodiscard]] const Gathered& gathered() const { return gathered_; }
    /// Occurrences anywhere (empty), of a type ("meeting") or that became news in a month ("2026-03"), newest first.
    [[nodiscard]] std::vector<Occurrence> occurrences(std::string_view which) const;
    /// The words of vocabularies for seats that name the page as their explanation.
    [[nodiscard]] std::vector<std::string> roles_explained(PageNo page) const;
    /// All vacant seats, or those whose role a page explains.
    [[nodiscard]] std::vector<Vacancy> vacancies(std::string_view role_page) const;
    /// What is new in a scope, newest first (news.hpp): all of it, or one part of its feed. As long-lived as the site.
    [[nodiscard]] std::span<const Novelty> news(std::string_view scope) const;
    [[nodiscard]] std::span<const Novelty> news(std::string_view scope, std::size_t archive) const;
    /// What the site publishes to be searched, made at the first question. Safe to ask from several threads.
    [[nodiscard]] const search::Index& search_index() const;
    [[nodiscard]] const Siblings& siblings(PageNo page) const { return siblings_[page]; }
    [[nodiscard]] NameNo name_of_page(PageNo page) const { return page_names_[page]; }
    [[nodiscard]] PageNo page_of_name(NameNo name) const;

    /// The digest of the answer to a question, computed from the model alone.
    [[nodiscard]] Digest digest_of(FactKey key) const;

private:
    Site(Snapshot files, Surroundings around, std::shared_ptr<Names> all_names);
    /// Once there are settings and a schema.
    void join(std::vector<Page> pages, const Digest& rules, Diagnostics& found);
    void index();  // all that is derived from the graph
    [[nodiscard]] Digest digest_of_records() const;
    void index_siblings();
    void forget_texts();  // all that is derived from the pages' texts; it is read again when it is asked for
    void read_past(Diagnostics& found);
    [[nodiscard]] Digest digest_of_news(FactKey key) const;

    std::vector<Diagnostic> told_;  // by assemble()
    std::shared_ptr<const History> history_;
    Digest records_;
    Digest joins_;
    Digest told_past_;
    bool joined_anew_ = false;
    std::vector<NameNo> page_names_;
    std::vector<PageNo> pages_by_name_;
    std::unordered_map<std::string, PageNo> glossary_;
    std::vector<Siblings> siblings_;
    Gathered gathered_;
    std::vector<Vacancy> vacancies_;
    struct Reparsed;
    std::shared_ptr<Reparsed> reparsed_;
    struct Searched;
    std::shared_ptr<Searched> searched_;
    std::shared_ptr<Novelties> news_;
};

/// Addresses of pages that the program makes itself ("oversikt", "vakanser" ...), as ids.
[[nodiscard]] const std::vector<std::string>& generated_pages();

}  // namespace knav
