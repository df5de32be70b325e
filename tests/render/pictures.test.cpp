#include <catch2/catch.hpp>

#include "render/map_layout.hpp"
#include "tests/build/site_fixture.hpp"

using namespace knav;
using namespace knav::test;

namespace {

/// The small site, where pages of the plainest type are shown as a template of the test's own says.
std::map<std::string, std::string> pictured() {
    auto files = small_site();
    files["themes/prov/templates/page.mustache"] = "{{page.title}}";  // the program's own pages
    files["schema/page.toml"].insert(0, "template = \"bild\"\n");
    files["content/rag/skogen/_index.md"] = "+++\ntitle = \"Skogen\"\n+++\n\nText.\n";  // a link leads there
    return files;
}

std::map<std::string, std::string> with_wheel(std::string rows) {
    auto files = pictured();
    files["schema/vocabularies.toml"] =
        "[levels]\nterms = [\n  { value = \"land\", label = \"Landet\" },\n  { value = \"hemma\", label = \"Hemma\" "
        "},\n]\n";
    files["schema/page.toml"] += R"(
[fields.year]
label = "Året"
kind = "list"
display = "wheel"
[fields.year.item]
title = { kind = "string", required = true }
from = { kind = "integer" }
to = { kind = "integer" }
every = { kind = "string" }
level = { kind = "enum", values = "levels" }
text = { kind = "string" }
)";
    for (int month = 1; month <= 12; ++month) {
        const auto word = "month_" + std::to_string(month) + " = \"m" + std::to_string(month) + "\"\n";
        files["themes/prov/i18n/sv.toml"] += word;
        files["themes/prov/i18n/en.toml"] += word;
    }
    files["themes/prov/templates/bild.mustache"] =
        "<h1>{{page.title}}</h1>{{#wheels}}{{#rows}}[{{number}} {{title}} {{when}}{{#now}} nu{{/now}}]{{/rows}}\n"
        "{{#arcs}}<{{number}} {{ring.value}}{{#wordless}} ordlös{{/wordless}}{{#lines}} {{text}}{{/lines}}>{{/arcs}}\n"
        "{{#key}}({{label}}){{/key}} {{#hub}}{{numbers}}{{#lines}} {{text}}{{/lines}}{{/hub}}\n"
        "{{#untold}}{under: {{number}} {{title}} {{ring.value}}}{{/untold}}{{/wheels}}";
    files["content/aret.md"] = "+++\ntitle = \"Året\"\n" + std::move(rows) + "+++\n\nText.\n";
    return files;
}

std::string built(std::map<std::string, std::string> files, const std::string& path) {
    SiteFixture site{std::move(files)};
    site.build();
    REQUIRE(site.found().errors() == 0);
    return site.published().at(path);
}

MapBox box(std::size_t band, std::string name) { return {band, {name}, name, 0, 0}; }

}  // namespace

TEST_CASE("a year wheel follows the page's rows: months in words, rings by level, the present month marked",
          "[render][wheel]") {
    const auto html = built(with_wheel(R"(
[[year]]
title = "Plan"
from = 3
level = "hemma"

[[year]]
title = "Rapport"
from = 12
to = 2
level = "land"

[[year]]
title = "Brev"
every = "Varje vecka"
level = "land"
)"),
                            "aret/index.html");
    CHECK(html.find("[1 Plan m3 nu][2 Rapport m12–m2][3 Brev Varje vecka]") != std::string::npos);
    CHECK(html.find("<1 hemma Plan><2 land Rapport>") != std::string::npos);
    CHECK(html.find("under:") == std::string::npos);
    CHECK(html.find("(Landet)(Hemma)") != std::string::npos);
    CHECK(html.find("3 Varje vecka Brev") != std::string::npos);
}

TEST_CASE("words too long for their bow give way to the row's number, and stand below the drawing", "[render][wheel]") {
    const auto html = built(with_wheel("\n[[year]]\ntitle = \"Regionsjukvårdsledningens sammanträde\"\nfrom = 5\n"),
                            "aret/index.html");
    CHECK(html.find("<1  ordlös>") != std::string::npos);
    CHECK(html.find("{under: 1 Regionsjukvårdsledningens sammanträde }") != std::string::npos);
}

