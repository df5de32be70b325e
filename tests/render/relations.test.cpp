#include <catch2/catch.hpp>

#include "tests/build/site_fixture.hpp"

using namespace knav;
using namespace knav::test;

TEST_CASE("what is made up is shown at what is made up only", "[render][example]") {
    auto files = small_site();
    files["schema/group.toml"] += "[fields.example]\nkind = \"boolean\"\n";
    const auto group = [](const std::string& title, const std::string& more) {
        return "+++\ntitle = \"" + title + "\"\n" + more + "+++\n\nMed [[rag/skogen]].\n";
    };
    files["content/rag/skogen/_index.md"] = group("Skogen", "");
    files["content/rag/akta/_index.md"] = group("Äkta", "parents = [\"rag/skogen\"]\n");
    files["content/rag/prov/_index.md"] = group("Lek", "parents = [\"rag/skogen\"]\nexample = true\n");
    files["content/rag/prov2/_index.md"] = group("Lek två", "parents = [\"rag/prov\"]\nexample = true\n");
    SiteFixture site{std::move(files)};
    site.build();
    const auto& real = site.published().at("rag/skogen/index.html");
    CHECK(real.find("<p>Under: Äkta</p>") != std::string::npos);
    CHECK(real.find("Lek") == std::string::npos);
    CHECK(site.published().at("rag/prov/index.html").find("<p>Under: Lek två</p>") != std::string::npos);

    SECTION("and is, once it is real") {
        site.replace("content/rag/prov/_index.md", "example = true", "example = false");
        site.build();
        CHECK(site.published().at("rag/skogen/index.html").find("Under: Lek Äkta") != std::string::npos);
    }
}

TEST_CASE("a link that stands alone is a backlink without a sentence", "[render][backlinks]") {
    auto files = small_site();
    files["themes/prov/templates/bild.mustache"] =
        "{{#backlinks}}[{{title}}{{^alone}}: {{before}}{{text}}{{after}}{{/alone}}]{{/backlinks}}";
    files["schema/group.toml"].insert(0, "template = \"bild\"\n");
    files["content/rag/skogen/_index.md"] = "+++\ntitle = \"Skogen\"\n+++\n\nText.\n";
    files["content/ensam.md"] = "+++\ntitle = \"Ensam\"\n+++\n\n[[rag/skogen]]\n";
    files["content/talar.md"] = "+++\ntitle = \"Talar\"\n+++\n\nVi går i [[rag/skogen|skogen]] ofta.\n";
    SiteFixture site{std::move(files)};
    site.build();
    const auto& html = site.published().at("rag/skogen/index.html");
    CHECK(html.find("[Ensam]") != std::string::npos);
    CHECK(html.find("[Talar: Vi går i skogen ofta.]") != std::string::npos);
}

TEST_CASE("the table of contents names the page's lists after its sections", "[render][toc]") {
    auto files = small_site();
    files["themes/prov/templates/bild.mustache"] = "{{#toc}}<{{id}} {{heading}}>{{/toc}}";
    files["themes/prov/templates/page.mustache"] = "{{page.title}}";  // the program's own pages
    files["schema/page.toml"].insert(0, "template = \"bild\"\n");
    const std::string lists = "[[lists]]\ntitle = \"Grupper\"\ntype = \"group\"\n";
    files["content/a.md"] = "+++\ntitle = \"A\"\n" + lists + "+++\n\n## Ett\n\nText.\n\n## Två\n\nText.\n";
    files["content/b.md"] = "+++\ntitle = \"B\"\n" + lists + "+++\n\n## Ett\n\nText.\n";
    SiteFixture site{std::move(files)};
    site.build();
    CHECK(site.published().at("a/index.html") == "<ett Ett><tva Två><lista_1 Grupper>");
    CHECK(site.published().at("b/index.html").empty());  // two are seen without a table
}
