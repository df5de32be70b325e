#include <catch2/catch.hpp>

#include "tests/guard/world.hpp"

using namespace knav;
using namespace knav::guard_test;

TEST_CASE("the world of these tests is without mistakes", "[guard]") {
    const World world;
    CHECK(world.found.errors() == 0);
    CHECK(world.rules.readable);
}

TEST_CASE("an editor changes the own group's open fields and sections, and no others", "[guard]") {
    const World world;
    const auto change = [&](std::string_view old, std::string_view now, std::string_view who = "ett") {
        return world.refusals(who, world.with(group, old, now));
    };
    CHECK(change("Vi gör saker.", "Vi gör **andra** saker.").empty());
    CHECK(change("Grupp ett.", "Gruppen.").empty());
    CHECK(change("Ingress.", "Ny ingress.").empty());
    CHECK(change("npo/ett", "npo/annat") == Lines{"field npo field-closed"});
    CHECK(change("npo = \"npo/ett\"\n", "") == Lines{"field npo field-closed"});
    CHECK(change("*uppdraget*", "uppdraget") == Lines{"section uppdrag section-closed"});
    CHECK(change("Ett delmål.", "Inget.") == Lines{"section mal section-closed"});
    CHECK(change("Vi tycker.", "Ni tycker.") == Lines{"section patienter section-closed"});
    CHECK(change("Vi tycker.", "Ni tycker.", "rost").empty());
    CHECK(change("Vi gör saker.", "Nej.", "rost") == Lines{"section insatser section-closed"});
    for (const auto* all : {"samordning", "chef"}) CHECK(change("*uppdraget*", "uppdraget", all).empty());
    CHECK(change("Vi gör saker.", "Nej.", "anna") == Lines{"section insatser section-closed"});
}

TEST_CASE("what reads the same is the same, however it is written", "[guard]") {
    const World world;
    const auto change = [&](std::string_view old, std::string_view now) {
        return world.refusals("ett", world.with(group, old, now));
    };
    CHECK(change("Det här är *uppdraget*: se", "Det här är\n_uppdraget_:   \tse").empty());
    CHECK(change("npo = \"npo/ett\"\nsummary = \"Grupp ett.\"", "summary = 'Grupp ett.'\nnpo = '''npo/ett'''").empty());
    CHECK(change("Målet, med", "Målet,\nmed").empty());
    CHECK(change("## Uppdrag\n", "Uppdrag\n-------\n").empty());
    CHECK(change("npo = \"npo/ett\"", "old_npo = \"npo/ett\"").empty());
    CHECK(change("npo = \"npo/ett\"", "npo = \"npo/ett\"\nold_npo = \"x\"") == Lines{"field npo field-closed"});
}

TEST_CASE("a locked section's links cannot be turned from elsewhere on the page", "[guard]") {
    const World world;
    const auto change = [&](std::string_view old, std::string_view now) {
        return world.refusals("ett", world.with(group, old, now));
    };
    CHECK(change("[plan]: /grupper/ett/planer/a/", "[plan]: https://example.com/") ==
          Lines{"section uppdrag section-closed"});
    CHECK(change("[plan]: /grupper/ett/planer/a/\n", "") == Lines{"section uppdrag section-closed"});
    CHECK(change("Ingress.", "Ingress.\n\n[plan]: https://example.com/\n") == Lines{"section uppdrag section-closed"});
    CHECK(change("Ring.", "Ring.\n\n[Kurvan]: https://example.com/\n").empty());
}

