#include "graph/page_memo.hpp"

#include <catch2/catch.hpp>

#include "tests/graph/fixture.hpp"

using namespace knav;

namespace {

const std::string text =
    std::string{graph_test::schema} +
    graph_test::page("rmpo/a/_index.md", "title = \"Öga\"\nlevel = \"regional\"\nabbr = \"ÖGA\"\n",
                     "Se [[rmpo/b|den]] här. Slut.\n\n## Ett\n\n### Två\n\nOrd.\n") +
    graph_test::page("rmpo/b/_index.md", "title = \"Bi\"\ndate = 2026-03-12T14:30:00+01:00\nfelstavad = 1\n",
                     "Text.\n");

struct World {
    Diagnostics found;
    Snapshot snapshot{graph_test::files_of(text)};
    Schema schema = read_schema(snapshot, found);
};

std::vector<Page> read(World& world, PageMemo& memo, Diagnostics& found) {
    return read_pages(world.snapshot, world.schema, Language::sv, 1, memo, found);
}

}  // namespace

TEST_CASE("pages remembered as bytes are the pages that were read, but for their HTML", "[graph]") {
    World world;
    PageMemo memo;
    memo.made_with = digest_of("this");
    Diagnostics first_found;
    const auto first = read(world, memo, first_found);
    const auto bytes = serialise(memo, 2);
    auto again = parse_memo(bytes, nullptr);
    REQUIRE(again.made_with == memo.made_with);
    REQUIRE(again.pages.size() == memo.pages.size());

    Diagnostics second_found;
    const auto second = read(world, again, second_found);
    CHECK(second_found.sorted() == first_found.sorted());
    CHECK(first_found.errors() > 0);
    REQUIRE(second.size() == first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        CHECK(second[i].id == first[i].id);
        CHECK(second[i].title == first[i].title);
        CHECK(second[i].date == first[i].date);
        CHECK(second[i].card == first[i].card);
        CHECK(digest_of(second[i].values()) == digest_of(first[i].values()));
        CHECK(second[i].record->section_ids == first[i].record->section_ids);
        const auto& one = first[i].source->document;
        const auto& other = second[i].source->document;
        CHECK(second[i].source->outline_only);
        REQUIRE(other.sections.size() == one.sections.size());
        REQUIRE(other.links.size() == one.links.size());
        for (std::size_t k = 0; k < one.links.size(); ++k) {
            CHECK(other.links[k].target == one.links[k].target);
            CHECK(other.links[k].said == one.links[k].said);
            CHECK(other.links[k].at == one.links[k].at);
        }
        for (std::size_t k = 0; k < one.sections.size(); ++k) CHECK(other.sections[k].digest == one.sections[k].digest);
    }
}

TEST_CASE("a damaged memory of pages is no memory", "[graph]") {
    World world;
    PageMemo memo;
    Diagnostics found;
    static_cast<void>(read(world, memo, found));
    const auto bytes = serialise(memo, 1);
    REQUIRE(parse_memo(bytes, nullptr).pages.size() == memo.pages.size());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK(parse_memo(std::string_view{bytes}.substr(0, size), nullptr).pages.empty());
    CHECK(parse_memo(bytes + "x", nullptr).pages.empty());
    for (std::size_t at = 0; at < bytes.size(); at += 7) {
        auto other = bytes;
        other[at] = static_cast<char>(other[at] ^ 1);
        CHECK(parse_memo(other, nullptr).pages.empty());
    }
}

TEST_CASE("what nobody asked for is remembered as it was written", "[graph]") {
    World world;
    PageMemo memo;
    Diagnostics found;
    static_cast<void>(read(world, memo, found));
    const auto bytes = std::make_shared<const std::string>(serialise(memo, 1));
    auto again = parse_memo(*bytes, bytes);
    CHECK(serialise(again, 1) == *bytes);
    const auto& page = again.pages.at("content/rmpo/a/_index.md");
    CHECK(page.record->values.text("abbr") == "ÖGA");
    CHECK(page.source->document.links.size() == 1);
    CHECK(serialise(again, 1) == *bytes);
}
