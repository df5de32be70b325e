#include "schema/path_pattern.hpp"

#include <catch2/catch.hpp>

#include "fixture.hpp"

using namespace knav;
using namespace knav::schema_test;

namespace {

bool fits(std::string_view pattern, std::string_view id) {
    const auto compiled = PathPattern::parse(pattern);
    REQUIRE(compiled);
    return compiled->fits(id_parts(id));
}

bool comes_first(std::string_view left, std::string_view right) {
    return most_literal_first(*PathPattern::parse(left), *PathPattern::parse(right)) < 0;
}

}  // namespace

TEST_CASE("three ways to write a file's place mean one id", "[schema]") {
    const auto pattern = GENERATE("rmpo/{slug}/_index.md", "rmpo/{slug}.md", "rmpo/{slug}/index.md", "rmpo/{slug}");
    CHECK(fits(pattern, "rmpo/endokrina-sjukdomar"));
    CHECK_FALSE(fits(pattern, "rmpo"));
    CHECK_FALSE(fits(pattern, "rmpo/endokrina-sjukdomar/moten"));
    CHECK_FALSE(fits(pattern, "rag/endokrina-sjukdomar"));
    CHECK(PathPattern::parse(pattern)->shape() == "rmpo/{}");
}

TEST_CASE("a name in a pattern takes at least one character of one part", "[schema]") {
    CHECK(fits("plan-{year}.md", "plan-2026"));
    CHECK_FALSE(fits("plan-{year}.md", "plan-"));
    CHECK(fits("{a}-i-{b}.md", "vard-i-ost"));
    CHECK_FALSE(fits("{a}-i-{b}.md", "vard-i-"));
    CHECK(fits("{a}-i-{b}-i-{c}", "x-i-y-i-z"));
    CHECK_FALSE(fits("{a}-i-{b}-i-{c}", "x-i-z"));
    CHECK_FALSE(fits("{a}aa", "aa"));
    CHECK(fits("{a}{b}", "xy"));
    CHECK_FALSE(fits("{a}{b}", "x"));
}

TEST_CASE("two stars stand for any number of parts, none included", "[schema]") {
    CHECK(fits("**/moten/{slug}.md", "moten/2026"));
    CHECK(fits("**/moten/{slug}.md", "rmpo/endokrin/moten/2026"));
    CHECK_FALSE(fits("**/moten/{slug}.md", "rmpo/moten"));
    CHECK(fits("**/a/**/b", "x/a/y/a/z/b"));
    CHECK(fits("**/a/**/b", "a/b"));
    CHECK_FALSE(fits("**/a/**/b", "b/a"));
    CHECK(fits("**.md", "var/som/helst"));
    CHECK(fits("**", ""));
    CHECK(fits("_index.md", ""));
    CHECK_FALSE(fits("_index.md", "a"));
}

TEST_CASE("what is no pattern is refused", "[schema]") {
    const auto text = GENERATE("rmpo//{slug}", "/rmpo/{slug}", "rmpo/{slug", "rmpo/{}", "rmpo/sl}ug", "Rmpo/{slug}",
                               "rmpo/*", "hälsa/{slug}", "rmpo/**x", "rmpo/{Slug}");
    INFO(text);
    CHECK_FALSE(PathPattern::parse(text));
}

TEST_CASE("the most literal pattern comes first", "[schema]") {
    CHECK(comes_first("rmpo/{slug}", "{kind}/{slug}"));
    CHECK(comes_first("rmpo/{slug}/plan-{year}", "rmpo/{slug}/{page}"));
    CHECK(comes_first("exempel/rmpo-{slug}", "exempel/{slug}"));
    CHECK(comes_first("rmpo/{slug}", "rmpo/**"));
    CHECK(comes_first("a/b/{c}", "abcdefgh/{c}/{d}"));
    CHECK(comes_first("{a}/{b}", "{a}"));
    CHECK(comes_first("aa/{x}", "bb/{x}"));
    CHECK_FALSE(comes_first("bb/{x}", "aa/{x}"));
}

TEST_CASE("a page belongs to the type whose pattern fits it best", "[schema]") {
    const auto schema = read(R"(
-- schema/page.toml --
path = "**"
-- schema/rmpo.toml --
path = ["rmpo/{slug}/_index.md", "exempel/rmpo-{slug}.md"]
-- schema/plan.toml --
path = "**/plan-{year}.md"
)")
                            .schema;
    const auto type_of = [&](std::string_view id) { return schema.of_page(id)->name; };
    CHECK(type_of("rmpo/endokrin") == "rmpo");
    CHECK(type_of("exempel/rmpo-a") == "rmpo");
    CHECK(type_of("exempel/annat") == "page");
    CHECK(type_of("rmpo/endokrin/plan-2026") == "plan");
    CHECK(type_of("") == "page");
    CHECK(read("-- schema/rmpo.toml --\npath = 'rmpo/{slug}'\n").schema.of_page("annat") == nullptr);
}

TEST_CASE("two types may not claim the same pages", "[schema]") {
    const auto [schema, said] = read(R"(
-- schema/a.toml --
path = "x/{slug}.md"
-- schema/b.toml --
path = ["y/{slug}", "x/{name}/_index.md"]
-- schema/c.toml --
path = "Z/{slug}.md"
-- schema/d.toml --
abstract = true
path = "d/{slug}.md"
)");
    CHECK(said ==
          Lines{"schema/b.toml:1:21 schema-path", "schema/c.toml:1:8 schema-path", "schema/d.toml:2:8 schema-path"});
    CHECK(schema.of_page("x/1")->name == "a");
    CHECK(schema.of_page("y/1")->name == "b");
}

TEST_CASE("ten thousand pages find their types at once", "[schema]") {
    std::string text;
    for (int type = 0; type < 20; ++type) {
        const auto name = "t" + std::to_string(type);
        text += "-- schema/" + name + ".toml --\npath = ['" + name + "/{slug}', '**/" + name + "/{slug}-{year}']\n";
    }
    const auto schema = read(text).schema;
    std::size_t found = 0;
    for (int page = 0; page < 10'000; ++page) {
        found += schema.of_page("a/b/t" + std::to_string(page % 40) + "/m-" + std::to_string(page)) != nullptr ? 1 : 0;
    }
    CHECK(found == 5'000);
}
