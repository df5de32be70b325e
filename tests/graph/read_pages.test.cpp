#include <catch2/catch.hpp>

#include "tests/graph/fixture.hpp"

using namespace knav;
using namespace knav::graph_test;

namespace {

/// A file whose bytes nobody may ask for.
File sealed(std::string path, std::string_view bytes) {
    auto load = [path]() -> std::string { throw std::runtime_error("read " + path); };
    return {path, digest_of(bytes), bytes.size(), std::make_shared<const Blob>(load, std::string{})};
}

std::vector<std::string> ids_of(const std::vector<Page>& pages) {
    std::vector<std::string> ids;
    for (const auto& each : pages) ids.push_back(each.id);
    return ids;
}

struct Reading {
    explicit Reading(std::string_view pages) : snapshot(files_of(std::string{schema} + std::string{pages})) {
        types = read_schema(snapshot, found);
        first = read_pages(snapshot, types, Language::sv, 2, memo, found);
    }
    Snapshot snapshot;
    Diagnostics found;
    Schema types;
    PageMemo memo;
    std::vector<Page> first;
};

}  // namespace

TEST_CASE("pages come by id, with what lists show of them", "[graph]") {
    const World world{page("rmpo/ogon/planer/ett.md", "title = \"Plan\"\nowner = \"rmpo/ogon\"\ndate = 2026-03-01\n") +
                      page("rmpo/ogon/_index.md", "title = \"Ögon\"\nsummary = \"Om ögon\"\n") +
                      page("_index.md", "title = \"Start\"\n") + page("sidor/a.md", "title = \"Å\"\n")};
    CHECK(world.told() == Lines{});
    REQUIRE(world.graph.pages().size() == 4);
    CHECK(ids_of(world.graph.pages()) == Lines{"", "rmpo/ogon", "rmpo/ogon/planer/ett", "sidor/a"});
    const auto& start = world.graph.page(0);
    const auto& group = world.graph.page(1);
    const auto& plan = world.graph.page(2);
    CHECK(group.title == "Ögon");
    CHECK(group.summary == "Om ögon");
    CHECK(group.url == "/rmpo/ogon/");
    CHECK(group.type->name == "rmpo");
    CHECK(iso(plan.date.value().date) == "2026-03-01");
    CHECK(plan.parent == 1);  // the nearest page above; rmpo/ogon/planer is none
    CHECK(group.parent == 0);
    CHECK(start.parent == no_page);
    CHECK(start.children == std::vector<PageNo>{1, 3});
}

TEST_CASE("a page without a title is called by the last part of its id", "[graph]") {
    const World world{page("sidor/om-oss.md", "summary = \"x\"\n")};
    REQUIRE(world.graph.pages().size() == 1);
    CHECK(world.graph.page(0).title == "om-oss");
}

TEST_CASE("a page of no type is reported and left out", "[graph]") {
    const World world{page("annat/a.md", "title = \"A\"\n")};
    CHECK(world.told() == Lines{"content/annat/a.md:1:1 type-unknown"});
    CHECK(world.graph.pages().empty());
}

TEST_CASE("an id outside the alphabet is reported with one inside it", "[graph]") {
    const World world{page("sidor/Åre Älv.md", "title = \"A\"\n")};
    CHECK(world.told() == Lines{"content/sidor/Åre Älv.md:1:1 id-invalid"});
    CHECK(world.found.sorted()[0].proposal == "sidor/are-alv");
}

TEST_CASE("of two files with one id the first by path stands", "[graph]") {
    SECTION("written in two ways") {
        const World world{page("sidor/a/_index.md", "title = \"Mapp\"\n") + page("sidor/a.md", "title = \"Fil\"\n")};
        CHECK(world.told() == Lines{"content/sidor/a/_index.md:1:1 id-twice"});
        CHECK(world.found.sorted()[0].arguments == Lines{"sidor/a", "content/sidor/a.md"});
        CHECK(world.graph.page(world.graph.find("sidor/a")).title == "Fil");
    }
    SECTION("that differ in case only") {
        const World world{page("sidor/a.md", "title = \"Liten\"\n") + page("sidor/A.md", "title = \"Stor\"\n")};
        CHECK(world.told() == Lines{"content/sidor/A.md:1:1 id-invalid", "content/sidor/a.md:1:1 id-twice"});
    }
    SECTION("that differ in Unicode form only") {
        const World world{page("sidor/a\u030Ar.md", "title = \"Två\"\n") +
                          page("sidor/\u00E5r.md", "title = \"Ett\"\n")};
        CHECK(world.told() == Lines{"content/sidor/a\u030Ar.md:1:1 id-invalid",
                                    "content/sidor/\u00E5r.md:1:1 id-invalid",
                                    "content/sidor/\u00E5r.md:1:1 id-twice"});
    }
}