TEST_CASE("headings that are swallowed, disguised, doubled, renamed or moved change hands", "[guard]") {
    const World world;
    const auto change = [&](std::string_view old, std::string_view now) {
        return world.refusals("ett", world.with(group, old, now));
    };
    CHECK_THAT(change("Vi gör saker.", "```\nkod"), Catch::VectorContains(std::string{"section mal section-gone"}));
    CHECK_THAT(change("Vi gör saker.", "<!--"), Catch::VectorContains(std::string{"section mal section-gone"}));
    CHECK_THAT(change("## Mål", "## M\u00E5l2"), Catch::VectorContains(std::string{"section mal section-gone"}));
    CHECK_THAT(change("## Mål\n", ""), Catch::VectorContains(std::string{"section mal section-gone"}));
    CHECK_THAT(change("## Mål", "### Mål"), Catch::VectorContains(std::string{"section mal section-gone"}));
    CHECK_THAT(change("## Kontakt\n", ""), Catch::VectorContains(std::string{"section mal section-closed"}));
    CHECK_THAT(change("Ett delmål.", "## Extra\n\nEtt delmål."),
               Catch::VectorContains(std::string{"section mal section-closed"}));
    CHECK_THAT(change("Ring.", "Ring.\n\n## Uppdrag\n\nMitt."),
               Catch::VectorContains(std::string{"page content/grupper/ett/_index.md page-unreadable"}));
    CHECK(change("Ring.", "Ring.\n\n## Uppdr\u0430g\n\nMitt.").size() == 1);
    CHECK(change("Ring.", "Ring.\n\n## Upp\u200Bdrag\n\nMitt.").size() == 1);
    CHECK(change("Ring.", "Ring.\n\n## Annat \U0001F469\u200D\u2695\uFE0F\n\nMitt.").empty());
    CHECK_THAT(change("Ingress.", "Ingress.\n\n### Uppdrag\n\nMitt."),
               Catch::VectorContains(std::string{"section uppdrag anchor-taken"}));
    CHECK_THAT(change("Ingress.", "Ingress.\n\n### Delmål\n\nMitt."),
               Catch::VectorContains(std::string{"section mal section-closed"}));
}

TEST_CASE("sections that are not one's own keep their order", "[guard]") {
    const World world;
    std::string text{world.before.find(group)->bytes()};
    const auto begin = text.find("## Uppdrag"), insatser = text.find("## Insatser"), mal = text.find("## Mål"),
               kontakt = text.find("## Kontakt");
    const auto piece = [&](std::size_t from, std::size_t to) { return text.substr(from, to - from); };
    const auto own_moved = piece(0, begin) + piece(insatser, mal) + piece(begin, insatser) + text.substr(mal);
    CHECK(world.refusals("ett", world.written(group, own_moved)).empty());
    const auto locked_moved = piece(0, begin) + piece(mal, kontakt) + piece(begin, mal) + text.substr(kontakt);
    CHECK(world.refusals("ett", world.written(group, locked_moved)) == Lines{"section mal section-moved"});
    CHECK(world.refusals("samordning", world.written(group, locked_moved)).empty());
}

TEST_CASE("columns of a list may be locked by themselves", "[guard]") {
    const World world;
    const auto change = [&](std::string_view old, std::string_view now) {
        return world.refusals("ett", world.with(group, old, now));
    };
    CHECK(change("person = \"personer/anna\"", "person = \"personer/bo\"").empty());
    CHECK(change("mandate = \"Östergötland\"", "mandate = \"Kalmar\"") == Lines{"field members field-closed"});
    CHECK(change("mandate = \"Östergötland\"\n", "") == Lines{"field members field-closed"});
    CHECK(change("+++\n\nIngress", "[[members]]\nrole = \"ledamot\"\n+++\n\nIngress").empty());
    CHECK(change("+++\n\nIngress", "[[members]]\nrole = \"ledamot\"\nmandate = \"x\"\n+++\n\nIngress") ==
          Lines{"field members field-closed"});
}

