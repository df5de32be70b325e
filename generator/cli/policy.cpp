// knav policy test: does the policy say what it is meant to say? Cases in TOML: who, which unit, and whether they may.
#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/rights.hpp"
#include "parse/toml.hpp"

namespace knav::cli {
namespace {

struct Wanted {
    std::string who, unit;
    bool may = false;
    std::optional<Date> on;
    std::uint32_t line = 0;
};

Wanted read_case(const Value& value) {
    const auto& table = value.table();
    Wanted wanted{std::string{table.text("who")}, std::string{table.text("unit")}, false, {}, value.at().line};
    const auto* may = table.find("may");
    const auto* on = table.find("on");
    const bool known = table.entries().size() == (on == nullptr ? 3U : 4U);
    if (may == nullptr || may->as<bool>() == nullptr || wanted.who.empty() || wanted.unit.empty() || !known ||
        (on != nullptr && on->as<Date>() == nullptr)) {
        const auto where = std::to_string(wanted.line);
        throw UsageError{{"rad " + where + ": ett fall är who, unit, may = true | false, och ibland on = DAG",
                          "line " + where + ": a case is who, unit, may = true | false, and sometimes on = DAY"}};
    }
    wanted.may = *may->as<bool>();
    if (on != nullptr) wanted.on = *on->as<Date>();
    return wanted;
}

int run_policy(const Arguments& arguments) {
    if (arguments.operand("ACTION") != "test") throw UsageError{{"knav policy test FIL", "knav policy test FILE"}};
    const auto path = std::filesystem::absolute(arguments.operand("FILE"));
    const auto folder = folder_law(arguments);
    const auto language = folder->law->language;
    Diagnostics found;
    std::ifstream file{path, std::ios::binary};
    if (!file) throw UsageError{{"kan inte läsa " + path.string(), "cannot read " + path.string()}};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto table = parse_toml(path.string(), text, 1, found);
    print_diagnostics(arguments, found, language);
    if (!table || table->find("cases") == nullptr) {
        throw UsageError{{"inga [[cases]] i " + path.string(), "no [[cases]] in " + path.string()}};
    }
    std::size_t passed = 0, failed = 0;
    for (const auto& value : table->find("cases")->array()) {
        const auto wanted = read_case(value);
        auto law = *folder->law;
        if (wanted.on) law.today = *wanted.on;
        const auto unit = unit_named(law, wanted.unit);
        const Rights rights{law, editor_named(folder->policy, wanted.who)};
        const bool may = rights.has(unit.page, unit.roles);
        ++(may == wanted.may ? passed : failed);
        if (may == wanted.may) continue;
        const auto* said =
            language == Language::sv ? (may ? "får ändra" : "får inte ändra") : (may ? "may change" : "may not change");
        std::cout << fmt::format("{}:{}: {} {} {}\n", path.string(), wanted.line, wanted.who, said, wanted.unit);
    }
    std::cout << fmt::format("{} passed, {} failed\n", passed, failed);
    return failed == 0 && passed > 0 ? all_right : content_errors;
}

}  // namespace

const Command policy{
    "policy",
    {"Pröva att reglerna säger det de är tänkta att säga", "Test that the policy says what it is meant to say"},
    {{"ACTION", {"test", "test"}}, {"FILE", {"fall: who, unit, may, on", "cases: who, unit, may, on"}}},
    {},
    {{"knav policy test tests/policy.toml",
      {"innan reglerna ändras, och efteråt", "before a change of policy, and after"}}},
    run_policy};

}  // namespace knav::cli
