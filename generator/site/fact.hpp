// Facts: the questions a renderer may ask of a site. A fact's key names the question; its digest names the answer. The
// list of a target's facts is its list of dependencies, and nobody has to declare one.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "site/names.hpp"

namespace knav {

enum class FactKind : std::uint8_t {
    card,          // subject: page id. What a list shows of it; also whether it exists
    record,        // page id. All of its front matter, its type and its place
    document,      // page id. Its text
    section,       // page id, name: section id. One section's text
    links,         // page id. Where the links in its text lead
    ancestors,     // page id. The pages above it
    children,      // page id. The pages right below it
    siblings,      // page id. The pages before and after it in time
    relation,      // page id, name: relation or inverse. Who is at the other end
    incoming,      // page id. All relations that others have to it
    resources,     // page id. The files in its folder
    feed,          // page id. Whether it has a feed, and whether it has a calendar
    gathered,      // page id. What has happened or will at it and at those that give to it
    givers,        // page id. Who gives to it
    unit_history,  // page id, name: a unit. When it was last changed, and how often
    revisions,     // page id. All its versions
    last_change,   // page id. When its file was last changed
    mentions,      // page id. Who links to it, and the sentences around
    query,         // name: a query's text. Which pages fit, in order
    events,        // name: a scope (events/scopes.hpp). What has happened
    occurrences,   // name: empty, a type or a month. What has happened or will: anywhere, of the type, in the month
    news,  // name: a scope. What is new: all of it; or by subject, "archives": in how many parts its feed has older
           // news, "2": one of them, "0": the feed itself
    vacancies,       // name: empty or the id of a role's page. Which seats are vacant
    abbreviation,    // name: a word. The glossary's page for it
    aliases,         // all old addresses
    wanted,          // links and references to pages that are missing
    compared_today,  // name: a day. Whether it is past, today or to come
    today,           // the day itself
    template_text,   // name: template
    words,           // the interface's words
    assets,          // the addresses of the theme's assets
    settings,        // site.toml
    schema,          // all types and vocabularies
    file,            // name: path. A file's bytes
    search_file      // name: of a file of the search index. What is in it
};

/// Answers that are known only when the index of all words is made, which takes longest: they are asked for last.
[[nodiscard]] constexpr bool comes_last(FactKind kind) { return kind == FactKind::search_file; }

/// Answers that follow from Site::records() alone: as long as that is the same, so are they.
[[nodiscard]] constexpr bool rests_on_records(FactKind kind) {
    switch (kind) {
        case FactKind::card:
        case FactKind::record:
        case FactKind::ancestors:
        case FactKind::children:
        case FactKind::siblings:
        case FactKind::relation:
        case FactKind::incoming:
        case FactKind::resources:
        case FactKind::feed:
        case FactKind::gathered:
        case FactKind::givers:
        case FactKind::query:
        case FactKind::occurrences:
        case FactKind::vacancies:
        case FactKind::abbreviation:
        case FactKind::aliases:
        case FactKind::compared_today:
        case FactKind::today:
        case FactKind::settings:
        case FactKind::schema: return true;
        default: return false;
    }
}

/// Answers that follow from Site::joins() alone.
[[nodiscard]] constexpr bool rests_on_joins(FactKind kind) {
    return kind == FactKind::links || kind == FactKind::wanted;
}

/// Answers that follow from Site::told_past() alone.
[[nodiscard]] constexpr bool rests_on_past(FactKind kind) {
    return kind == FactKind::revisions || kind == FactKind::events || kind == FactKind::news;
}

/// Answers that follow from what a page's versions are.
[[nodiscard]] constexpr bool rests_on_revisions(FactKind kind) {
    return kind == FactKind::unit_history || kind == FactKind::last_change;
}

inline constexpr std::string_view all_archives = "archives";

/// Packed into 64 bits: 6 for the kind, 29 for each name.
struct FactKey {
    std::uint64_t packed = 0;

    FactKey() = default;
    explicit FactKey(std::uint64_t bits) : packed(bits) {}
    FactKey(FactKind kind, NameNo subject = 0, NameNo name = 0)
        : packed(static_cast<std::uint64_t>(kind) << 58U | static_cast<std::uint64_t>(subject) << 29U | name) {}

    [[nodiscard]] FactKind kind() const { return static_cast<FactKind>(packed >> 58U); }
    [[nodiscard]] NameNo subject() const { return static_cast<NameNo>(packed >> 29U & 0x1fffffffU); }
    [[nodiscard]] NameNo name() const { return static_cast<NameNo>(packed & 0x1fffffffU); }
    friend auto operator<=>(const FactKey&, const FactKey&) = default;
};

/// "card rmpo/endokrina-sjukdomar", "relation npo/tandvard rmpo": for people, in `why` and `--explain`.
[[nodiscard]] std::string describe(FactKey key, const Names& names);
[[nodiscard]] std::string_view name_of(FactKind kind);

}  // namespace knav
