// The history of the last run as bytes, so that the next one reads new commits only.
#pragma once

#include <string>
#include <string_view>

#include "files/history.hpp"
#include "git/removed_pages.hpp"
#include "text/digest.hpp"

namespace knav {

struct KnownHistory {
    History history;
    RemovalLine line;
    std::vector<ObjectId> commits;  // all that the head builds on and that have been looked at (side_walk.hpp)
    Digest circumstances;  // of what else decides the answer: where the site lies, how far a shallow clone reaches

    [[nodiscard]] std::string to_bytes() const;
    /// Bytes that are damaged, or of another version, give an empty history: everything is then read.
    [[nodiscard]] static KnownHistory from_bytes(std::string_view bytes);
};

}  // namespace knav
