#include <catch2/catch.hpp>

#include "tests/graph/fixture.hpp"

using namespace knav;
using namespace knav::graph_test;

namespace {

const std::string npo = page("npo/ogon.md", "title = \"NPO Ögon\"\nlevel = \"nationell\"\n");
const std::string person = page("personer/p.md", "title = \"P\"\n");

}  // namespace

TEST_CASE("a relation is written once and asked for from both ends", "[graph]") {
    const World world{npo + person +
                      page("rmpo/b/_index.md",
                           "title = \"B\"\nnpo = \"npo/ogon\"\n[[members]]\nperson = \"personer/p\"\n"
                           "role = \"ledamot\"\n") +
                      page("rmpo/a/_index.md", "title = \"A\"\nnpo = \"npo/ogon\"\n")};
    CHECK(world.told() == Lines{});
    CHECK(world.related("rmpo/a", "npo") == Lines{"npo/ogon"});
    CHECK(world.related("npo/ogon", "rmpo") == Lines{"rmpo/a", "rmpo/b"});
    CHECK(world.related("rmpo/b", "members.person") == Lines{"personer/p"});
    CHECK(world.related("personer/p", "seats") == Lines{"rmpo/b"});
    CHECK(world.related("rmpo/a", "finns-inte").empty());
    const auto incoming = world.graph.incoming(world.graph.find("npo/ogon"));
    REQUIRE(incoming.size() == 2);
    CHECK(world.graph.relation_name(incoming[0].inverse) == "rmpo");
    CHECK(world.graph.relation_name(incoming[0].name) == "npo");
    CHECK(incoming[0].field->name == "npo");
    CHECK(world.graph.backlink_pairs() == 3);
}

TEST_CASE("a relation with one name at both ends gives own partners first, each once", "[graph]") {
    const World world{page("npo/a.md", "title = \"A\"\ncooperates_with = [\"npo/c\", \"npo/b\", \"npo/c\"]\n") +
                      page("npo/b.md", "title = \"B\"\ncooperates_with = [\"npo/a\"]\n") +
                      page("npo/c.md", "title = \"C\"\n")};
    CHECK(world.related("npo/a", "cooperates_with") == Lines{"npo/c", "npo/b"});
    CHECK(world.related("npo/b", "cooperates_with") == Lines{"npo/a"});
    CHECK(world.related("npo/c", "cooperates_with") == Lines{"npo/a"});
}

TEST_CASE("references are found in tables and lists at any depth", "[graph]") {
    const World world{
        npo + page("sidor/lofte.md", "title = \"L\"\n") +
        page("npo/planer/x.md", "title = \"X\"\nowner = \"npo/ogon\"\n[goal]\npromise = \"sidor/lofte\"\n")};
    CHECK(world.told() == Lines{});
    CHECK(world.related("npo/planer/x", "goal.promise") == Lines{"sidor/lofte"});
    CHECK(world.related("sidor/lofte", "goals") == Lines{"npo/planer/x"});
}

TEST_CASE("a dead reference is told at its place, with the nearest of the right type", "[graph]") {
    SECTION("a slip") {
        const World world{npo + page("rmpo/ogon/_index.md", "title = \"R\"\nnpo = \"npo/ogn\"\n")};
        CHECK(world.told() == Lines{"content/rmpo/ogon/_index.md:3:7 reference-unknown"});
        CHECK(world.found.sorted()[0].proposal == "npo/ogon");
        CHECK(world.related("rmpo/ogon", "npo").empty());
    }
    SECTION("the right name in a folder that does not exist") {
        const World world{npo + page("rmpo/a/_index.md", "title = \"R\"\nnpo = \"np/ogon\"\n")};
        CHECK(world.found.sorted()[0].proposal == "npo/ogon");
    }
    SECTION("deep in a list, each at its own place") {
        const World world{page("npo/a.md",
                               "title = \"A\"\n[[members]]\nrole = \"ledamot\"\nperson = \"personer/x\"\n"
                               "[[members]]\nrole = \"ledamot\"\nperson = \"personer/y\"\n")};
        CHECK(world.told() ==
              Lines{"content/npo/a.md:5:10 reference-unknown", "content/npo/a.md:8:10 reference-unknown"});
    }
    SECTION("a draft is said to be one") {
        const World world{page("npo/ogon.md", "title = \"N\"\ndraft = true\n") +
                          page("rmpo/ogon/_index.md", "title = \"R\"\nnpo = \"npo/ogon\"\n")};
        CHECK(world.told() == Lines{"content/rmpo/ogon/_index.md:3:7 reference-unknown"});
        CHECK(world.found.sorted()[0].arguments == Lines{"npo/ogon", "sidan är ett utkast"});
    }
}

TEST_CASE("a reference to a page of the wrong type is told and left out", "[graph]") {
    const World world{person + npo + page("rmpo/a/_index.md", "title = \"R\"\nnpo = \"personer/p\"\n")};
    CHECK(world.told() == Lines{"content/rmpo/a/_index.md:3:7 reference-type"});
    CHECK(world.found.sorted()[0].arguments == Lines{"personer/p", "person", "npo"});
    CHECK(world.related("rmpo/a", "npo").empty());
}

TEST_CASE("an abstract type stands for all that extend it", "[graph]") {
    const World world{npo + person +
                      page("npo/a.md", "title = \"A\"\ncooperates_with = [\"npo/ogon\", \"personer/p\"]\n")};
    CHECK(world.told() == Lines{"content/npo/a.md:3:32 reference-type"});
    CHECK(world.related("npo/a", "cooperates_with") == Lines{"npo/ogon"});
}

TEST_CASE("the page referred to must meet the schema's condition", "[graph]") {
    const World world{page("npo/a.md", "title = \"A\"\nlevel = \"regional\"\n") +
                      page("rmpo/a/_index.md", "title = \"R\"\nnpo = \"npo/a\"\n")};
    CHECK(world.told() == Lines{"content/rmpo/a/_index.md:3:7 reference-condition"});
    CHECK(world.found.sorted()[0].arguments == Lines{"npo/a", "level = nationell"});
    CHECK(world.related("rmpo/a", "npo") == Lines{"npo/a"});
}

TEST_CASE("an old address leads to one page, and never hides one", "[graph]") {
    SECTION("however it is written") {
        const World world{page("sidor/a.md", "title = \"A\"\naliases = [\"gammal/a\", \"/om/\"]\n")};
        CHECK(world.told() == Lines{});
        const std::vector<std::pair<std::string, PageNo>> expected{{"/gammal/a/", 0}, {"/om/", 0}};
        CHECK(world.graph.aliases() == expected);
    }
    SECTION("taken by a page, by another page's, or by one that the program makes") {
        const World world{page("sidor/a.md", "title = \"A\"\naliases = [\"/sidor/b/\", \"/gammal/\", \"oversikt\"]\n") +
                          page("sidor/b.md", "title = \"B\"\naliases = [\"/gammal\"]\n")};
        CHECK(world.told() == Lines{"content/sidor/a.md:3:12 alias-taken", "content/sidor/a.md:3:37 alias-taken",
                                    "content/sidor/b.md:3:12 alias-taken"});
        CHECK(world.found.sorted()[0].arguments == Lines{"/sidor/b/", "content/sidor/b.md"});
        CHECK(world.found.sorted()[2].arguments == Lines{"/gammal/", "content/sidor/a.md"});
        CHECK(world.graph.aliases().size() == 1);
    }
}
