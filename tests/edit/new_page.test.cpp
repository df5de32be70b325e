#include <catch2/catch.hpp>

#include "edit/new_page.hpp"
#include "parse/page_source.hpp"
#include "schema/check_page.hpp"
#include "tests/schema/fixture.hpp"

using namespace knav;
using namespace knav::schema_test;

namespace {

const Schema& types() {
    static const Schematic read = schema_test::read(R"(-- schema/group.toml --
label = { sv = "Grupp", en = "Group" }
plural = "Grupper"
path = ["grupp/{slug}/_index.md", "exempel/grupp-{slug}.md"]
other_sections = false
[fields.summary]
required = true
[fields.level]
label = { sv = "Nivå", en = "Level" }
help = { sv = "Var gruppen verkar.", en = "Where it works." }
kind = "enum"
values = ["nationell", "regional"]
required = true
[fields.year]
kind = "integer"
required = true
[fields.state]
default = "aktiv"
required = true
[fields.mirrors]
kind = "reference"
to = ["group"]
[fields.members]
kind = "list"
display = "seats"
[fields.members.item]
role = { kind = "enum", values = ["ordförande", "ledamot", "adjungerad"], required = true }
person = { kind = "string" }
title = { kind = "string" }
[[seats]]
role = "ordförande"
min = 1
note = { sv = "Utses av rådet.", en = "Appointed by the council." }
[[seats]]
role = "ledamot"
min = 2
[[seats]]
role = "adjungerad"
[[sections]]
id = "uppdrag"
heading = { sv = "Uppdrag", en = "Mission" }
help = { sv = "Det som är eget för gruppen.", en = "What is the group's own." }
required = true
[[sections]]
id = "ovrigt"
heading = { sv = "Övrigt", en = "Other" }
-- schema/meeting.toml --
label = "Möte"
plural = "Möten"
path = ["moten/{slug}.md", "**/moten/{slug}.md"]
[fields.start]
kind = "datetime"
required = true
-- schema/page.toml --
label = "Sida"
plural = "Sidor"
path = "**"
)");
    REQUIRE(read.said.empty());
    return read.schema;
}

std::string place(std::string_view type, std::string_view wanted, std::string_view below = "",
                  const Snapshot& files = {}) {
    const auto made = place_of_new(types(), *types().find(type), wanted, below, files);
    return made ? made->path : "nowhere";
}

std::string text(std::string_view type, NewPage page) {
    page.today = {2026, 11, 22};
    return text_of_new(*types().find(type), page);
}

Lines said_of(std::string_view type, const std::string& text) { return check(types(), type, text).said; }

bool has_line(const std::string& text, const std::string& line) {
    return text.find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a page lies where its type's pattern says, by a whole id or by what fills its gap", "[edit]") {
    CHECK(place("group", "hud") == "content/grupp/hud/_index.md");
    CHECK(place("group", "grupp/hud") == "content/grupp/hud/_index.md");
    CHECK(place("group", "exempel/grupp-hud") == "content/exempel/grupp-hud.md");
    CHECK(place("meeting", "2026-12-01") == "content/moten/2026-12-01.md");
    CHECK(place("meeting", "grupp/hud/moten/2026-12-01") == "content/grupp/hud/moten/2026-12-01.md");
    CHECK(place("meeting", "2026-12-01", "grupp/hud") == "content/grupp/hud/moten/2026-12-01.md");
    CHECK(place("page", "om-oss/vi") == "content/om-oss/vi.md");
    CHECK(place("page", "om-oss", "", Snapshot{{make_file("content/om-oss/vi.md", "")}}) == "content/om-oss/_index.md");
}

TEST_CASE("what fits no pattern of the type lies nowhere", "[edit]") {
    CHECK(place("group", "annat/hud") == "nowhere");
    CHECK(place("group", "Hud") == "nowhere");
    CHECK(place("group", "hud", "grupp/annan") == "nowhere");
    CHECK(place("page", "grupp/hud") == "nowhere");
}

TEST_CASE("a new page's only errors are what its author has to fill in", "[edit]") {
    const auto made = text("group", {"grupp/hud", "Hud", {}, Language::sv});
    const auto said = said_of("group", made);
    REQUIRE(said.size() == 4);
    CHECK(said[0].find("field-required") != std::string::npos);
    CHECK(std::count_if(said.begin(), said.end(),
                        [](const auto& line) { return line.find("field-required") != line.npos; }) == 3);
    CHECK(said.back().find("(warning) section-empty") != std::string::npos);
}

TEST_CASE("a new page that is filled in has nothing wrong with it", "[edit]") {
    auto made = text("group", {"grupp/hud", "Hud \"och\" kön", {}, Language::sv});
    const auto fill = [&](const std::string& from, const std::string& to) {
        const auto at = made.find("\n" + from + "\n");
        REQUIRE(at != std::string::npos);
        made.replace(at + 1, from.size(), to);
    };
    fill("summary = \"\"", "summary = \"Om huden.\"");
    fill("level = \"\"", "level = \"regional\"");
    fill("# year = 1", "year = 2026");
    fill("# mirrors = \"\"", "mirrors = \"grupp/annan\"");
    made += "\nText.\n";
    CHECK(said_of("group", made) == Lines{});
}

TEST_CASE("every field, seat and heading is there, with its help where nobody publishes it", "[edit]") {
    const auto made = text("group", {"grupp/hud", "Hud", {}, Language::sv});
    CHECK(has_line(made, "# Nivå. Var gruppen verkar. Ett av: nationell, regional. Ska fyllas i."));
    CHECK(has_line(made, "state = \"aktiv\""));
    CHECK(has_line(made, "# ## Uppdrag (ska finnas): Det som är eget för gruppen."));
    CHECK(has_line(made, "role = \"ordförande\"   # Utses av rådet."));
    CHECK(has_line(made, "# role = \"adjungerad\""));
    CHECK(has_line(made, "# title = \"\""));
    CHECK(made.ends_with("+++\n\n## Uppdrag\n"));
    Diagnostics found;
    const auto source = parse_page(make_file("p", made), found);
    CHECK(source.front_matter.find("members")->array().size() == 3);
}

TEST_CASE("the page speaks the site's language", "[edit]") {
    const auto made = text("group", {"grupp/hud", "", {}, Language::en});
    CHECK(has_line(made, "# Level. Where it works. One of: nationell, regional. Must be filled in."));
    CHECK(made.ends_with("\n## Mission\n"));
}

TEST_CASE("a meeting whose address is a day begins on that day", "[edit]") {
    CHECK(has_line(text("meeting", {"moten/2026-12-01", "", {}, Language::sv}), "start = 2026-12-01"));
    CHECK(has_line(text("meeting", {"moten/varmote", "", {}, Language::sv}), "# start = 2026-11-22"));
}
