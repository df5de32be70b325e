// knav explain: what a rule is for and what to do.
#include <iostream>

#include "cli/commands.hpp"
#include "diag/print.hpp"
#include "guard/grounds.hpp"
#include "text/nearest.hpp"

namespace knav::cli {
namespace {

void print_rule(const Rule& rule, Language language) {
    const Diagnostic example{Severity::error, {}, &rule, std::vector<std::string>(4, "…"), {}};
    std::cout << rule.name << "\n  " << sentence(example, language) << "\n\n"
              << (language == Language::sv ? rule.help_sv : rule.help_en) << "\n";
}

int run_explain(const Arguments& arguments) {
    const auto name = arguments.operand("RULE");
    if (name.empty()) {
        for (const auto* rule : all_rules()) std::cout << rule->name << "\n";
        for (const auto* ground : all_grounds()) std::cout << ground->name << "\n";
        return all_right;
    }
    const auto* rule = find_rule(name);
    if (rule == nullptr) rule = find_ground(name);
    if (rule != nullptr) {
        print_rule(*rule, arguments.language);
        return all_right;
    }
    std::vector<std::string_view> known;
    for (const auto* each : all_rules()) known.push_back(each->name);
    for (const auto* each : all_grounds()) known.push_back(each->name);
    const auto guess = nearest(name, known).value_or("");
    throw UsageError{{"regeln " + name + " finns inte" + (guess.empty() ? "" : "; menade du " + guess + "?"),
                      "there is no rule " + name + (guess.empty() ? "" : "; did you mean " + guess + "?")}};
}

}  // namespace

const Command explain{
    "explain",
    {"Förklara en regel; utan namn: alla regler", "Explain a rule; without a name: all rules"},
    {{"RULE", {"namnet inom hakparentes efter ett fel", "the name in brackets after a diagnostic"}, false}},
    {},
    {{"knav explain reference-unknown", {"vad den vill och vad man gör", "what it wants and what to do"}}},
    run_explain};

}  // namespace knav::cli
