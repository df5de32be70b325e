#include <catch2/catch.hpp>

#include <set>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "diag/environment_error.hpp"
#include "disk/tree.hpp"
#include "tests/disk/temporary_folder.hpp"

using namespace knav;
namespace fs = std::filesystem;

namespace {

struct Reading {
    TemporaryFolder folder;
    TreeOptions options;
    StatCache cache;
    Diagnostics found;

    Tree read(unsigned threads = 2) { return read_tree(folder.path(), options, cache, threads, found); }

    /// The rules that were broken, with their places, as "rule path".
    std::vector<std::string> broken() {
        std::vector<std::string> out;
        for (const auto& one : found.sorted()) out.push_back(std::string{one.rule->name} + " " + one.place.path);
        return out;
    }
};

using Strings = std::vector<std::string>;

Strings paths(const Snapshot& snapshot) {
    Strings out;
    for (const auto& file : snapshot.files()) out.push_back(file.path);
    return out;
}

/// The cache as it will be when its files have lain still for some seconds: tests do not sleep.
StatCache settled(const StatCache& cache) {
    auto files = cache.files();
    for (auto& file : files) file.settled = true;
    return StatCache{std::move(files)};
}

}  // namespace

TEST_CASE("content, schema and themes are read, and nothing else", "[disk]") {
    Reading site;
    site.folder.write("content/site.toml", "title = \"x\"\n");
    site.folder.write("content/a/b/c.md", "C\n");
    site.folder.write("content/a.md", "A\n");
    site.folder.write("schema/page.toml", "");
    site.folder.write("themes/bas/assets/bas.css", "x{}");
    site.folder.write("public/index.html", "no");
    site.folder.write("README.md", "no");
    const auto tree = site.read();
    CHECK(paths(tree.snapshot) == Strings{"content/a.md", "content/a/b/c.md", "content/site.toml", "schema/page.toml",
                                          "themes/bas/assets/bas.css"});
    CHECK(tree.snapshot.find("content/a/b/c.md")->bytes() == "C\n");
    CHECK(tree.snapshot.find("content/a/b/c.md")->digest == digest_of("C\n"));
    CHECK(tree.snapshot.find("schema/page.toml")->bytes().empty());
    CHECK(tree.read == 5);
    CHECK(site.broken().empty());
}

TEST_CASE("hidden files and what editors leave behind are left aside", "[disk]") {
    Reading site;
    for (const char* name : {"content/.hidden", "content/.git/config", "content/a.md~", "content/.#a.md",
                             "content/#a.md#", "content/.a.md.swp", "content/a.swp"}) {
        site.folder.write(name, "x");
    }
    site.folder.write("content/a.md", "x");
    CHECK(paths(site.read().snapshot) == Strings{"content/a.md"});
    CHECK(site.broken().empty());
}

TEST_CASE("a root without folders is an empty tree, no root is the environment's failure", "[disk]") {
    Reading site;
    CHECK(site.read().snapshot.files().empty());
    CHECK(site.broken().empty());
    CHECK_THROWS_AS(read_tree(site.folder / "missing", site.options, site.cache, 1, site.found), EnvironmentError);
}

TEST_CASE("threads make no difference", "[disk]") {
    Reading one;
    for (int i = 0; i < 300; ++i)
        one.folder.write("content/" + std::to_string(i % 17) + "/" + std::to_string(i), std::to_string(i));
    const auto alone = one.read(1);
    one.cache = {};
    const auto together = one.read(4);
    CHECK(alone.digest == together.digest);
    CHECK(paths(alone.snapshot) == paths(together.snapshot));
}

