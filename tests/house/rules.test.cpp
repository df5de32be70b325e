// A rule that nothing breaks is one that `knav explain` speaks of in vain.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "diag/rules.hpp"

namespace {

/// All source files below a folder of the project, one after the other.
std::string sources_below(const std::string& folder) {
    std::string all;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string{KNAV_SOURCE_DIR} + "/" + folder)) {
        if (entry.path().extension() != ".cpp" || entry.path().string().find("node_modules") != std::string::npos)
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>{in}, {});
    }
    return all;
}

}  // namespace

TEST_CASE("tests name every rule of the catalogue", "[house]") {
    const auto tests = sources_below("tests");
#define KNAV_BOTH_NAMES(identifier, name) std::pair{std::string{"rule::" #identifier}, std::string{name}},
    const std::vector<std::pair<std::string, std::string>> rules = {KNAV_RULES(KNAV_BOTH_NAMES)};
#undef KNAV_BOTH_NAMES
    for (const auto& [identifier, name] : rules) {
        INFO(name);
        CHECK((tests.find(identifier) != std::string::npos || tests.find(name) != std::string::npos));
    }
}

TEST_CASE("the program uses every rule of its catalogue", "[house]") {
    const auto program = sources_below("generator");
#define KNAV_IDENTIFIER(identifier, name) #identifier,
    const std::vector<std::string> identifiers = {KNAV_RULES(KNAV_IDENTIFIER)};
#undef KNAV_IDENTIFIER
    REQUIRE(identifiers.size() > 50);
    for (const auto& identifier : identifiers) {
        INFO(identifier);
        CHECK(program.find("rule::" + identifier) != std::string::npos);
    }
}
