// What is wrong with a line of TOML, as its editor would put it: the library speaks English, and of its own grammar.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "diag/rules.hpp"

namespace knav {

struct Slip {
    const Rule* rule = nullptr;  // toml-syntax, with the library's own words, for what is none of the usual slips
    std::vector<std::string> arguments;
};

/// `said` is toml++'s description of an error, `at` its place in `text`, the first line being 1.
[[nodiscard]] Slip slip_of(std::string_view said, std::string_view text, Position at);

}  // namespace knav
