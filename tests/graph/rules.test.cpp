#include <catch2/catch.hpp>

#include "tests/graph/fixture.hpp"

using namespace knav;
using namespace knav::graph_test;

namespace {

std::string npo(std::string_view name, std::string_view more) {
    return page("npo/" + std::string{name} + ".md", "title = \"" + std::string{name} + "\"\n" + std::string{more});
}

std::string plan(std::string_view name, std::string_view more) {
    return page("planer/" + std::string{name} + ".md", "title = \"P\"\nowner = \"npo/a\"\n" + std::string{more});
}

}  // namespace

TEST_CASE("a unique value stands on one page, whichever type inherits the field", "[graph]") {
    const World world{npo("a", "code = \"1\"\n") + npo("b", "code = \"2\"\n") + npo("c", "code = \"1\"\n") +
                      page("rmpo/d/_index.md", "title = \"D\"\ncode = \"1\"\n")};
    CHECK(world.told() == Lines{"content/npo/c.md:3:8 field-unique", "content/rmpo/d/_index.md:3:8 field-unique"});
    CHECK(world.found.sorted()[0].arguments == Lines{"1", "content/npo/a.md"});
}

TEST_CASE("a unique value in a list's tables stands once in the list, and again on other pages", "[graph]") {
    const std::string seat = "[[members]]\nrole = \"ledamot\"\nmark = \"x\"\n";
    const World world{npo("a", seat + seat) + npo("b", seat)};
    CHECK(world.told() == Lines{"content/npo/a.md:8:8 field-unique"});
}

TEST_CASE("a relation that must not come back is told with its chain", "[graph]") {
    SECTION("through other pages, of any type") {
        const World world{npo("a", "reports_to = \"rmpo/b\"\n") + npo("c", "reports_to = \"npo/a\"\n") +
                          page("rmpo/b/_index.md", "title = \"B\"\nreports_to = \"npo/a\"\n")};
        CHECK(world.told() == Lines{"content/npo/a.md:3:14 reference-circle"});
        CHECK(world.found.sorted()[0].arguments == Lines{"npo/a → rmpo/b → npo/a"});
    }
    SECTION("to itself") {
        CHECK(World{npo("a", "reports_to = \"npo/a\"\n")}.told() == Lines{"content/npo/a.md:3:14 reference-circle"});
    }
    SECTION("while other relations may") {
        CHECK(World{npo("a", "cooperates_with = [\"npo/b\"]\n") + npo("b", "cooperates_with = [\"npo/a\"]\n")}.told() ==
              Lines{});
    }
}

TEST_CASE("the schema's conditions hold for pages they are about", "[graph]") {
    SECTION("a field that must be there when another has a value, told in the schema's words") {
        const World world{npo("a", "") + plan("x", "level = \"nationell\"\n") + plan("y", "level = \"regional\"\n") +
                          plan("z", "level = \"regional\"\nbuilds_on = \"planer/x\"\n")};
        CHECK(world.told() == Lines{"content/planer/y.md:1:1 rule-broken"});
        CHECK(world.found.sorted()[0].arguments == Lines{"Ange vad planen bygger på."});
    }
    SECTION("a relation that must have another end") {
        const World world{page("planer/x.md", "title = \"P\"\n")};
        CHECK(world.told() == Lines{"content/planer/x.md:1:1 relation-count"});
        CHECK(world.found.sorted()[0].arguments == Lines{"owner", "0", "minst 1"});
    }
    SECTION("a relation that is written but leads nowhere, told where it is written") {
        const World world{page("planer/x.md", "title = \"P\"\nowner = \"npo/a\"\n")};
        CHECK(world.told() ==
              Lines{"content/planer/x.md:3:9 reference-unknown", "content/planer/x.md:3:9 relation-count"});
    }
    SECTION("dates in order, with the rule's own severity") {
        const World world{npo("a", "") + plan("x", "opens = 2026-03-02\ncloses = 2026-03-01\n") +
                          plan("y", "opens = 2026-03-02\ncloses = 2026-03-02\n")};
        CHECK(world.told() == Lines{"content/planer/x.md:5:10 date-order"});
        CHECK(world.found.sorted()[0].arguments == Lines{"closes", "opens"});
        CHECK(world.found.sorted()[0].severity == Severity::warning);
    }
}

TEST_CASE("a role has not more seats at one time than the schema allows", "[graph]") {
    const auto chair = [](std::string_view more) { return "[[members]]\nrole = \"ordförande\"\n" + std::string{more}; };
    SECTION("two at once") {
        const World world{npo("a", chair("") + chair(""))};
        CHECK(world.told() == Lines{"content/npo/a.md:6:8 seat-count"});
        CHECK(world.found.sorted()[0].arguments == Lines{"ordförande", "2", "högst 1"});
    }
    SECTION("one after the other") {
        CHECK(World{npo("a", chair("from = 2026-01-01\n") + chair("to = 2025-12-31\n"))}.told() == Lines{});
    }
    SECTION("one day together") {
        CHECK(World{npo("a", chair("from = 2026-01-01\n") + chair("to = 2026-01-01\n"))}.told() ==
              Lines{"content/npo/a.md:4:8 seat-count"});
    }
}

TEST_CASE("no two pages are known to subscribers by the same id", "[graph]") {
    SECTION("both say it") {
        const World world{npo("a", "first_id = \"npo/x\"\n") + npo("b", "first_id = \"npo/x\"\n")};
        CHECK(world.told() == Lines{"content/npo/b.md:3:12 first-id-taken"});
        const auto told = world.found.sorted()[0];
        CHECK(told.arguments == Lines{"npo/x", "content/npo/a.md"});
        CHECK(told.proposal == "npo/b");
    }
    SECTION("one says another's own") {
        const World world{npo("a", "") + npo("b", "first_id = \"npo/a\"\n")};
        CHECK(world.told() == Lines{"content/npo/b.md:3:12 first-id-taken"});
    }
    SECTION("they have changed places, or one says its own") {
        const World world{npo("a", "first_id = \"npo/b\"\n") + npo("b", "first_id = \"npo/a\"\n") +
                          npo("c", "first_id = \"npo/c\"\n")};
        CHECK(world.told() == Lines{});
    }
}
