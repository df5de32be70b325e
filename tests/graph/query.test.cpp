#include <catch2/catch.hpp>

#include "tests/graph/fixture.hpp"

using namespace knav;
using namespace knav::graph_test;

namespace {

const World& world() {
    static const World made{
        page("npo/b.md", "title = \"Ögon\"\nlevel = \"regional\"\nweight = 10\n") +
        page("npo/a.md", "title = \"Zoonoser\"\nlevel = \"nationell\"\nweight = 9\ndate = 2026-01-02\n") +
        page("npo/c.md", "title = \"Arv\"\ncooperates_with = [\"npo/a\", \"npo/b\"]\ndate = 2026-01-03\n") +
        page("rmpo/x/_index.md",
             "title = \"X\"\nnpo = \"npo/a\"\n[[members]]\nrole = \"ledamot\"\n"
             "[[members]]\nrole = \"ordförande\"\n") +
        page("rmpo/x/planer/p.md", "title = \"P\"\nowner = \"rmpo/x\"\n")};
    return made;
}

Lines ask(const Query& query) { return world().ids(select(world().graph, query)); }

Query of(std::string type) {
    Query query;
    query.type = std::move(type);
    return query;
}

}  // namespace

TEST_CASE("queries choose by type, place, values and relations", "[graph]") {
    REQUIRE(world().told() == Lines{});
    CHECK(ask(of("npo")) == Lines{"npo/c", "npo/a", "npo/b"});  // å, ä, ö last
    CHECK(ask(of("group")).size() == 4);
    CHECK(ask(of("annat")).empty());
    Query query;
    SECTION("below a page, not the page itself") {
        query.below = "rmpo/x";
        CHECK(ask(query) == Lines{"rmpo/x/planer/p"});
    }
    SECTION("by value") {
        query.where = {{"level", "regional"}};
        CHECK(ask(query) == Lines{"npo/b"});
    }
    SECTION("by one of a list, and by a value within its tables") {
        query.where = {{"cooperates_with", "npo/b"}};
        CHECK(ask(query) == Lines{"npo/c"});
        query.where = {{"members.role", "ordförande"}};
        CHECK(ask(query) == Lines{"rmpo/x"});
    }
    SECTION("by who is at the other end") {
        query.where = {{"rmpo", "rmpo/x"}};
        CHECK(ask(query) == Lines{"npo/a"});
    }
    SECTION("by what is there and what is not") {
        query = of("npo");
        query.has = {"rmpo"};
        CHECK(ask(query) == Lines{"npo/a"});
        query.has = {};
        query.missing = {"rmpo", "cooperates_with"};
        CHECK(ask(query).empty());  // npo/b is named by npo/c
        query.missing = {"rmpo"};
        CHECK(ask(query) == Lines{"npo/c", "npo/b"});
        query = of("rmpo");
        query.has = {"members"};
        CHECK(ask(query) == Lines{"rmpo/x"});
    }
}

TEST_CASE("queries sort by title, numbers, dates and rank, with pages that lack it last", "[graph]") {
    auto query = of("npo");
    query.sort = "weight";
    CHECK(ask(query) == Lines{"npo/a", "npo/b", "npo/c"});
    query.sort = "date";
    CHECK(ask(query) == Lines{"npo/a", "npo/c", "npo/b"});
    query.sort = "-date";
    CHECK(ask(query) == Lines{"npo/c", "npo/a", "npo/b"});
    query.sort = "level";
    CHECK(ask(query) == Lines{"npo/a", "npo/b", "npo/c"});
    query.sort = "-level";
    CHECK(ask(query) == Lines{"npo/b", "npo/a", "npo/c"});
    query.limit = 1;
    CHECK(ask(query) == Lines{"npo/b"});
}

TEST_CASE("a query's text says all of it", "[graph]") {
    Query query;
    query.type = "npo";
    query.below = "rmpo/x";
    query.where = {{"a&b", "c=d %"}, {"e", "å"}, {"tom", ""}};
    query.has = {"f", "g"};
    query.missing = {"h.i"};
    query.sort = "-date";
    query.limit = 7;
    const auto again = query_of_text(query.text());
    CHECK(again.type == query.type);
    CHECK(again.below == query.below);
    CHECK(again.where == query.where);
    CHECK(again.has == query.has);
    CHECK(again.missing == query.missing);
    CHECK(again.sort == query.sort);
    CHECK(again.limit == query.limit);
    CHECK(again.text() == query.text());
    CHECK(query.text().find('\n') == std::string::npos);
    CHECK(query_of_text("").text().empty());
    CHECK(query_of_text("%&where&limit=x&type=%4").type == "%4");
}