TEST_CASE("pages are added and removed below the own group's, when all of them is one's own", "[guard]") {
    const World world;
    const auto add = [&](std::string_view path, std::string bytes, std::string_view who = "ett") {
        return world.refusals(who, world.written(path, std::move(bytes)));
    };
    const std::string plan = "+++\ntitle = \"Plan b\"\n+++\n\n## Eget\n\nText.\n";
    CHECK(add("content/grupper/ett/planer/b.md", plan).empty());
    CHECK(add("content/grupper/ett/moten/n.md", "+++\ntitle = \"N\"\n+++\n").empty());
    CHECK(add("content/grupper/ett/planer/b.md", "+++\ntitle = \"P\"\nadopted = 2026-01-01\n+++\n") ==
          Lines{"field adopted field-closed"});
    CHECK(add("content/grupper/tva/planer/b.md", plan) == Lines{"page content/grupper/tva/planer/b.md page-added"});
    CHECK(add("content/grupper/ett/fritt.md", plan) == Lines{"page content/grupper/ett/fritt.md page-added"});
    CHECK(add("content/grupper/tre/_index.md", "+++\ntitle = \"Tre\"\n+++\n") ==
          Lines{"page content/grupper/tre/_index.md page-added"});
    CHECK(add("content/grupper/tre/_index.md", "+++\ntitle = \"Tre\"\n+++\n", "samordning").empty());
    CHECK(add("content/grupper/ett.md", "+++\ntitle = \"Ett\"\n+++\n", "samordning") ==
          Lines{"page content/grupper/ett.md name-twin"});
    CHECK(world.refusals("ett", world.without("content/grupper/ett/planer/a.md")).empty());
    CHECK(world.refusals("ett", world.without(group)) == Lines{"page " + group + " page-removed"});
    CHECK(world.refusals("samordning", world.without(group)).empty());
    CHECK(world.refusals("rost", world.without("content/grupper/ett/planer/a.md")) ==
          Lines{"page content/grupper/ett/planer/a.md page-removed"});
    const auto moved =
        world.before.with({{make_file("content/grupper/tva/planer/a.md", plan)}, {"content/grupper/ett/planer/a.md"}});
    CHECK(world.refusals("ett", moved) == Lines{"page content/grupper/tva/planer/a.md page-added"});
    CHECK(world.refusals("ett", world.with(group, "title = \"Ett\"", "title = \"Ett\"\ndraft = true")) ==
          Lines{"page " + group + " page-hidden"});
    CHECK(world
              .refusals("ett", world.with("content/grupper/ett/planer/a.md", "title = \"Plan a\"",
                                          "title = \"Plan a\"\ndraft = true"))
              .empty());
}

TEST_CASE("rights follow from seats, for as long as the seat is held", "[guard]") {
    const auto plan = "content/grupper/ett/planer/a.md";
    const auto on = [&](Date day, std::string_view who, std::string_view own_policy = policy) {
        const World world{published(own_policy), day};
        return world.refusals(who, world.with(plan, "Text.", "Ny text.")).empty();
    };
    CHECK(on({2026, 6, 30}, "anna"));
    CHECK_FALSE(on({2026, 7, 1}, "anna"));
    CHECK(on({2026, 3, 31}, "vikarie"));
    CHECK_FALSE(on({2026, 4, 1}, "vikarie"));
    CHECK_FALSE(on({2026, 2, 28}, "vikarie"));
    // The plan's owner is read from the plan as it stands: whoever takes a plan over cannot edit it by that.
    const World world;
    CHECK(world.refusals("anna", world.with(plan, "owner = \"grupper/ett\"", "owner = \"grupper/tva\"")).empty());
    const World other{
        published().with({{make_file(plan, "+++\ntitle = \"Plan a\"\nowner = \"grupper/tva\"\n+++\n")}, {}})};
    CHECK(other.refusals("anna", other.with(plan, "grupper/tva", "grupper/ett")) == Lines{"field owner field-closed"});
}

TEST_CASE("policy, schema, theme and settings are the administrators'; grants in the same change do not count",
          "[guard]") {
    const World world;
    for (const auto* path : {"schema/editors.toml", "schema/group.toml", "themes/navet/templates/page.mustache",
                             "content/site.toml", "Makefile", "docs/x.md"}) {
        const auto after = world.written(path, "# nytt\n");
        CHECK(world.refusals("chef", after).empty());
        CHECK(world.refusals("samordning", after) == Lines{"file " + std::string{path} + " path-closed"});
    }
    auto granted = world.with("schema/editors.toml", "scope = \"grupper/ett/**\"", "scope = \"**\"");
    granted = granted.with({{make_file("content/grupper/tva/_index.md", "+++\ntitle = \"Tog\"\n+++\n")}, {}});
    CHECK_THAT(world.refusals("ett", granted),
               Catch::VectorContains(std::string{"file schema/editors.toml path-closed"}));
    CHECK_THAT(world.refusals("ett", granted), Catch::VectorContains(std::string{"field title field-closed"}));
}

