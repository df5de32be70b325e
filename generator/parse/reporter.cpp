#include "parse/reporter.hpp"

#include <algorithm>

namespace knav {

void Reporter::report(Severity severity, Position at, const Rule& rule, std::vector<std::string> arguments,
                      std::string proposal) {
    auto count = std::find_if(counts_.begin(), counts_.end(), [&](const auto& one) { return one.first == &rule; });
    if (count == counts_.end()) count = counts_.insert(counts_.end(), {&rule, 0});
    if (count->second++ >= most_of_a_rule) return;
    found_.push_back({severity, {path_, at}, &rule, std::move(arguments), std::move(proposal)});
}

void Reporter::deliver(Diagnostics& found) {
    if (!found_.empty()) found.append(found_);
    found_.clear();
    counts_.clear();
}

}  // namespace knav
