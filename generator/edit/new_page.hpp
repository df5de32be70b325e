// A page that is not written yet: where a page of a type lies, and a first text with every field, seat and section that
// its type knows, so that whoever fills it in need not look anything up. Nothing in it that must be filled in is invented:
// what is missing is for `knav check` to say.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "files/snapshot.hpp"
#include "schema/schema.hpp"

namespace knav {

struct NewPlace {
    std::string id;
    std::string path;  // of its file
};

/// Where `wanted` lies as a page of the type: a whole id, or only what stands in the one gap of one of the type's
/// patterns. `below`: the page above it, for patterns that begin with "**". Nothing if it fits none of the patterns.
[[nodiscard]] std::optional<NewPlace> place_of_new(const Schema& schema, const PageType& type, std::string_view wanted,
                                                   std::string_view below, const Snapshot& snapshot);

struct NewPage {
    std::string id;
    std::string title;                 // may be empty
    Date today;                        // for examples of dates
    Language language = Language::sv;  // of comments and headings
};
/// The whole file. What is optional stands as comments.
[[nodiscard]] std::string text_of_new(const PageType& type, const NewPage& page);

}  // namespace knav
