// What else readers call a thing: lists kept with the site, for nothing computed finds these.
//
//   same = [["sepsis", "blodförgiftning"]]   # each finds pages that have another
//   [words]                                  # what is to the left finds pages with what is to the right, not the reverse
//   "tandvärk" = ["tandvård"]
//
// Several words in one string must all be on the page. content/synonymer.toml is the site's own: each word that is to find
// something must be on the site. schema/synonyms.toml is general Swedish: what the site doesn't have is passed over.
#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.hpp"
#include "files/snapshot.hpp"

namespace knav::search {

struct Synonym {
    std::string asked;     // what a reader may type
    std::string meant;     // what pages say
    bool general = false;  // may be about what the site does not have
    Place place;           // of `meant`
};

/// Reads a list; what is wrong in it is reported at its place.
[[nodiscard]] std::vector<Synonym> read_synonyms(const File& file, Diagnostics& found);

}  // namespace knav::search
