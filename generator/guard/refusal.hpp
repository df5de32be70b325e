// What a refused person reads: which section, whose it is, why, and how to hand the change in instead. Short enough to be
// read in a terminal, where git writes "remote: " before every line.
#pragma once

#include <span>
#include <string>

#include "guard/judge.hpp"

namespace knav {

/// A refused ruling, and the commit it was found in (empty: the push as a whole).
struct RefusedIn {
    const Ruling* ruling = nullptr;
    std::string commit;
};

inline constexpr std::size_t most_refusal_lines = 20;

/// At most most_refusal_lines lines. `law` may be null when it could not be read.
[[nodiscard]] std::string refusal_text(std::span<const RefusedIn> refused, const Law* law, Language language);

/// "Samordningen (samordning)"; the first few, and how many more.
[[nodiscard]] std::string names_of(std::span<const Editor* const> editors, Language language);

}  // namespace knav
