// The chronicle: all that has happened on a site, told with today's names, and what each list shows of it.
// Dates come from commits; what has no date that can be believed is not told, for nobody could say when.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "events/event.hpp"
#include "events/past.hpp"
#include "graph/graph.hpp"

namespace knav {

/// A commit that touches as many pages is an import or a rearrangement: what happens in fields is told, but not each page
/// that is new, renamed or has another wording.
inline constexpr std::size_t rearrangement = 25;

/// What came of one stretch of work on one page, as one list tells it: an item in its feeds.
struct Bulletin {
    struct Line {
        std::uint32_t item = 0;  // the chronicle's own number of it
        Happening change = Happening::changed;
        bool dated = false;  // a seat that says itself since when it is as it is
    };
    std::string id;            // 32 hexadecimal digits; the same while the stretch goes on, over rebuilds and renames
    std::int64_t began = 0;    // Unix seconds: the first save
    std::int64_t when = 0;     // the save since which it is told as it is
    PageNo page = no_page;     // as in an event
    std::vector<Line> events;  // in the order of the schema's rules
};

/// What is known of one unit of a page.
struct UnitChanges {
    const PastCommit* last = nullptr;  // the commit that last changed it; null where that is not known
    /// The commits that changed it while the page was known by today's id, on whatever line of history: what HEAD builds on
    /// only grows, so the count never falls from one published state to the next, and rises when the unit is otherwise there.
    std::uint32_t count = 0;
    bool whole = false;  // whether that is all of its history
};

class Chronicle {
public:
    Chronicle() = default;
    /// Keeps pointers into all of them.
    Chronicle(const Graph& graph, const Schema& schema, const History& history, std::shared_ptr<const Past> past);

    /// The newest events of a scope (scopes.hpp), newest first.
    [[nodiscard]] std::vector<Event> events(std::string_view scope, std::size_t most) const;
    /// How many there are.
    [[nodiscard]] std::size_t count(std::string_view scope) const;
    /// All events of a scope, those of one stretch of work together; newest first.
    [[nodiscard]] std::vector<Bulletin> bulletins(std::string_view scope) const;
    [[nodiscard]] Event event(const Bulletin::Line& line) const { return tell(items_[line.item]); }
    [[nodiscard]] const Digest& digest(const Bulletin::Line& line) const { return items_[line.item].digest; }
    /// When a page came to be, in Unix seconds; 0 where that is not told.
    [[nodiscard]] std::int64_t announced(PageNo page) const { return announced_.empty() ? 0 : announced_[page]; }
    /// Of all that events() and bulletins() say of a scope.
    [[nodiscard]] Digest digest(std::string_view scope) const;
    /// The scopes that have events, by byte order.
    [[nodiscard]] std::vector<std::string_view> scopes() const;

    /// Of a unit of a page: "members", "#uppdrag", or unit_place.
    [[nodiscard]] UnitChanges changes(PageNo page, std::string_view unit) const;
    /// The page's revisions with the units that each changed; null where no history is known.
    [[nodiscard]] const PagePast* past(PageNo page) const;

private:
    struct Item {
        std::int64_t when = 0;
        std::int64_t began = 0;
        PageNo page = no_page;
        const Stretch* stretch = nullptr;
        std::uint32_t found = 0;  // index into the stretch's
        const EventRule* rule = nullptr;
        const PageType* type = nullptr;
        const Departure* departure = nullptr;  // of a page that is gone; then `page` is the one above it
        Digest stretch_id;
        std::string id;
        Digest digest;

        [[nodiscard]] const Found& what() const { return stretch->found[found]; }
    };

    void index_sides();
    void add_page(PageNo page, const std::vector<std::size_t>& pages_of_commit);
    void add_departure(const RemovedPage& page, const Schema& schema, const std::vector<std::size_t>& pages_of_commit);
    [[nodiscard]] std::uint32_t count_changes(const FileHistory& file, const PagePast& past, std::string_view known_as,
                                              std::string_view unit) const;
    [[nodiscard]] PageNo nearest_above(std::string_view id) const;
    void index();
    [[nodiscard]] std::vector<std::string> scopes_of(const Item& item) const;
    [[nodiscard]] Event tell(const Item& item) const;
    [[nodiscard]] std::string sentence(const Item& item, Language language) const;
    [[nodiscard]] std::string value(const Item& item, std::string_view name, Language language) const;
    [[nodiscard]] std::string title_of(std::string_view id) const;
    [[nodiscard]] Digest digest_of(const Item& item) const;

    const Graph* graph_ = nullptr;
    const History* history_ = nullptr;
    std::shared_ptr<const Past> past_;
    std::map<std::string, PageNo, std::less<>> moved_;  // ids that pages have had
    std::vector<std::vector<PageNo>> heard_;            // by page: whose lists show what happens to it
    std::vector<Stretch> departed_;                     // of pages that are gone: made up to be told like others
    std::vector<std::int64_t> announced_;               // by page
    std::map<std::string, std::vector<SideStep>, std::less<>>
        sides_;                // what is counted besides, by the page's known id
    std::vector<Item> items_;  // newest first
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_scope_;
};

}  // namespace knav
