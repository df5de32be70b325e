#include "project/project.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/disk/temporary_folder.hpp"
#include "tests/git/git_repository.hpp"

using namespace knav;
namespace fs = std::filesystem;

namespace {

const std::string start = "content/_index.md";

/// A new site as `knav init` makes it, in a folder of its own.
struct NewSite {
    TemporaryFolder folder;

    NewSite() { lay_out(folder.path()); }

    static void lay_out(const fs::path& root) {
        const fs::path source{KNAV_SOURCE_DIR};
        const auto all = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
        fs::copy(source / "schema", root / "schema", all);
        fs::create_directories(root / "themes");
        fs::copy(source / "themes" / "navet", root / "themes/navet", all);
        fs::copy(source / "themes" / "starter" / "site", root, all);
    }

    Outcome build(const std::string& output, bool portable = false) const {
        Diagnostics found;
        return build(output, found, portable);
    }
    Outcome build(const std::string& output, Diagnostics& found, bool portable = false) const {
        return build_at(folder.path(), output, found, portable);
    }
    /// A site that lies elsewhere.
    Outcome build_at(const fs::path& root, const std::string& output, Diagnostics& found, bool portable = false) const {
        ProjectOptions options;
        options.portable = portable;
        options.root = root;
        options.output = folder / output;
        options.today = {2026, 3, 12};
        options.program = digest_of("the program under test");
        return Project{options}.build(found);
    }
    void write_start(const std::string& text) const {
        folder.write(start, "+++\ntitle = \"Hem\"\n+++\n\n" + text + "\n");
    }
    [[nodiscard]] bool shows(const std::string& output, const std::string& text) const {
        return folder.read(output + "/index.html").find(text) != std::string::npos;
    }
};

}  // namespace

TEST_CASE("a site that has not changed is not built again", "[project]") {
    const NewSite site;
    CHECK(site.build("public").published);
    CHECK(site.build("public").nothing_to_do);
}

TEST_CASE("a file that cannot be read is told though nothing else has changed", "[project]") {
    const NewSite site;
    CHECK(site.build("public").published);
    site.folder.write("content/stor.md", std::string(4U << 20U, 'a'));
    for (int time = 0; time < 2; ++time) {
        Diagnostics found;
        const auto outcome = site.build("public", found);
        CHECK_FALSE(outcome.published);
        CHECK_FALSE(outcome.nothing_to_do);
        CHECK(found.errors() == 1);
    }
    fs::remove(site.folder / "content/stor.md");
    CHECK(site.build("public").nothing_to_do);
}

TEST_CASE("a shallow clone that has become a whole one is built again, though its head is the same", "[project][git]") {
    const GitRepository repository;
    NewSite::lay_out(repository.path());
    repository.commit(1'770'000'000);
    repository.write(start, "+++\ntitle = \"Hem\"\n+++\n\nNy text.\n");
    repository.commit(1'770'100'000);
    const NewSite site;
    const auto clone = site.folder / "clone";
    repository.git("clone -q --depth 1 file://" + repository.path().string() + " " + clone.string());
    const auto build = [&](const std::string& output) {
        Diagnostics found;
        return site.build_at(clone, output, found);
    };
    CHECK(build("public").published);
    CHECK(build("public").nothing_to_do);
    repository.git("-C " + clone.string() + " fetch -q --unshallow");
    CHECK_FALSE(build("public").nothing_to_do);
    CHECK(build("public").nothing_to_do);
    fs::remove_all(clone / ".knav");
    build("clean");
    CHECK(site.folder.read("public/historik/index.html") == site.folder.read("clean/historik/index.html"));
}

TEST_CASE("old versions that could not be read are looked for again", "[project][git]") {
    const GitRepository repository;
    NewSite::lay_out(repository.path());
    repository.commit(1'770'000'000);
    const auto old = repository.git("rev-parse HEAD:" + start);
    repository.write(start, "+++\ntitle = \"Hem\"\n+++\n\nNy text.\n");
    repository.commit(1'770'100'000);
    const auto object = repository.path() / ".git/objects" / old.substr(0, 2) / old.substr(2);
    const NewSite site;
    const auto build = [&] {
        Diagnostics found;
        return site.build_at(repository.path(), "public", found);
    };
    fs::rename(object, site.folder / "object");
    CHECK_FALSE(build().nothing_to_do);
    CHECK_FALSE(build().nothing_to_do);
    fs::rename(site.folder / "object", object);
    CHECK_FALSE(build().nothing_to_do);
    CHECK(build().nothing_to_do);
}

TEST_CASE("a portable copy is asked for and undone in one folder", "[project][portable]") {
    const NewSite site;
    site.build("public");
    const auto plain = site.folder.read("public/index.html");
    site.build("public", true);
    CHECK(site.shows("public", "action=\"sok/index.html\""));
    CHECK_FALSE(site.shows("public", "href=\"/"));
    site.build("public");
    CHECK(site.folder.read("public/index.html") == plain);
}

TEST_CASE("what was published into one folder says nothing of another", "[project]") {
    const NewSite site;
    site.write_start("Första texten.");
    site.build("one");
    site.write_start("Andra texten.");
    site.build("two");
    site.build("one");
    CHECK(site.shows("one", "Andra texten."));
    CHECK(site.shows("two", "Andra texten."));
}

TEST_CASE("what is published in another output's own folder is refused, whatever the names are", "[project]") {
    const NewSite site;
    site.folder.write("content/sok/_index.md", "+++\ntitle = \"Sök\"\n+++\n\n![En bild](index/a.png)\n");
    site.folder.write("content/sok/index/a.png", "bild");
    Diagnostics found;
    CHECK_FALSE(site.build("public", found).published);
    const auto told = found.sorted();
    CHECK(std::any_of(told.begin(), told.end(), [](const Diagnostic& each) {
        return *each.rule == rule::output_twice && each.place.path == "sok/index/a.png";
    }));
}

TEST_CASE("with errors nothing is published, and what was there stays", "[project]") {
    const NewSite site;
    site.write_start("Bra text.");
    REQUIRE(site.build("public").published);
    site.folder.write(start, "+++\ntitle = \n+++\n\nTrasig.\n");
    CHECK_FALSE(site.build("public").published);
    CHECK(site.shows("public", "Bra text."));
    site.write_start("Lagad text.");
    CHECK(site.build("public").published);
    CHECK(site.shows("public", "Lagad text."));
}

TEST_CASE("a published file that somebody removed is put back", "[project]") {
    const NewSite site;
    site.build("public");
    fs::remove(site.folder / "public/404.html");
    const auto outcome = site.build("public");
    CHECK(outcome.written == 1);
    CHECK(fs::exists(site.folder / "public/404.html"));
}
