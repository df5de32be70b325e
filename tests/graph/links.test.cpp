#include <catch2/catch.hpp>

#include "tests/graph/fixture.hpp"

using namespace knav;
using namespace knav::graph_test;

namespace {

// The body of such a page begins on line 4.
std::string text(std::string_view path, std::string_view body) { return page(path, "title = \"Källa\"\n", body); }

/// The ids that the links of a page lead to; "-" for nowhere.
Lines targets(const World& world, std::string_view id) {
    Lines all;
    for (const auto to : world.graph.link_targets(world.graph.find(id))) {
        all.push_back(to == no_page ? "-" : world.graph.page(to).id);
    }
    return all;
}

const std::string groups = page("rmpo/ogon/_index.md", "title = \"RMPO Ögonsjukdomar\"\nabbr = \"RMPO-Ö\"\n",
                                "## Uppdrag\n\nText.\n\n### Mål\n\nText.\n") +
                           page("npo/ogon.md", "title = \"NPO Ögonsjukdomar\"\naliases = [\"/gammal/ogon/\"]\n") +
                           page("npo/tandvard.md", "title = \"Tandvård\"\nabbr = \"NPO-T\"\n") +
                           page("personer/ek.md", "title = \"Eva Ek\"\nother_names = [\"Tandvård\", \"E.E.\"]\n");

}  // namespace

TEST_CASE("a wiki link is understood by id, tail, title, old address and other names, in that order", "[graph]") {
    const World world{groups + text("sidor/k.md",
                                    "[[npo/ogon]] [[tandvard]] [[eva ek]] [[gammal/ogon]] [[npo-t]] [[e.e.]] "
                                    "[[Tandvård]] [[/rmpo/ogon/]]\n")};
    CHECK(world.told() == Lines{});
    CHECK(targets(world, "sidor/k") == Lines{"npo/ogon", "npo/tandvard", "personer/ek", "npo/ogon", "npo/tandvard",
                                             "personer/ek", "npo/tandvard", "rmpo/ogon"});
}

TEST_CASE("a tail is made of whole parts", "[graph]") {
    const World world{groups + text("sidor/k.md", "[[gon]]\n")};
    CHECK(world.told() == Lines{"content/sidor/k.md:4:1 link-unknown"});
}

TEST_CASE("words that several pages answer to are told with all of them", "[graph]") {
    const World world{groups + text("sidor/k.md", "Se [[ogon]].\n")};
    CHECK(world.told() == Lines{"content/sidor/k.md:4:4 link-ambiguous"});
    CHECK(world.found.sorted()[0].arguments == Lines{"ogon", "npo/ogon, rmpo/ogon"});
    CHECK(targets(world, "sidor/k") == Lines{"-"});
    CHECK(world.graph.wanted().empty());
    CHECK(world.ids(world.graph.resolve("ogon").pages) == Lines{"npo/ogon", "rmpo/ogon"});
    CHECK(world.graph.resolve("ogon").found() == no_page);
}

TEST_CASE("a page that is missing is told at each link, and wanted once", "[graph]") {
    const World world{groups + text("sidor/k.md", "[[npo/tandvad]] och [[npo/tandvad]]\n") +
                      text("sidor/j.md", "[[Helt annat]] [[npo/tandvad]]\n")};
    CHECK(world.told() == Lines{"content/sidor/j.md:4:1 link-unknown", "content/sidor/j.md:4:16 link-unknown",
                                "content/sidor/k.md:4:1 link-unknown", "content/sidor/k.md:4:21 link-unknown"});
    CHECK(world.found.sorted()[0].proposal.empty());
    CHECK(world.found.sorted()[2].proposal == "npo/tandvard");
    const auto& wanted = world.graph.wanted();
    REQUIRE(wanted.size() == 2);
    CHECK(wanted[0].target == "Helt annat");
    CHECK(wanted[1].target == "npo/tandvad");
    CHECK(world.ids(wanted[1].from) == Lines{"sidor/j", "sidor/k"});
}

TEST_CASE("a title with a slip in it is proposed by the id it would have", "[graph]") {
    const World world{groups + text("sidor/k.md", "[[Tandvrd]]\n")};
    CHECK(world.found.sorted().at(0).proposal == "npo/tandvard");
}

TEST_CASE("what follows # is a section or a subheading of the page", "[graph]") {
    const World world{groups + text("sidor/k.md",
                                    "## Eget\n\n[[rmpo/ogon#uppdrag]] [[rmpo/ogon#mal]] [[#eget]] "
                                    "[b](/rmpo/ogon/#uppdrag) [c](#eget)\n\n[[rmpo/ogon#updrag]] [[#annat]]\n")};
    CHECK(world.told() ==
          Lines{"content/sidor/k.md:8:1 section-link-unknown", "content/sidor/k.md:8:22 section-link-unknown"});
    CHECK(world.found.sorted()[0].proposal == "uppdrag");
    CHECK(targets(world, "sidor/k") ==
          Lines{"rmpo/ogon", "rmpo/ogon", "sidor/k", "rmpo/ogon", "sidor/k", "rmpo/ogon", "sidor/k"});
}

