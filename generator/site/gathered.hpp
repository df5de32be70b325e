// What belongs together in time: which pages with news or days in them belong to a group, a council, a topic or a role,
// so that each can have its own feed and calendar. Where something belongs follows from where it lies, from references
// whose schema says `feed`, and from the words of vocabularies that have a page of their own.
// Feeds and calendars are written in feeds; nothing here knows their formats.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "events/chronicle.hpp"
#include "graph/graph.hpp"
#include "graph/seats.hpp"

namespace knav {

/// Whether a page of the type is itself something that happened or will.
[[nodiscard]] inline bool happens(const PageType& type) { return type.feed || type.dated; }

/// A page as something that happened or will. All of it is part of the answer to every question about occurrences.
struct Occurrence {
    PageNo page = no_page;
    const PageType* type = nullptr;
    std::optional<DateTime> date;
    std::int64_t announced = 0;  // when the page came to be, Unix seconds; 0 where that is not told

    /// Since when it is news, in Unix seconds: from its day on, or from before that if it was announced. Nothing of the
    /// undated.
    [[nodiscard]] std::optional<std::int64_t> news_since() const;
};

/// A seat that somebody is wanted for.
struct Vacancy {
    PageNo group = no_page;
    Seat seat;
    PageNo role = no_page;  // the page that explains the role
};

class Gathered {
public:
    Gathered() = default;
    Gathered(const Graph& graph, const Schema& schema, const Chronicle& chronicle);

    /// What has happened or will at a page, newest first; undated last. Examples only at examples.
    [[nodiscard]] const std::vector<Occurrence>& at(PageNo page) const { return at_[page]; }
    /// The same of the whole site, without examples.
    [[nodiscard]] const std::vector<Occurrence>& everywhere() const { return everywhere_; }
    /// Pages whose occurrences are also this page's: a council's groups, a topic's groups. By id.
    [[nodiscard]] const std::vector<PageNo>& givers(PageNo page) const { return givers_[page]; }

private:
    std::vector<std::vector<Occurrence>> at_;
    std::vector<std::vector<PageNo>> givers_;
    std::vector<Occurrence> everywhere_;
};

/// Every vacant seat of today, examples left out, by group.
[[nodiscard]] std::vector<Vacancy> vacancies_of(const Graph& graph, const Schema& schema, const Date& today);
[[nodiscard]] Digest digest_of(const Graph& graph, std::span<const Vacancy> vacancies);

}  // namespace knav
