// What can be mended in a file without anybody having to think: bytes that nobody meant, one Unicode form, keys that have
// a new name. The mended file says exactly what it said before; all that is not sure of that is left for a person.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "files/snapshot.hpp"
#include "schema/schema.hpp"

namespace knav {

struct Mending {
    enum class Kind { diagnosed, composed };
    Kind kind = Kind::diagnosed;  // composed: text brought into the form NFC, for which there is no rule
    Position at;                  // in the file as it was
    const Rule* rule = nullptr;   // null when composed
    std::vector<std::string> arguments;
};

struct Mended {
    std::string text;
    std::vector<Mending> done;  // empty: the text is as it was
    std::vector<Mending> left;  // of the kinds that are mended elsewhere, but not here
};

/// A page or a TOML file. `type` is the page's; null for what is no page. A file that is not UTF-8 is left as it is.
[[nodiscard]] Mended mend(std::string_view path, std::string_view bytes, const PageType* type, const Schema& schema);

}  // namespace knav
