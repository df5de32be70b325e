// Where a type's references stand: the fields that refer, through lists and tables at any depth, with the names of the
// relations they make. Worked out once for each type, so that no page is searched for what cannot be there.
// Internal to this room.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schema/page_type.hpp"

namespace knav {

/// A field that refers, or that has fields below it that do.
struct ReferencePath {
    std::string name;                  // "npo", "members.person": field names, without list levels
    const Field* field = nullptr;      // as found in its table
    const Field* reference = nullptr;  // what refers: the field, or what a list is of; null if only fields below do
    bool acyclic = false;              // said of the field or of what it is a list of
    std::map<std::string, std::string> target;  // likewise
    std::uint16_t number = 0;                   // of the name and of the inverse; 0 until numbered
    std::uint16_t inverse = 0;
    std::vector<char> allowed;  // for each type of the schema, whether it may be referred to; empty until filled in
    std::vector<ReferencePath> below;
};

/// In order of the fields; not yet numbered, nor with the types allowed.
[[nodiscard]] std::vector<ReferencePath> reference_paths(const PageType& type);

/// Calls `each` with every path that refers, at any depth.
template <class Function>
void each_reference(std::vector<ReferencePath>& paths, const Function& each) {
    for (auto& path : paths) {
        if (path.reference != nullptr) each(path);
        each_reference(path.below, each);
    }
}

}  // namespace knav
