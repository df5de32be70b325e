#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "fixture.hpp"

using namespace knav;
using namespace knav::schema_test;

TEST_CASE("the schema that comes with the program has no mistakes", "[schema]") {
    std::vector<File> files;
    for (const auto& each : std::filesystem::directory_iterator(std::filesystem::path{KNAV_SOURCE_DIR} / "schema")) {
        std::ifstream in{each.path(), std::ios::binary};
        files.push_back(
            make_file("schema/" + each.path().filename().string(), {std::istreambuf_iterator<char>{in}, {}}));
    }
    REQUIRE(files.size() > 2);
    Diagnostics found;
    const auto schema = read_schema(Snapshot{files}, found);
    CHECK(lines_of(found) == Lines{});
    CHECK(schema.find("page") != nullptr);
}
