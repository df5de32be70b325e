// Each page's past, worked out from its revisions: which commit changed which of its units, and what came of each stretch
// of work. A stretch is saves of one page without a long pause; only what differs between its beginning and its end has
// happened. Bytes of old versions are read and parsed once: what was found is kept from run to run.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "events/sides.hpp"

namespace knav {

/// A pause that ends a stretch, and how long one may be at most; seconds.
inline constexpr std::int64_t quiet_period = 8 * 3600;
inline constexpr std::int64_t longest_stretch = 48 * 3600;

/// What one revision changed.
struct Step {
    Digest key;                      // of what it was worked out from
    std::vector<std::string> units;  // fields, and sections as "#id"; by byte order
    std::string first_id;            // what the page said from then on that subscribers know it by; mostly nothing
};

/// Revisions [newest, oldest] of a page, by index, and what happened in them.
struct Stretch {
    Digest key;
    std::uint32_t newest = 0;
    std::uint32_t oldest = 0;
    std::uint32_t told = 0;  // the revision from which on the outcome has been this one: later ones were mere touches
    std::vector<Found> found;
};

struct PagePast {
    Digest key;                      // of all it was worked out from; zero: to be asked step by step
    std::vector<Step> steps;         // one for each revision, latest first
    std::vector<Stretch> stretches;  // latest first
};

/// A page that was taken away, as it was last.
struct Departure {
    Digest key;
    std::string type;  // the schema's name of it; empty if nothing is to be told: a draft, or of no type
    std::string title;
    bool example = false;
};

struct Past {
    Digest read_at;  // of history, schema and program: equal and nothing unreadable, and all is as it was
    // By path at the head. A page that nothing new is known of goes on as it is.
    std::map<std::string, std::shared_ptr<const PagePast>, std::less<>> pages;
    std::map<std::string, Departure, std::less<>> departures;  // by path; of History::removed
    SidePast sides;                                            // of History::asides
    std::size_t unreadable = 0;                                // old versions that could not be read
    std::size_t worked_out = 0;  // steps, stretches and departures that were not known before

    [[nodiscard]] const PagePast* page(std::string_view path) const;
    [[nodiscard]] const Departure* departure(std::string_view path) const;
};

/// `program` stands for the rules by which all this is found. `known` is an earlier past, or an empty one.
[[nodiscard]] std::shared_ptr<const Past> work_out_past(const OldPages& old, const Digest& program,
                                                        std::shared_ptr<const Past> known, unsigned threads);

[[nodiscard]] std::string serialise(const Past& past);
/// An empty past if the bytes are not a whole one of this version.
[[nodiscard]] std::shared_ptr<const Past> parse_past(std::string_view bytes);

}  // namespace knav
