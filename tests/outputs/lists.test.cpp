// The long lists that the program makes of the whole site, and what a page does with a fact that stands alone.
#include <catch2/catch.hpp>

#include "tests/build/site_fixture.hpp"

using namespace knav;
using namespace knav::test;

namespace {

std::string made(std::map<std::string, std::string> files, const std::string& path) {
    SiteFixture site{std::move(files)};
    site.build();
    REQUIRE(site.found().errors() == 0);
    return site.published().at(path);
}

std::map<std::string, std::string> whole_site() {
    auto files = small_site();
    files["content/rag/skogen/_index.md"] = "+++\ntitle = \"Skogen\"\n+++\n\nText.\n";  // a link leads there
    files["themes/prov/templates/page.mustache"] = "{{page.title}}";  // the program's own pages have little else
    return files;
}

}  // namespace

TEST_CASE("the site map ends with what is made up, folded", "[outputs]") {
    auto files = whole_site();
    files["themes/prov/templates/special-sitemap.mustache"] = "{{#sitemap}}{{{tree_html}}}{{/sitemap}}";
    files["schema/page.toml"] += "[fields.example]\nkind = \"boolean\"\n";
    files["content/allra-forst.md"] = "+++\ntitle = \"Allra först\"\nexample = true\n+++\n\nText.\n";
    const auto html = made(files, "webbkarta/index.html");
    const auto fold = html.find("<details class=\"fold\"><summary>[sitemap_examples]</summary>");
    REQUIRE(fold != std::string::npos);
    CHECK(html.find("Arbetsgrupper") < fold);
    CHECK(html.find("Allra först") > fold);
    CHECK(html.find("Allra först") != std::string::npos);
}

TEST_CASE("a list long for a phone may be folded there: what opens it stands before it", "[outputs]") {
    auto files = whole_site();
    files["themes/prov/templates/special-sitemap.mustache"] = "{{#sitemap}}{{{tree_html}}}{{/sitemap}}";
    for (const std::string name : {"ett", "tva", "tre"})
        files["content/rag/" + name + "/_index.md"] = "+++\ntitle = \"" + name + "\"\n+++\n\nText.\n";
    const auto html = made(files, "webbkarta/index.html");
    CHECK(html.find("<details class=\"reveal\"><summary>5 [pages]</summary></details><ul>") != std::string::npos);
}

TEST_CASE("topics can be jumped to by letter and say how many groups they have", "[outputs]") {
    auto files = whole_site();
    files["themes/prov/templates/special-matrix.mustache"] =
        "{{#matrix}}{{#letters}}<{{letter}} {{anchor}}>{{/letters}}{{#rows}}({{anchor}}, {{title}}, "
        "{{count}}){{/rows}}{{/matrix}}";
    for (const std::string language : {"sv", "en"})
        files["themes/prov/i18n/" + language + ".toml"] +=
            "topic_groups_one = \"en\"\ntopic_groups_many = \"{0} grupper\"\n";
    files["schema/topic.toml"] =
        "label = \"Ämne\"\nplural = \"Ämnen\"\npath = \"amnen/{slug}.md\"\nother_sections = true\n";
    files["schema/group.toml"] +=
        "[fields.topics]\nkind = \"list\"\nitem = { kind = \"reference\", to = [\"topic\"], inverse = \"groups\", "
        "inverse_label = \"Grupper\" }\n";
    for (const std::string name : {"ask", "alm", "\xC3\xB6rt"})
        files["content/amnen/" + (name == "\xC3\xB6rt" ? "ort" : name) + ".md"] =
            "+++\ntitle = \"" + name + "\"\n+++\n\nText.\n";
    files["content/rag/skogen/_index.md"] =
        "+++\ntitle = \"Skogen\"\ntopics = [\"amnen/ask\", \"amnen/alm\"]\n+++\n\nText.\n";
    files["content/rag/lunden/_index.md"] = "+++\ntitle = \"Lunden\"\ntopics = [\"amnen/alm\"]\n+++\n\nText.\n";
    CHECK(made(files, "vem-gor-vad/index.html") ==
          "<A bokstav_a><Ö bokstav_oe>(bokstav_a, alm, 2 grupper)(, ask, en)(bokstav_oe, ört, 0 grupper)");
}

TEST_CASE("a fact that stands alone is a line; two, or one that is missed, are not", "[render]") {
    auto files = whole_site();
    files["themes/prov/templates/bild.mustache"] = "{{#one_fact}}rad: {{/one_fact}}{{#facts}}{{label}} {{/facts}}";
    files["schema/page.toml"].insert(0, "template = \"bild\"\n");
    files["schema/page.toml"] +=
        "[fields.reader]\nlabel = \"För\"\nkind = \"string\"\n[fields.place]\nlabel = \"Plats\"\nkind = \"string\"\n";
    const auto page = [&](const std::string& fields) {
        files["content/sida.md"] = "+++\ntitle = \"Sida\"\n" + fields + "+++\n\nText.\n";
        return made(files, "sida/index.html");
    };
    CHECK(page("reader = \"alla\"\n") == "rad: För ");
    CHECK(page("reader = \"alla\"\nplace = \"här\"\n") == "För Plats ");
    files["schema/page.toml"] += "expected = true\n";
    CHECK(page("") == "Plats ");
}
