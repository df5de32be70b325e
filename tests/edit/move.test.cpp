#include <catch2/catch.hpp>

#include "fixture.hpp"

using namespace knav;
using namespace knav::edit_test;

namespace {

const std::string base =
    page("_index.md", "title = \"Start\"\n", "Se [[rmpo/hud]].\n") + page("npo/hud.md", "title = \"NPO Hud\"\n") +
    page("rmpo/hud/_index.md", "title = \"RMPO Hud\"\nnpo   = \"npo/hud\" # speglar\n", "## Data\n\nKort.\n");

Snapshot after(const std::string& pages, const Move& move, OldAddresses old = OldAddresses::keep) {
    const World world{pages};
    return moved(world, move, old);
}

}  // namespace

TEST_CASE("a moved page takes its folder along and remembers its old address", "[edit]") {
    const auto site = after(base + "-- content/rmpo/hud/bild.png --\nP\n", {"rmpo/hud", "rmpo/hud-och-kon"});
    CHECK(site.find("content/rmpo/hud/_index.md") == nullptr);
    CHECK(site.find("content/rmpo/hud/bild.png") == nullptr);
    CHECK(text_of(site, "content/rmpo/hud-och-kon/bild.png") == "P\n");
    CHECK(text_of(site, "content/rmpo/hud-och-kon/_index.md") ==
          "+++\ntitle = \"RMPO Hud\"\naliases = [\"/rmpo/hud/\"]\nfirst_id = \"rmpo/hud\"\nnpo   = \"npo/hud\" # "
          "speglar\n+++\n## "
          "Data\n\nKort.\n");
}

TEST_CASE("a page goes on saying which id it had first, until that is its id again", "[edit]") {
    const World there{base};
    const World once{moved(there, {"rmpo/hud", "rmpo/huden"})};
    const World twice{moved(once, {"rmpo/huden", "rmpo/hudvard"})};
    CHECK(text_of(twice.snapshot, "content/rmpo/hudvard/_index.md").find("first_id = \"rmpo/hud\"\n") !=
          std::string::npos);
    const auto home = moved(twice, {"rmpo/hudvard", "rmpo/hud"});
    CHECK(text_of(home, "content/rmpo/hud/_index.md").find("first_id") == std::string::npos);
}

TEST_CASE("references in front matter follow, and only their own bytes change", "[edit]") {
    const auto site = after(base, {"npo/hud", "npo/hudens"});
    CHECK(text_of(site, "content/rmpo/hud/_index.md") ==
          "+++\ntitle = \"RMPO Hud\"\nnpo   = \"npo/hudens\" # speglar\n+++\n## Data\n\nKort.\n");
}

TEST_CASE("links follow wherever they are written, and keep their labels", "[edit]") {
    const auto [before, wanted] = GENERATE(table<std::string, std::string>({
        {"[[rmpo/hud]]", "[[rmpo/ny]]"},
        {"[[rmpo/hud|huden]] och [[rmpo/hud#data]]", "[[rmpo/ny|huden]] och [[rmpo/ny#data]]"},
        {"![[rmpo/hud#data]]", "![[rmpo/ny#data]]"},
        {"| a | b |\n|---|---|\n| [[rmpo/hud\\|x]] | y |", "| a | b |\n|---|---|\n| [[rmpo/ny\\|x]] | y |"},
        {"[text](/rmpo/hud/)", "[text](/rmpo/ny/)"},
        {"[text](/rmpo/hud#data)", "[text](/rmpo/ny#data)"},
        {"[text](</rmpo/hud/> \"titel\")", "[text](</rmpo/ny/> \"titel\")"},
        {"[en [lång] `text]`](/rmpo/hud/)", "[en [lång] `text]`](/rmpo/ny/)"},
        {"[text][1]\n\n[1]: /rmpo/hud/", "[text][1]\n\n[1]: /rmpo/ny/"},
        {"`[[rmpo/hud]]` är [[rmpo/hud]]", "`[[rmpo/hud]]` är [[rmpo/ny]]"},
        {"[fil](/rmpo/hud/fil.pdf)", "[fil](/rmpo/ny/fil.pdf)"},
        {"[fil](../rmpo/hud/fil.pdf)", "[fil](../rmpo/ny/fil.pdf)"},
        {"![bild](../rmpo/hud/en%20bild.png)", "![bild](../rmpo/ny/en%20bild.png)"},
        {"[[RMPO Hud]]", "[[RMPO Hud]]"},
    }));
    const auto site = after(base + "-- content/rmpo/hud/fil.pdf --\nP\n-- content/rmpo/hud/en bild.png --\nP\n" +
                                page("sidor/a.md", "title = \"A\"\n", before + "\n"),
                            {"rmpo/hud", "rmpo/ny"});
    CHECK(text_of(site, "content/sidor/a.md") == "+++\ntitle = \"A\"\n+++\n" + wanted + "\n");
}

