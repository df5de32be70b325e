// What is wrong with a site as a whole, or with its theme: told once, where it is to be mended.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/build/site_fixture.hpp"

using namespace knav;
using test::SiteFixture;
using test::small_site;

namespace {

using Lines = std::vector<std::string>;

/// "content/site.toml:2:8 site-value [base_url|text]" for each thing that is told.
Lines told(SiteFixture& site) {
    site.build();
    Lines lines;
    for (const auto& each : site.found().sorted()) {
        std::string arguments;
        for (const auto& argument : each.arguments) arguments += (arguments.empty() ? "" : "|") + argument;
        lines.push_back(each.place.path + ":" + std::to_string(each.place.at.line) + ":" +
                        std::to_string(each.place.at.column) + " " + std::string{each.rule->name} + " [" + arguments +
                        "]");
    }
    return lines;
}

/// What is told of the small site after `change` that was not told of it before.
template <class Change>
Lines told_after(Change change) {
    SiteFixture site{small_site()};
    const auto before = told(site);
    change(site);
    auto now = told(site);
    std::erase_if(
        now, [&](const std::string& line) { return std::find(before.begin(), before.end(), line) != before.end(); });
    return now;
}

}  // namespace

TEST_CASE("a site without site.toml, or with values of the wrong kind in it, is told so", "[build][rules]") {
    const auto without = told_after([](SiteFixture& site) { site.files().erase("content/site.toml"); });
    REQUIRE_FALSE(without.empty());
    CHECK(without.front() == "content/site.toml:0:0 site-missing []");
    CHECK(told_after([](SiteFixture& site) { site.replace("content/site.toml", "\"Provsajten\"", "12"); }) ==
          Lines{"content/site.toml:1:9 site-value [title|text]"});
}

TEST_CASE("a template that is missing is told at who asks for it", "[build][rules]") {
    CHECK(told_after([](SiteFixture& site) { site.files().erase("themes/prov/templates/_foot.mustache"); }) ==
          Lines{"themes/prov/templates/page.mustache:6:1 template-missing [_foot|themes/prov/]"});
    const auto without =
        told_after([](SiteFixture& site) { site.files().erase("themes/prov/templates/page.mustache"); });
    REQUIRE_FALSE(without.empty());
    CHECK(without.front().find("template-missing") != std::string::npos);
}

TEST_CASE("a name that the view lacks is told at its place in the template", "[build][rules]") {
    CHECK(told_after([](SiteFixture& site) {
              site.replace("themes/prov/templates/_foot.mustache", "site.title", "site.titel");
          }) == Lines{"themes/prov/templates/_foot.mustache:1:11 template-name-unknown [site.titel|page]"});
}

TEST_CASE("a word that one language lacks is told at that language's file", "[build][rules]") {
    CHECK(told_after([](SiteFixture& site) { site.replace("themes/prov/i18n/en.toml", "home = \"Home\"\n", ""); }) ==
          Lines{"themes/prov/i18n/en.toml:0:0 word-missing [home|en.toml]"});
}

TEST_CASE("a synonym whose words no page has is told where it is written", "[build][rules]") {
    const auto lines = told_after([](SiteFixture& site) {
        site.files()["themes/prov/assets/search.js"] = "// a theme with an engine\n";
        site.files()["content/synonymer.toml"] = "[words]\n\"java\" = [\"kaffe\", \"zebra\"]\n";
    });
    CHECK(lines.front() == "content/synonymer.toml:2:20 synonym-unmatched [java|zebra]");
    CHECK(std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
              return line.find("synonym-unmatched") != std::string::npos;
          }) == 1);
}