TEST_CASE("an address leads to a page, an old address, a file or what the program makes", "[graph]") {
    const World world{groups + "-- content/bilder/karta.svg --\n<svg/>\n" +
                      text("sidor/k.md",
                           "[ögon](/npo/ogon/) [ögon](/gammal/ogon) [karta](/bilder/karta.svg) "
                           "[översikt](/oversikt/) [stil](/assets/a.css) [webben](https://example.org/)\n\n"
                           "[borta](/npo/ogn/)\n")};
    CHECK(world.told() == Lines{"content/sidor/k.md:6:1 link-unknown"});
    CHECK(world.found.sorted()[0].proposal == "/npo/ogon/");
    CHECK(targets(world, "sidor/k") == Lines{"npo/ogon", "npo/ogon", "-", "-", "-", "-", "-"});
    CHECK(world.graph.wanted().empty());
}

TEST_CASE("a file is looked for beside the page", "[graph]") {
    const World world{"-- content/sidor/bilaga.pdf --\n%PDF\n" + text("sidor/annan.md", "Text.\n") +
                      text("sidor/k.md",
                           "[bilagan](bilaga.pdf) [en annan](annan.md) [uppåt](../sidor/bilaga.pdf)\n\n"
                           "[borta](bilga.pdf)\n\n[utanför](../../schema/npo.toml)\n")};
    CHECK(world.told() == Lines{"content/sidor/k.md:6:1 resource-unknown", "content/sidor/k.md:8:1 resource-unknown"});
    CHECK(world.found.sorted()[0].proposal == "bilaga.pdf");
    CHECK(targets(world, "sidor/k") == Lines{"-", "sidor/annan", "-", "-", "-"});
}

TEST_CASE("mentions are links from other pages, the first of each", "[graph]") {
    const World world{groups + text("sidor/a.md", "[[tandvard]] [[npo/ogon]] [[npo/tandvard]]\n") +
                      text("sidor/b.md", "[[npo/tandvard]] [[sidor/b]]\n")};
    const auto mentions = world.graph.mentions(world.graph.find("npo/tandvard"));
    REQUIRE(mentions.size() == 2);
    CHECK(world.graph.page(mentions[0].from).id == "sidor/a");
    CHECK(mentions[0].link == 0);
    CHECK(world.graph.page(mentions[1].from).id == "sidor/b");
    CHECK(world.graph.mentions(world.graph.find("sidor/b")).empty());
    CHECK(world.graph.backlink_pairs() == 3);
}

TEST_CASE("a transclusion shows a section that is there", "[graph]") {
    const World world{
        groups +
        text("sidor/k.md", "![[rmpo/ogon#uppdrag]]\n\n![[rmpo/ogon#mal]]\n\n![[rmpo/borta#x]]\n\n![[npo/ogon]]\n")};
    CHECK(world.told() == Lines{"content/sidor/k.md:6:1 section-link-unknown", "content/sidor/k.md:8:1 link-unknown"});
    CHECK(targets(world, "sidor/k") == Lines{"rmpo/ogon", "rmpo/ogon", "-", "npo/ogon"});
}

TEST_CASE("transclusions that come back are told with their chain", "[graph]") {
    SECTION("through another page") {
        const World world{text("sidor/a.md", "## X\n\n![[sidor/b#y]]\n") +
                          text("sidor/b.md", "## Y\n\n![[sidor/a#x]]\n")};
        CHECK(world.told() == Lines{"content/sidor/a.md:6:1 transclusion-circle"});
        CHECK(world.found.sorted()[0].arguments == Lines{"sidor/a#x → sidor/b#y → sidor/a#x"});
    }
    SECTION("a section in itself") {
        const World world{text("sidor/a.md", "## X\n\n![[sidor/a#x]]\n")};
        CHECK(world.found.sorted().at(0).arguments == Lines{"sidor/a#x → sidor/a#x"});
    }
    SECTION("but sections of two pages may show each other's other sections") {
        const World world{text("sidor/a.md", "## X\n\n![[sidor/b#y]]\n\n## Z\n\nText.\n") +
                          text("sidor/b.md", "## Y\n\n![[sidor/a#z]]\n")};
        CHECK(world.told() == Lines{});
    }
}

TEST_CASE("eight levels of transclusions are enough", "[graph]") {
    const auto chain = [](int levels) {
        std::string pages = text("sidor/s0.md", "## X\n\nText.\n");
        for (int i = 1; i <= levels; ++i) {
            pages +=
                text("sidor/s" + std::to_string(i) + ".md", "## X\n\n![[sidor/s" + std::to_string(i - 1) + "#x]]\n");
        }
        return pages;
    };
    CHECK(World{chain(8)}.told() == Lines{});
    CHECK(World{chain(11)}.told() == Lines{"content/sidor/s9.md:6:1 transclusion-depth"});
}
