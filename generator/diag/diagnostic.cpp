#include "diag/diagnostic.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace knav {

namespace {

auto order(const Diagnostic& diagnostic) {
    return std::make_tuple(std::cref(diagnostic.place), -static_cast<int>(diagnostic.severity), diagnostic.rule->name,
                           std::cref(diagnostic.arguments), std::cref(diagnostic.proposal));
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
    assert(diagnostic.rule != nullptr && "a diagnostic names its rule");
    const std::lock_guard lock{mutex_};
    found_.push_back(std::move(diagnostic));
}

void Diagnostics::error(Place place, const Rule& rule, std::vector<std::string> arguments, std::string proposal) {
    add({Severity::error, std::move(place), &rule, std::move(arguments), std::move(proposal)});
}

void Diagnostics::warning(Place place, const Rule& rule, std::vector<std::string> arguments, std::string proposal) {
    add({Severity::warning, std::move(place), &rule, std::move(arguments), std::move(proposal)});
}

void Diagnostics::note(Place place, const Rule& rule, std::vector<std::string> arguments) {
    add({Severity::note, std::move(place), &rule, std::move(arguments), {}});
}

void Diagnostics::append(const std::vector<Diagnostic>& more) {
    const std::lock_guard lock{mutex_};
    found_.insert(found_.end(), more.begin(), more.end());
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::vector<Diagnostic> all;
    {
        const std::lock_guard lock{mutex_};
        all = found_;
    }
    std::sort(all.begin(), all.end(),
              [](const Diagnostic& left, const Diagnostic& right) { return order(left) < order(right); });
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

// Counted as they are printed: the same mistake reported twice is one mistake.
std::size_t Diagnostics::errors() const {
    const auto all = sorted();
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; }));
}

std::size_t Diagnostics::warnings() const {
    const auto all = sorted();
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::warning; }));
}

}  // namespace knav
