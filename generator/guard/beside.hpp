// A proposal beside the present text: each unit that differs, as a reader would get it on either side, with the words that
// came or went marked. One HTML page that needs nothing else: its own few rules of style, no script.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "guard/judge.hpp"

namespace knav {

struct BesideUnit {
    std::string name;  // the field's label or the section's heading
    std::string now;   // HTML; empty: it is not there
    std::string then;
    std::vector<std::string> roles;
    std::string part;  // field name or section id
};

struct BesidePage {
    std::string path;
    std::string page_id;
    std::string title;
    std::vector<BesideUnit> units;
};

/// The pages that differ; other files are named alone.
[[nodiscard]] std::vector<BesidePage> beside(const Law& law, std::span<const EntryChange> changes);

/// What is proposed, by whom, for the page's head.
struct ProposalTitle {
    std::string name;  // "rmpo-tandvard/1"
    std::string author;
    std::string subject;
};
[[nodiscard]] std::string beside_html(const Law& law, const ProposalTitle& title, std::span<const BesidePage> pages);

}  // namespace knav