TEST_CASE("addresses that others have, or that lie below theirs, are not to be taken", "[guard]") {
    const World world;
    const auto alias = [&](std::string address) {
        return world.refusals("ett",
                              world.with(group, "title = \"Ett\"", "title = \"Ett\"\naliases = [\"" + address + "\"]"));
    };
    CHECK(alias("/grupp-ett/").empty());
    CHECK(alias("/grupper/ett/gammalt/").empty());
    for (const auto* taken :
         {"/grupper/tva/", "/grupper/tva/nytt/", "/GRUPPER/Tva/", "/grupper/tv%61/", "/grupper//tva/",
          "/grupper/tva/index.html", "/grupper/./tva/", "/grupper/tv\u0430/", "/"}) {
        INFO(taken);
        CHECK(alias(taken) == Lines{"field aliases address-taken"});
    }
}

TEST_CASE("files beside a page are the page's, and those of the sections that show them", "[guard]") {
    const World world;
    CHECK(world.refusals("ett", world.written("content/grupper/ett/ny.csv", "a,b\n")).empty());
    CHECK(world.refusals("ett", world.written("content/grupper/ett/bilder/ny.csv", "a,b\n")).empty());
    CHECK(world.refusals("ett", world.written("content/grupper/tva/ny.csv", "a,b\n")) ==
          Lines{"file content/grupper/tva/ny.csv resource-closed"});
    CHECK(world.refusals("ett", world.written("content/ny.csv", "a,b\n")) ==
          Lines{"file content/ny.csv resource-closed"});
    CHECK(world.refusals("ett", world.without("content/grupper/ett/kurva.png")) ==
          Lines{"file content/grupper/ett/kurva.png resource-closed"});
    CHECK(world.refusals("ett", world.written("content/grupper/ett/kurva.png", "\x89PNG\r\n annan")) ==
          Lines{"file content/grupper/ett/kurva.png resource-closed"});
    for (const auto* kind : {"x.html", "x.js", "x.php", "x.svgz", "x", "x.exe", "x.xml"}) {
        const auto path = "content/grupper/ett/" + std::string{kind};
        CHECK(world.refusals("chef", world.written(path, "a")) == Lines{"file " + path + " resource-kind"});
    }
    CHECK(world.refusals("ett", world.written("content/grupper/ett/x.pdf", "<html>")) ==
          Lines{"file content/grupper/ett/x.pdf resource-kind"});
    const auto svg = [&](std::string inside) {
        return world.refusals("ett", world.written("content/grupper/ett/x.svg",
                                                   "<svg xmlns=\"http://www.w3.org/2000/svg\">" + inside + "</svg>"));
    };
    CHECK(svg("<circle r=\"1\"/><use href=\"#a\"/><text>Mål</text>").empty());
    for (const auto* bad : {"<script/>", "<g onload=\"x\"/>", "<g OnLoad =\"x\"/>", "<a href=\"javascript:1\"/>",
                            "<image href=\"//e.org/a\"/>", "<a href=\"&#106;avascript:1\"/>", "<style/>"}) {
        INFO(bad);
        CHECK(svg(bad) == Lines{"file content/grupper/ett/x.svg resource-kind"});
    }
}

