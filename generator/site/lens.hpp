// The Lens: the only way in which what is published may look at a site. Each question is noted in the trace; the notes
// are the target's dependencies. Ask for as little as you show: a card, not a record; a section, not a document.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/query.hpp"
#include "graph/seats.hpp"
#include "site/site.hpp"

namespace knav {

/// The questions asked while one target was made, in the order of their first asking.
class Trace {
public:
    void note(FactKey key);
    [[nodiscard]] const std::vector<FactKey>& facts() const { return facts_; }
    [[nodiscard]] std::vector<FactKey> take();

private:
    std::vector<FactKey> facts_;
    std::vector<std::uint32_t> seen_;  // open addressing: index into facts_ + 1
};

/// What a list shows of a page. The views live as long as the site.
struct Card {
    PageNo page = no_page;
    std::string_view id, title, summary, url, sort_key;
    const PageType* type = nullptr;
    std::optional<DateTime> date;
    std::int64_t weight = 0;
    const Field* status_field = nullptr;  // the type's field with display = "status", if the page fills it in
    std::string_view status;              // its value
};

/// One section, with the document whose links and candidates its holes count in. The section's text decides them, so
/// asking for it is not asking for the rest of the document.
struct ShownSection {
    const Document* document = nullptr;
    const Section* section = nullptr;  // null when the page has none of that id
};

/// A page's versions, latest first. All are null where nothing is known.
struct PageHistory {
    const FileHistory* file = nullptr;
    const PagePast* past = nullptr;  // as many steps as the file has revisions
    const OldPages* old = nullptr;   // reads the versions, and knows the commits
};

class Lens {
public:
    Lens(const Site& site, Trace& trace) : site_(site), trace_(trace) {}

    [[nodiscard]] PageNo find(std::string_view id) const;
    [[nodiscard]] Card card(PageNo page) const;
    // Part of what a card tells, for the few who ask: the id by which feeds and calendars know the page, its last change
    // of substance where it says so, and whether it is only for information.
    [[nodiscard]] std::string_view first_id(PageNo page) const;
    [[nodiscard]] std::optional<DateTime> updated(PageNo page) const;
    [[nodiscard]] bool for_information(PageNo page) const;  // it says so: nobody is asked for anything
    [[nodiscard]] bool example(PageNo page) const;          // made up: it, or one above it, says so
    [[nodiscard]] const Page& page(PageNo page) const;      // its record and place
    [[nodiscard]] const Document& document(PageNo page) const;
    [[nodiscard]] ShownSection section(PageNo page, std::string_view id) const;
    [[nodiscard]] std::span<const PageNo> link_targets(PageNo page) const;  // for each link of its document
    [[nodiscard]] std::vector<PageNo> ancestors(PageNo page) const;         // from the top down, without itself
    [[nodiscard]] const std::vector<PageNo>& children(PageNo page) const;
    [[nodiscard]] Siblings siblings(PageNo page) const;
    [[nodiscard]] std::vector<PageNo> related(PageNo page, std::string_view relation) const;
    [[nodiscard]] std::span<const Relation> incoming(PageNo page) const;
    [[nodiscard]] std::span<const Mention> mentions(PageNo page) const;
    [[nodiscard]] const LinkWords& words_of(const Mention& mention) const;  // part of what mentions() told
    [[nodiscard]] std::vector<Seat> seats(PageNo page) const;               // as of today
    [[nodiscard]] std::vector<PageNo> select(const Query& query) const;
    [[nodiscard]] PageNo glossary(std::string_view word) const;
    [[nodiscard]] const std::vector<Wanted>& wanted() const;

    [[nodiscard]] const std::vector<std::pair<std::string, PageNo>>& aliases() const;

    /// The commit that last changed a page's file; one of its units ("members", "#uppdrag"). Null where that is not known; its
    /// time is 0 where that is not to be believed.
    [[nodiscard]] const PastCommit* last_change(PageNo page) const;
    [[nodiscard]] const PastCommit* last_change(PageNo page, std::string_view unit) const;
    [[nodiscard]] UnitChanges changes(PageNo page, std::string_view unit) const;
    /// What has happened in a scope: "" for the site, a page's id, or as events/scopes.hpp says. Newest first.
    [[nodiscard]] std::vector<Event> events(std::string_view scope, std::size_t most = SIZE_MAX) const;
    /// One line of a bulletin in words: part of what news() told.
    [[nodiscard]] Event event(const Bulletin::Line& line) const { return site_.chronicle.event(line); }
    /// Every version of a page that is known.
    [[nodiscard]] PageHistory history(PageNo page) const;
    /// Below 0: the day is past; 0: it is today; above 0: it is to come.
    [[nodiscard]] int compared_to_today(const Date& day) const;
    [[nodiscard]] Date today() const;

    [[nodiscard]] const Template* find_template(std::string_view name) const;
    [[nodiscard]] const std::string& word(std::string_view key) const;
    [[nodiscard]] Digest words_digest() const;  // of all words
    [[nodiscard]] const Theme& assets() const;
    [[nodiscard]] const Settings& settings() const;
    [[nodiscard]] const Schema& schema() const;
    /// Files that are not pages in the folder of a page that has one of its own ("NAME/index.md", "_index.md").
    [[nodiscard]] std::vector<File> resources(PageNo page) const;
    [[nodiscard]] bool has_feed(PageNo page) const;
    [[nodiscard]] bool has_calendar(PageNo page) const;
    [[nodiscard]] const std::vector<Occurrence>& gathered(PageNo page) const;
    [[nodiscard]] const std::vector<PageNo>& givers(PageNo page) const;
    [[nodiscard]] std::vector<Occurrence> occurrences(std::string_view which) const;
    [[nodiscard]] std::vector<std::string> roles_explained(PageNo page) const;
    [[nodiscard]] bool explains_role(PageNo page) const { return !roles_explained(page).empty(); }
    /// What is new in a scope (site/news.hpp), newest first: all of it; what one part of its feed tells; how many archives
    /// the feed has. Of an item's page only that it is this one: what is shown of it is asked for besides.
    [[nodiscard]] std::span<const Novelty> news(std::string_view scope) const;
    [[nodiscard]] std::span<const Novelty> news(std::string_view scope, std::size_t archive) const;
    [[nodiscard]] std::size_t archives(std::string_view scope) const;
    [[nodiscard]] std::vector<Vacancy> vacancies(std::string_view role_page) const;
    [[nodiscard]] const File* file(std::string_view path) const;
    /// The first words of its text: the document, but without its HTML.
    [[nodiscard]] const std::string& excerpt(PageNo page) const;
    /// The payload of a file of the search index; empty if there is none.
    [[nodiscard]] std::string_view search_file(std::string_view name) const;

    [[nodiscard]] Language language() const { return site_.language(); }
    [[nodiscard]] const std::string& relation_name(std::uint16_t name) const { return site_.graph.relation_name(name); }

private:
    void note(FactKind kind, PageNo page, NameNo name = 0) const;
    void note_text(FactKind kind, std::string_view name) const;

    const Site& site_;
    Trace& trace_;
};

}  // namespace knav