TEST_CASE("a draft is left out with its mistakes, unless asked for", "[graph]") {
    const auto pages = page("sidor/a.md", "title = \"A\"\ndraft = true\nnpoo = 1\n");
    const World without{pages};
    CHECK(without.graph.pages().empty());
    CHECK(without.told() == Lines{});
    const World with{pages, schema, Drafts::keep};
    CHECK(ids_of(with.graph.pages()) == Lines{"sidor/a"});
    CHECK(with.told() == Lines{"content/sidor/a.md:4:1 key-unknown"});
}

TEST_CASE("what the memo knows is not read again, and tells its mistakes again", "[graph]") {
    const std::string bytes = "+++\ntitle = \"A\"\nnpoo = 1\n+++\n";
    Reading reading{page("sidor/a.md", "title = \"A\"\nnpoo = 1\n")};
    CHECK(reading.found.errors() == 1);
    const Snapshot unread{{sealed("content/sidor/a.md", bytes)}};
    Diagnostics again;
    const auto pages = read_pages(unread, reading.types, Language::sv, 1, reading.memo, again);
    REQUIRE(ids_of(pages) == Lines{"sidor/a"});
    CHECK(&*pages[0].record == &*reading.first[0].record);
    CHECK(pages[0].card == reading.first[0].card);
    CHECK(again.errors() == 1);
    SECTION("while changed bytes are read") {
        const Snapshot changed{{make_file("content/sidor/a.md", "+++\ntitle = \"B\"\n+++\n")}};
        Diagnostics found;
        CHECK(read_pages(changed, reading.types, Language::sv, 1, reading.memo, found)[0].title == "B");
        CHECK(found.errors() == 0);
        CHECK(reading.memo.pages.at("content/sidor/a.md").title == "B");
    }
    SECTION("and what is gone is forgotten") {
        Diagnostics found;
        CHECK(read_pages(Snapshot{}, reading.types, Language::sv, 1, reading.memo, found).empty());
        CHECK(reading.memo.pages.empty());
    }
}

TEST_CASE("the card follows what lists show, the record all values, the body the text", "[graph]") {
    const auto read = [](std::string_view front_matter, std::string_view body) {
        return Reading{page("npo/a.md", front_matter, body)}.first.at(0);
    };
    const auto base = read("title = \"A\"\nlevel = \"nationell\"\nabbr = \"A\"\n", "## Ett\n\nText.\n");
    SECTION("a moved line changes nothing") {
        const auto moved = read("\n\ntitle = \"A\"\nlevel = \"nationell\"\nabbr = \"A\"\n", "## Ett\n\nText.\n");
        CHECK(moved.card == base.card);
        CHECK(moved.record_digest == base.record_digest);
        CHECK(moved.body_digest == base.body_digest);
    }
    SECTION("a field that no list shows changes the record only") {
        const auto other = read("title = \"A\"\nlevel = \"nationell\"\nabbr = \"B\"\n", "## Ett\n\nText.\n");
        CHECK(other.card == base.card);
        CHECK(other.record_digest != base.record_digest);
    }
    SECTION("a column and status changes the card") {
        CHECK(read("title = \"A\"\nlevel = \"regional\"\nabbr = \"A\"\n", "").card != base.card);
    }
    SECTION("so do the title and the last day") {
        CHECK(read("title = \"B\"\nlevel = \"nationell\"\nabbr = \"A\"\n", "").card != base.card);
        CHECK(read("title = \"A\"\nlevel = \"nationell\"\nabbr = \"A\"\nexpires = 2027-01-01\n", "").card != base.card);
    }
    SECTION("text changes the body only") {
        const auto other = read("title = \"A\"\nlevel = \"nationell\"\nabbr = \"A\"\n", "## Ett\n\nAnnan text.\n");
        CHECK(other.card == base.card);
        CHECK(other.record_digest == base.record_digest);
        CHECK(other.body_digest != base.body_digest);
    }
}
