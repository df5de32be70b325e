// Letters: what was new between two days and what is coming, put together to be read at one sitting: a newsletter on the
// site, or a digest for a mailer.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "feeds/items.hpp"
#include "render/view.hpp"

namespace knav {

struct LetterPart {
    std::string title;  // the types' plural: "Nyheter"
    std::vector<FeedItem> items;
};

struct Letter {
    std::string title;
    std::string period;             // "12 november 2026 – 18 november 2026"
    std::vector<LetterPart> parts;  // in the order of what has most to say, what happened last; newest first within
    std::vector<FeedItem> coming;   // soonest first
    [[nodiscard]] bool empty() const { return parts.empty() && coming.empty(); }
};

/// Of news that have been gathered already.
[[nodiscard]] Letter letter_of(const Lens& lens, std::string title, std::span<const Novelty> news, const Date& from,
                               const Date& until);
/// What was new from one day to another, both counted. `coming_days`: how far ahead from today to look; 0 not at all.
[[nodiscard]] Letter read_letter(const Lens& lens, const Scope& scope, const Date& from, const Date& until,
                                 int coming_days);
/// letter{title period parts[title id items[title url summary lines[line] date date_iso type_label]] coming count foot...}.
[[nodiscard]] View letter_view(const Lens& lens, const Letter& letter);
/// Plain text, lines of at most 72 characters where words allow it.
[[nodiscard]] std::string letter_text(const Lens& lens, const Letter& letter);

}  // namespace knav