TEST_CASE("files that lie still are known without being read", "[disk]") {
    Reading site;
    site.folder.write("content/a.md", "A");
    site.folder.write("content/b.md", "B");
    const auto first = site.read();
    site.cache = settled(site.cache);
    const auto second = site.read();
    CHECK(second.read == 0);
    CHECK(second.digest == first.digest);
    CHECK(second.snapshot.find("content/a.md")->digest == digest_of("A"));
    CHECK(second.snapshot.find("content/a.md")->bytes() == "A");
    CHECK(second.snapshot.find("content/a.md")->blob->origin() == (site.folder / "content/a.md").string());

    site.cache = settled(site.cache);
    site.folder.write("content/b.md", "BB");
    const auto third = site.read();
    CHECK(third.read == 1);
    CHECK(third.digest != first.digest);
    CHECK(third.snapshot.find("content/b.md")->bytes() == "BB");
}

TEST_CASE("an edit is seen though size and time of modification stay the same", "[disk]") {
    Reading site;
    site.folder.write("content/a.md", "one");
    site.folder.age("content/a.md");
    const auto before = fs::last_write_time(site.folder / "content/a.md");
    site.read();
    site.cache = settled(site.cache);
    ::usleep(20'000);  // the change time ticks with the kernel's clock
    site.folder.write("content/a.md", "two");
    fs::last_write_time(site.folder / "content/a.md", before);
    CHECK(site.read().snapshot.find("content/a.md")->bytes() == "two");
}

TEST_CASE("files changed in the last seconds are read once more", "[disk]") {
    Reading site;
    site.folder.write("content/a.md", "A");
    site.read();
    CHECK_FALSE(site.cache.files().at(0).settled);
    CHECK(site.read().read == 1);
    CHECK(is_settled({1, 1'000, 2'000, 7}, 3'000'000'000));
    CHECK_FALSE(is_settled({1, 1'000, 2'000'000'000, 7}, 3'000'000'000));
    CHECK_FALSE(is_settled({1, 9'000'000'000, 1'000, 7}, 3'000'000'000));  // a time to come
}

TEST_CASE("bytes that changed after their digest was taken are refused", "[disk]") {
    Reading site;
    site.folder.write("content/a.md", "A");
    site.read();
    site.cache = settled(site.cache);
    const auto tree = site.read();
    site.folder.write("content/a.md", "B");
    CHECK_THROWS_AS(tree.snapshot.find("content/a.md")->bytes(), EnvironmentError);
}

TEST_CASE("the cache survives being written and read, and nothing less than whole", "[disk]") {
    const StatCache cache{
        {{"content/a.md", {1, 2, 3, 4}, digest_of("a"), true}, {"content/ö.md", {5, 6, 7, 8}, digest_of("o"), false}}};
    const auto bytes = cache.to_bytes();
    CHECK(StatCache::from_bytes(bytes).files() == cache.files());
    CHECK(StatCache::from_bytes(StatCache{}.to_bytes()).files().empty());
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        CHECK(StatCache::from_bytes(bytes.substr(0, length)).files().empty());
    }
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto damaged = bytes;
        damaged[i] = static_cast<char>(damaged[i] ^ 1);
        CHECK(StatCache::from_bytes(damaged).files().empty());
    }
}

TEST_CASE("links, pipes and sockets are reported, never followed or waited for", "[disk]") {
    Reading site;
    site.folder.write("content/a.md", "A");
    site.folder.write("outside/secret.md", "secret");
    fs::create_symlink("..", site.folder / "content/loop");
    fs::create_symlink("../outside/secret.md", site.folder / "content/link.md");
    fs::create_symlink("nowhere", site.folder / "content/dangling");
    fs::create_symlink("outside", site.folder / "schema");
    REQUIRE(::mkfifo((site.folder / "content/pipe.md").c_str(), 0600) == 0);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (site.folder / "content/socket").string().copy(address.sun_path, sizeof address.sun_path - 1);
    REQUIRE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    CHECK(paths(site.read().snapshot) == Strings{"content/a.md"});
    CHECK(site.broken() == Strings{"file-not-regular content/dangling", "file-not-regular content/link.md",
                                   "file-not-regular content/loop", "file-not-regular content/pipe.md",
                                   "file-not-regular content/socket", "file-not-regular schema"});
    ::close(socket);
}

TEST_CASE("files and folders that may not be read are reported", "[disk]") {
    if (::geteuid() == 0) return;  // root may read everything
    Reading site;
    site.folder.write("content/a.md", "A");
    site.folder.write("content/b/c.md", "C");
    fs::permissions(site.folder / "content/a.md", fs::perms::none);
    fs::permissions(site.folder / "content/b", fs::perms::none);
    CHECK(site.read().snapshot.files().empty());
    CHECK(site.broken() == Strings{"file-unreadable content/a.md", "file-unreadable content/b"});
    fs::permissions(site.folder / "content/b", fs::perms::owner_all);
}

TEST_CASE("names that would not be the same everywhere are reported", "[disk]") {
    Reading site;
    site.folder.write("content/mo\u0308te.png", "x");
    site.folder.write("content/m\xF6te.png", "x");
    site.folder.write("content/a\nb.md", "x");
    site.folder.write("content/e\u0301/inside.md", "x");
    site.folder.write("content/möte.pdf", "x");
    site.folder.write("content/" + std::string(251, 'n') + ".png", "x");
    const auto tree = site.read();
    CHECK(paths(tree.snapshot) == Strings{"content/möte.pdf", "content/" + std::string(251, 'n') + ".png"});
    const auto found = site.found.sorted();
    REQUIRE(found.size() == 4);
    std::set<std::string> proposals;
    for (const auto& one : found) {
        CHECK(one.rule == &rule::file_name_invalid);
        CHECK(one.place.path == "content");
        proposals.insert(one.proposal);
    }
    CHECK(proposals == std::set<std::string>{"", "möte.png", "é"});
}

TEST_CASE("a page over the limit is reported and not read, also on the next run", "[disk]") {
    Reading site;
    site.options.largest_page = 10;
    site.folder.write("content/a.md", std::string(11, 'x'));
    site.folder.write("content/b.md", std::string(10, 'x'));
    site.folder.write("content/c.png", std::string(11, 'x'));
    for (int run = 0; run < 2; ++run) {
        CHECK(paths(site.read().snapshot) == Strings{"content/b.md", "content/c.png"});
        CHECK(site.broken() == Strings{"file-too-large content/a.md"});
        site.cache = settled(site.cache);
    }
}

TEST_CASE("a huge file is known by its digest and never loaded", "[disk]") {
    Reading site;
    site.folder.write("content/film.bin", "");
    fs::resize_file(site.folder / "content/film.bin", 100U << 20);  // sparse
    site.folder.write("content/small.bin", std::string(100, '\0'));
    const auto tree = site.read();
    const auto* film = tree.snapshot.find("content/film.bin");
    REQUIRE(film != nullptr);
    CHECK(film->size == 100U << 20);
    CHECK(film->blob->origin() == (site.folder / "content/film.bin").string());
    CHECK_THROWS_AS(film->bytes(), EnvironmentError);
    site.options.largest_in_memory = 50;
    site.cache = {};
    const auto again = site.read();
    CHECK(again.snapshot.find("content/small.bin")->digest == digest_of(std::string(100, '\0')));
}

TEST_CASE("only the named paths are looked at anew", "[disk]") {
    Reading site;
    site.folder.write("content/a.md", "A");
    site.folder.write("content/b.md", "B");
    site.folder.write("content/c/x.md", "X");
    site.folder.write("content/c/y.md", "Y");
    const auto before = site.read().snapshot;
    site.folder.write("content/a.md", "A2");
    site.folder.write("content/b.md", "not asked for");
    fs::remove_all(site.folder / "content/c");
    site.folder.write("content/d/z.md", "Z");
    const Strings changed = {"content/a.md", "content/c", "content/d", "content/never"};
    const auto after = reread(before, site.folder.path(), site.options, changed, site.found);
    CHECK(paths(after) == Strings{"content/a.md", "content/b.md", "content/d/z.md"});
    CHECK(after.find("content/a.md")->bytes() == "A2");
    CHECK(after.find("content/b.md")->bytes() == "B");
    CHECK(site.broken().empty());
}
