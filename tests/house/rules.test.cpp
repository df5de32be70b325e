// A rule that nothing breaks is one that `knav explain` speaks of in vain.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "diag/rules.hpp"

TEST_CASE("the program uses every rule of its catalogue", "[house]") {
    std::string program;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string{KNAV_SOURCE_DIR} + "/generator")) {
        if (entry.path().extension() != ".cpp") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        program.append(std::istreambuf_iterator<char>{in}, {});
    }
#define KNAV_IDENTIFIER(identifier, name) #identifier,
    const std::vector<std::string> identifiers = {KNAV_RULES(KNAV_IDENTIFIER)};
#undef KNAV_IDENTIFIER
    REQUIRE(identifiers.size() > 50);
    for (const auto& identifier : identifiers) {
        INFO(identifier);
        CHECK(program.find("rule::" + identifier) != std::string::npos);
    }
}
