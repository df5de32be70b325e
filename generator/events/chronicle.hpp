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

class Chronicle {
public:
    Chronicle() = default;
    /// Keeps pointers into all of them.
    Chronicle(const Graph& graph, const Schema& schema, const History& history, std::shared_ptr<const Past> past);

    /// The newest events of a scope (scopes.hpp), newest first.
    [[nodiscard]] std::vector<Event> events(std::string_view scope, std::size_t most) const;
    /// How many there are.
    [[nodiscard]] std::size_t count(std::string_view scope) const;
    /// Of all that events() says of a scope.
    [[nodiscard]] Digest digest(std::string_view scope) const;
    /// The scopes that have events, by byte order.
    [[nodiscard]] std::vector<std::string_view> scopes() const;

    /// The commit that last changed a unit of a page ("members", "#uppdrag"), or null where that is not known.
    [[nodiscard]] const PastCommit* last_change(PageNo page, std::string_view unit) const;
    /// The page's revisions with the units that each changed; null where no history is known.
    [[nodiscard]] const PagePast* past(PageNo page) const;

private:
    struct Item {
        std::int64_t when = 0;
        PageNo page = no_page;
        const Stretch* stretch = nullptr;
        std::uint32_t found = 0;  // index into the stretch's
        const EventRule* rule = nullptr;
        std::string id;
        Digest digest;
    };

    void add_page(PageNo page, const std::vector<std::size_t>& pages_of_commit);
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
    std::vector<Item> items_;                           // newest first
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_scope_;
};

}  // namespace knav
