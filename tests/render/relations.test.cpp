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
