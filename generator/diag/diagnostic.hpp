// Diagnostics: what is wrong, where, by which rule. Made anywhere in the core, printed only by the doors (print.hpp).
#pragma once

#include <compare>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "diag/rules.hpp"

namespace knav {

/// A place in a text. Line and column count from 1, columns in Unicode code points; 0 means unknown and is not printed.
struct Position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    friend auto operator<=>(const Position&, const Position&) = default;
};

/// A position in a file. `path` is relative to the site root.
struct Place {
    std::string path;
    Position at;
    friend auto operator<=>(const Place&, const Place&) = default;
};

enum class Severity { note, warning, error };  // only an error stops publishing

struct Diagnostic {
    Severity severity = Severity::error;
    Place place;                         // where the author should look, not where we noticed
    const Rule* rule = nullptr;          // never null in a sink
    std::vector<std::string> arguments;  // fill {0}, {1} ... of the rule's sentence
    std::string proposal;                // "menade du ...": the nearest right value; empty when there is none
    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// The sink. Passed, never global; may be written from several threads. Reading gives place order, without repeats.
class Diagnostics {
public:
    void add(Diagnostic diagnostic);
    void error(Place place, const Rule& rule, std::vector<std::string> arguments = {}, std::string proposal = {});
    void warning(Place place, const Rule& rule, std::vector<std::string> arguments = {}, std::string proposal = {});
    void note(Place place, const Rule& rule, std::vector<std::string> arguments = {});
    void append(const std::vector<Diagnostic>& more);

    [[nodiscard]] std::vector<Diagnostic> sorted() const;
    [[nodiscard]] std::size_t errors() const;
    [[nodiscard]] std::size_t warnings() const;

private:
    mutable std::mutex mutex_;
    std::vector<Diagnostic> found_;
};

}  // namespace knav