TEST_CASE("a page without rows has no wheel", "[render][wheel]") {
    CHECK(built(with_wheel(""), "aret/index.html") == "<h1>Året</h1>");
}

TEST_CASE("an index whose type says who meets whom is drawn as a map of its pages", "[render][map]") {
    auto files = pictured();
    files["schema/vocabularies.toml"] =
        "[levels]\nterms = [\n  { value = \"land\", label = \"Landet\" },\n  { value = \"hemma\", label = \"Hemma\" "
        "},\n]\n";
    files["schema/way.toml"] = R"(label = "Väg"
plural = "Vägar"
path = "vagar/{slug}.md"
map = { from = "sender", to = "receiver", both = "two_way", rank = "level" }
[fields.sender]
kind = "list"
item = { kind = "reference" }
[fields.receiver]
kind = "list"
item = { kind = "reference" }
[fields.two_way]
kind = "boolean"
)";
    files["schema/group.toml"] += "[fields.level]\nkind = \"enum\"\nvalues = \"levels\"\ndefault = \"hemma\"\n";
    files["themes/prov/templates/listing.mustache"] =
        "{{#listing}}{{#map}}{{#bands}}[{{label}}]{{/bands}}{{#boxes}}<{{url}}:{{ring}}>{{/boxes}}"
        "{{#ways}}{{number}}{{#arrows}}^{{/arrows}}{{/ways}}{{/map}}{{#rows}} "
        "{{number}}={{title}}{{/rows}}{{/listing}}";
    files["content/vagar/_index.md"] = "+++\ntitle = \"Vägar\"\n+++\n";
    files["content/rag/a/_index.md"] = "+++\ntitle = \"A\"\nlevel = \"land\"\n+++\n\nText.\n";
    files["content/rag/b/_index.md"] = "+++\ntitle = \"B\"\n+++\n\nText.\n";
    files["content/vagar/brev.md"] =
        "+++\ntitle = \"Brev\"\nsender = [\"rag/a\"]\nreceiver = [\"rag/b\"]\n+++\n\nText.\n";
    files["content/vagar/samtal.md"] =
        "+++\ntitle = \"Samtal\"\nsender = [\"rag/b\"]\nreceiver = [\"rag/a\"]\ntwo_way = true\n+++\n\nText.\n";
    const auto html = built(files, "vagar/index.html");
    CHECK(html.find("[Landet][Hemma]") != std::string::npos);
    CHECK(html.find("</prov/rag/a/:land></prov/rag/b/:hemma>") != std::string::npos);
    CHECK(html.find("1^2^^") != std::string::npos);  // one arrow for a letter, two for a talk
    CHECK(html.find("1=Brev 2=Samtal") != std::string::npos);
}

TEST_CASE("a map puts boxes in their bands, near those they have to do with", "[render][map]") {
    const auto map =
        lay_map({box(1, "d"), box(0, "a"), box(1, "b"), box(1, "c")}, {{{0}, {2}, 0, {}}, {{1}, {0}, 0, {}}});
    REQUIRE(map.bands.size() == 2);
    CHECK(map.boxes[1].y < map.boxes[0].y);  // its band is above
    CHECK(map.boxes[0].y < map.boxes[2].y);  // d comes before b: both its ways are then short
    CHECK(map.boxes[2].y < map.boxes[3].y);  // c has none to be near
}

TEST_CASE("ways of a map that pass the same box have lanes of their own, and meet boxes at places of their own",
          "[render][map]") {
    const auto map =
        lay_map({box(0, "a"), box(0, "b"), box(0, "c")}, {{{0}, {1}, 0, {}}, {{1}, {2}, 0, {}}, {{0}, {2}, 0, {}}});
    CHECK(map.ways[0].lane != map.ways[1].lane);
    CHECK(map.ways[0].lane != map.ways[2].lane);
    std::set<double> ports;
    for (const auto& way : map.ways) ports.insert(way.ports.begin(), way.ports.end());
    CHECK(ports.size() == 6);
    for (const auto& way : map.ways) {
        for (std::size_t end = 0; end < 2; ++end) {
            const auto& met = map.boxes[end == 0 ? way.from[0] : way.to[0]];
            CHECK(way.ports[end] > met.y);
            CHECK(way.ports[end] < met.y + met.height);
        }
    }
}
