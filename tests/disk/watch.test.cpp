#include <catch2/catch.hpp>

#include "diag/environment_error.hpp"
#include "disk/watch.hpp"
#include "tests/disk/temporary_folder.hpp"

using namespace knav;
namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

namespace {

struct Watched {
    TemporaryFolder folder;
    Watched() { folder.write("content/a/x.md", "X"); }
};

bool saw(const Seen& seen, const std::string& path) {
    return std::find(seen.paths.begin(), seen.paths.end(), path) != seen.paths.end();
}

}  // namespace

TEST_CASE("a saved file is seen once, however it is saved", "[disk]") {
    Watched site;
    Watcher watcher{site.folder.path()};
    CHECK(watcher.wait(0).nothing());
    site.folder.write("content/a/x.md", "X2");
    CHECK(watcher.wait(1000).paths == Strings{"content/a/x.md"});

    site.folder.write("content/a/x.md~", "old");  // as editors do
    site.folder.write("content/a/.x.md.tmp", "X3");
    fs::rename(site.folder / "content/a/.x.md.tmp", site.folder / "content/a/x.md");
    CHECK(watcher.wait(1000).paths == Strings{"content/a/x.md"});

    fs::remove(site.folder / "content/a/x.md");
    CHECK(watcher.wait(1000).paths == Strings{"content/a/x.md"});
    CHECK(watcher.wait(0).nothing());
}

TEST_CASE("new folders are watched at once, with what is already in them", "[disk]") {
    Watched site;
    Watcher watcher{site.folder.path()};
    site.folder.write("content/b/c/d/y.md", "Y");
    CHECK(saw(watcher.wait(1000), "content/b"));
    site.folder.write("content/b/c/d/y.md", "Y2");
    CHECK(watcher.wait(1000).paths == Strings{"content/b/c/d/y.md"});
    site.folder.write("themes/bas/a.css", "");
    CHECK(saw(watcher.wait(1000), "themes"));
    site.folder.write("themes/bas/a.css", "x");
    CHECK(saw(watcher.wait(1000), "themes/bas/a.css"));
}

TEST_CASE("a folder that moves is known by its new name", "[disk]") {
    Watched site;
    Watcher watcher{site.folder.path()};
    fs::rename(site.folder / "content/a", site.folder / "content/b");
    const auto seen = watcher.wait(1000);
    CHECK(saw(seen, "content/a"));
    CHECK(saw(seen, "content/b"));
    site.folder.write("content/b/x.md", "X2");
    CHECK(watcher.wait(1000).paths == Strings{"content/b/x.md"});
    fs::rename(site.folder / "content/b", site.folder / "elsewhere");
    CHECK(watcher.wait(1000).paths == Strings{"content/b"});
    site.folder.write("elsewhere/x.md", "X3");
    CHECK(watcher.wait(100).nothing());
}

TEST_CASE("what is not content is not seen", "[disk]") {
    Watched site;
    Watcher watcher{site.folder.path()};
    site.folder.write("public/index.html", "x");
    site.folder.write(".knav/files", "x");
    site.folder.write("content/.git/x", "x");
    site.folder.write("content/a/#x.md#", "x");
    CHECK(watcher.wait(100).nothing());
}

TEST_CASE("a root that does not exist is nothing to watch", "[disk]") {
    TemporaryFolder folder;
    CHECK_THROWS_AS(Watcher{folder / "missing"}, EnvironmentError);
}