TEST_CASE("the tail of an id stays as short as it can be", "[edit]") {
    const auto link = page("sidor/a.md", "title = \"A\"\n", "[[sar]]\n");
    const auto pages = base + page("sidor/vard/sar.md", "title = \"Sår\"\n") + link;
    CHECK(
        text_of(after(pages, {"sidor/vard/sar", "sidor/vard/svarlakta"}), "content/sidor/a.md").find("[[svarlakta]]") !=
        std::string::npos);
    CHECK(
        text_of(after(pages, {"sidor/vard/sar", "sidor/hud-och/hud"}), "content/sidor/a.md").find("[[hud-och/hud]]") !=
        std::string::npos);
    CHECK(text_of(after(pages, {"sidor/vard", "sidor/omvardnad"}), "content/sidor/a.md").find("[[sar]]") !=
          std::string::npos);
}

TEST_CASE("a link that would come to mean two pages is told which one it means", "[edit]") {
    const auto pages = base + page("sidor/b/sar.md", "title = \"B\"\n") + page("sidor/c.md", "title = \"C\"\n") +
                       page("sidor/a.md", "title = \"A\"\n", "[[sar]]\n");
    const auto site = after(pages, {"sidor/c", "sidor/d/sar"});
    CHECK(text_of(site, "content/sidor/a.md").find("[[b/sar]]") != std::string::npos);
}

TEST_CASE("a page's own links to files beside it hold when only the page moves", "[edit]") {
    const auto site =
        after(base + "-- content/sidor/fil.pdf --\nP\n" + page("sidor/a.md", "title = \"A\"\n", "[fil](fil.pdf)\n"),
              {"sidor/a", "sidor/djupt/b"});
    CHECK(text_of(site, "content/sidor/djupt/b.md").find("[fil](../fil.pdf)") != std::string::npos);
}

TEST_CASE("menus follow, and rights are left to the administrator but told of", "[edit]") {
    const World world{
        base + "-- content/site.toml --\ntitle = \"S\"\n[[menu]]\ntitle = \"Hud\"\npage  = \"rmpo/hud\"\n" +
        "-- schema/editors.toml --\n[[editors]]\ngrants = [ { role = \"editor\", scope = \"rmpo/hud/**\" } ]\n"};
    const auto made = plan(world, {"rmpo/hud", "rmpo/ny"});
    CHECK(text_of(world.snapshot.with(made.changes), "content/site.toml").find("page  = \"rmpo/ny\"") !=
          std::string::npos);
    REQUIRE(made.schema.size() == 1);
    CHECK(made.schema.front().path == "schema/editors.toml");
    CHECK(made.schema.front().at.line == 2);
}

TEST_CASE("a page whose bytes are not clean is left for a person, and named", "[edit]") {
    auto files = std::vector<File>{};
    const World clean{base};
    for (const auto& file : clean.snapshot.files()) files.push_back(file);
    files.push_back(make_file("content/sidor/a.md", "+++\r\ntitle = \"A\"\r\n+++\r\n[[rmpo/hud]]\r\n"));
    const World world{Snapshot{files}};
    const auto made = plan(world, {"rmpo/hud", "rmpo/ny"});
    REQUIRE(made.left.size() == 1);
    CHECK(made.left.front().path == "content/sidor/a.md");
    CHECK(text_of(world.snapshot.with(made.changes), "content/sidor/a.md").find("[[rmpo/hud]]") != std::string::npos);
}

TEST_CASE("moves that cannot be made are refused with a reason", "[edit]") {
    const World world{base + page("sidor/a.md", "title = \"A\"\n") + page("sidor/b/_index.md", "title = \"B\"\n")};
    const std::vector<std::string> generated{"oversikt"};
    const auto refused = [&](const Move& move) {
        return objection(move, world.snapshot, world.graph, generated).has_value();
    };
    CHECK(refused({"", "sidor/c"}));
    CHECK(refused({"sidor/finns-inte", "sidor/c"}));
    CHECK(refused({"sidor/a", "sidor/a"}));
    CHECK(refused({"sidor/a", "sidor/a/b"}));
    CHECK(refused({"sidor/a", "Sidor/Å"}));
    CHECK(refused({"sidor/a", "sidor/b"}));
    CHECK(refused({"sidor/a", "oversikt"}));
    CHECK_FALSE(refused({"sidor/a", "sidor/b/a"}));
}

TEST_CASE("an error that was there before the move is not the move's", "[edit]") {
    const Move move{"sidor/a", "sidor/b"};
    Diagnostics before, after;
    before.error({"content/sidor/a.md", {3, 1}}, rule::link_unknown, {"x"});
    after.error({"content/sidor/b.md", {4, 1}}, rule::link_unknown, {"x"});
    CHECK(new_errors(move, before, after).empty());
    after.error({"content/sidor/b.md", {5, 1}}, rule::raw_html, {"<b>"});
    after.warning({"content/sidor/b.md", {6, 1}}, rule::section_empty, {"x"});
    REQUIRE(new_errors(move, before, after).size() == 1);
    CHECK(*new_errors(move, before, after).front().rule == rule::raw_html);
}
