// What is wrong on one page, gathered before it goes to the shared sink: one lock a page, and at most so many of one
// rule that a page of nothing but mistakes stays readable.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/diagnostic.hpp"

namespace knav {

class Reporter {
public:
    static constexpr std::uint32_t most_of_a_rule = 100;

    explicit Reporter(std::string_view path) : path_(path) {}

    void report(Severity severity, Position at, const Rule& rule, std::vector<std::string> arguments = {},
                std::string proposal = {});
    /// Hands over what was found, and begins anew.
    void deliver(Diagnostics& found);

private:
    std::string path_;
    std::vector<Diagnostic> found_;
    std::vector<std::pair<const Rule*, std::uint32_t>> counts_;
};

}  // namespace knav
