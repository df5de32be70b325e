// Moving a page: it and all that lies below it get new addresses, everything that points there follows, the old addresses
// become aliases, and each page goes on saying which id it had first. What comes out is a list of changed files; writing
// them, and asking whether the site is whole afterwards, is for whoever asked. Nothing is written here.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/diagnostic.hpp"
#include "files/snapshot.hpp"
#include "graph/graph.hpp"
#include "text/language.hpp"

namespace knav {

/// From one page id to another. What lies below the one comes to lie below the other.
struct Move {
    std::string from;
    std::string to;

    [[nodiscard]] bool moves(std::string_view id) const;
    [[nodiscard]] bool moves_file(std::string_view path) const;
    /// Where it is afterwards; as it was if it stays.
    [[nodiscard]] std::string id(std::string_view id) const;
    [[nodiscard]] std::string path(std::string_view path) const;
};

enum class OldAddresses { keep, forget };  // whether they become aliases

/// A place that now says something else.
struct Followed {
    Place place;  // in the file as it was
    std::string before;
    std::string after;
};

struct MovePlan {
    Changes changes;
    std::vector<std::pair<std::string, std::string>> files;  // each that moves: from, to
    std::vector<Followed> followed;
    std::vector<Place> left;    // point there, but are written so that only a person can change them
    std::vector<Place> schema;  // name the old id in schema/, which is the administrator's to change
};

/// Why the move cannot be made, or nothing. `generated` are ids of pages that the program makes itself.
[[nodiscard]] std::optional<Label> objection(const Move& move, const Snapshot& snapshot, const Graph& graph,
                                             std::span<const std::string> generated = {});

/// What the move changes. There must be no objection to it, and `graph` must be of `snapshot`, with drafts.
[[nodiscard]] MovePlan plan_move(const Move& move, const Snapshot& snapshot, const Schema& schema, const Graph& graph,
                                 OldAddresses old);

/// Errors after the move that are not the same page's same errors before it.
[[nodiscard]] std::vector<Diagnostic> new_errors(const Move& move, const Diagnostics& before, const Diagnostics& after);

}  // namespace knav