TEST_CASE("names are of the small alphabet, in every folder, for everybody", "[guard]") {
    const World world;
    for (const auto* path : {"content/grupper/ett/moten/Möte.md",
                             "content/grupper/ett/moten/MOTE.md",
                             "content/grupper/ett/moten/a b.md",
                             "content/grupper/ett/moten/.gitattributes",
                             "content/grupper/ett/.htaccess",
                             "content/grupper/ett/.gitmodules",
                             "content/grupper/ett/moten/a.md.md",
                             "content/grupper/ett/moten/-x.md",
                             "content/grupper/ett/moten/con.md",
                             "content/grupper/ett/mote\u200Bn/a.md",
                             "content/grupper/ett/moten\u0301/a.md",
                             "content/grupper/ett/..md/a.md",
                             "content/grupper/ett/moten/a\\b.md",
                             "content/.git/config",
                             ".gitattributes",
                             ".gitmodules",
                             "a/.gitattributes",
                             ".GitModules",
                             ".git\u200Bmodules",
                             "schema/.x.toml",
                             "themes/navet/assets/.htaccess",
                             "web.config"}) {
        INFO(path);
        const auto refused = world.refusals("chef", world.written(path, "+++\ntitle = \"x\"\n+++\n"));
        REQUIRE(refused.size() == 1);
        CHECK(refused[0].ends_with("name-closed"));
    }
}

TEST_CASE("links, submodules, what runs, and what is too large are refused before anything is read", "[guard]") {
    const World world;
    const Law law{world.rules, world.types, Language::sv, world.today, [](std::string_view) { return std::nullopt; }};
    const Rights rights{law, *world.rules.find("chef")};
    const Sides nothing{law.standing, law.standing};
    const auto unreadable = [](std::uint64_t size) {
        return File{"content/grupper/ett/moten/a.md",
                    {},
                    size,
                    std::make_shared<const Blob>([]() -> std::string { throw std::runtime_error{"read"}; }, "")};
    };
    for (const auto kind : {EntryKind::executable, EntryKind::link, EntryKind::submodule, EntryKind::other}) {
        const EntryChange change{"content/grupper/ett/moten/a.md", {}, FileEntry{kind, unreadable(10)}, false, {}};
        CHECK(judge(rights, nothing, {&change, 1}).front().ground->name == "file-kind");
    }
    const EntryChange large{
        "content/grupper/ett/moten/a.md", {}, FileEntry{EntryKind::plain, unreadable(3U << 20)}, false, {}};
    CHECK(judge(rights, nothing, {&large, 1}).front().ground->name == "size-over");
}

TEST_CASE("a policy with any mistake in it gives nobody any right", "[guard]") {
    const auto readable = [](std::string_view old, std::string_view now) {
        std::string text{policy};
        text.replace(text.find(old), old.size(), now);
        const World world{published(text)};
        CHECK(world.rules.readable == (world.rules.who("ett") != nullptr));
        return world.rules.readable;
    };
    CHECK(readable("Grupp ett", "Gruppen"));
    CHECK_FALSE(readable("role = \"admin\"", "role = \"admi\""));
    CHECK_FALSE(readable("scope = \"grupper/ett/**\"", "scope = \"grupper/{x}/**\""));
    CHECK_FALSE(readable("scope = \"grupper/ett/**\"", "scop = \"grupper/ett/**\""));
    CHECK_FALSE(readable("id = \"samordning\"", "id = \"chef\""));
    CHECK_FALSE(readable("samordning@example.org", "CHEF@example.org"));
    CHECK_FALSE(readable("from = 2026-03-01", "from = \"2026-03-01\""));
    CHECK_FALSE(readable("of = [\"group\"]", "of = [\"gruop\"]"));
    CHECK_FALSE(readable("[[rights]]\nrole = \"editor\"", "[[rights]]\nrole = \"admin\""));
    CHECK_FALSE(readable("[[roles]]", "[[roles"));
    CHECK_FALSE(readable("id = \"ett\"", "id = \"../ett\""));
}

TEST_CASE("who pushes is known by id or address", "[guard]") {
    const World world;
    CHECK(world.rules.who("ett")->id == "ett");
    CHECK(world.rules.who("ETT.igen@Example.org")->id == "ett");
    CHECK(world.rules.who("Ett") == nullptr);
    CHECK(world.rules.who("") == nullptr);
    CHECK(world.rules.who("ett@example.com") == nullptr);
}
