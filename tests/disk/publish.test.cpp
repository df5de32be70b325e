#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <csignal>

#include "diag/environment_error.hpp"
#include "disk/publish.hpp"
#include "disk/state.hpp"
#include "tests/disk/temporary_folder.hpp"

using namespace knav;
namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

namespace {

Changes writes(std::initializer_list<std::pair<const char*, const char*>> files) {
    Changes changes;
    for (const auto& [path, bytes] : files) changes.write.push_back(make_file(path, bytes));
    return changes;
}

Strings names_in(const fs::path& folder) {
    Strings names;
    for (const auto& entry : fs::directory_iterator{folder}) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// While it lives, no file may grow over `bytes`: writing then fails half-way, as on a full disk.
class SmallFilesOnly {
public:
    explicit SmallFilesOnly(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallFilesOnly() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

}  // namespace

TEST_CASE("a first build makes the folder, with all that is in it", "[disk]") {
    TemporaryFolder folder;
    publish(
        folder / "a/public",
        writes({{"a/index.html", "a"}, {"index.html", "start"}, {"rmpo/x/index.html", "x"}, {"rmpo/index.html", "r"}}));
    CHECK(published_paths(folder / "a/public") ==
          Strings{"a/index.html", "index.html", "rmpo/index.html", "rmpo/x/index.html"});
    CHECK(folder.read("a/public/rmpo/x/index.html") == "x");
    CHECK(names_in(folder / "a") == Strings{"public"});  // nothing left beside
    CHECK(published_paths(folder / "none").empty());
}

TEST_CASE("what somebody has removed from the output is missed", "[disk]") {
    TemporaryFolder folder;
    const Strings paths = {"a/index.html", "b", "index.html"};
    CHECK(missing_paths(folder / "public", paths) == paths);
    publish(folder / "public", writes({{"a/index.html", "a"}, {"b", "b"}, {"index.html", "start"}}));
    CHECK(missing_paths(folder / "public", paths).empty());
    fs::remove_all(folder / "public/a");
    fs::remove(folder / "public/b");
    fs::create_directory(folder / "public/b");
    CHECK(missing_paths(folder / "public", paths) == Strings{"a/index.html", "b"});
}

TEST_CASE("later builds write over, add and remove, and leave no empty folders", "[disk]") {
    TemporaryFolder folder;
    const auto output = folder / "public/";  // with the slash that shells add
    publish(output, writes({{"a.html", "A"}, {"gone/deep/x.html", "X"}, {"gone/y.html", "Y"}, {"kept/z.html", "Z"}}));
    auto changes = writes({{"a.html", "A2"}, {"new/b.html", "B"}});
    changes.remove = {"gone/deep/x.html", "gone/y.html", "kept/never.html"};
    publish(output, changes);
    CHECK(published_paths(output) == Strings{"a.html", "kept/z.html", "new/b.html"});
    CHECK(folder.read("public/a.html") == "A2");
    CHECK(names_in(output) == Strings{".knav", "a.html", "kept", "new"});
}

TEST_CASE("a page may become a folder and a folder a page", "[disk]") {
    TemporaryFolder folder;
    const auto output = folder / "public";
    publish(output, writes({{"a", "file"}, {"b/index.html", "in folder"}, {"b/c/d", "deep"}}));
    auto changes = writes({{"a/index.html", "now in folder"}, {"b", "now file"}});
    changes.remove = {"a", "b/c/d", "b/index.html"};
    publish(output, changes);
    CHECK(published_paths(output) == Strings{"a/index.html", "b"});
}

TEST_CASE("what is written is not removed, though it is said to be both", "[disk]") {
    TemporaryFolder folder;
    publish(folder / "public", writes({{"a", "1"}}));
    auto changes = writes({{"a", "2"}});
    changes.remove = {"a"};
    publish(folder / "public", changes);
    CHECK(folder.read("public/a") == "2");
}

TEST_CASE("a disk that fills leaves the published site as it was", "[disk]") {
    TemporaryFolder folder;
    const auto output = folder / "public";
    publish(output, writes({{"a.html", "old A"}, {"b.html", "old B"}}));
    Changes changes = writes({{"a.html", "new A"}, {"c/index.html", "C"}});
    changes.write.push_back(make_file("z.html", std::string(100'000, 'z')));
    changes.remove = {"b.html"};
    {
        const SmallFilesOnly limit{50'000};
        CHECK_THROWS_AS(publish(output, changes), EnvironmentError);
    }
    CHECK(folder.read("public/a.html") == "old A");
    CHECK(names_in(output) == Strings{".knav", "a.html", "b.html"});
}

TEST_CASE("a disk that fills during the first build leaves nothing behind", "[disk]") {
    TemporaryFolder folder;
    Changes changes = writes({{"a.html", "A"}});
    changes.write.push_back(make_file("z.html", std::string(100'000, 'z')));
    {
        const SmallFilesOnly limit{50'000};
        CHECK_THROWS_AS(publish(folder / "public", changes), EnvironmentError);
    }
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("a folder with somebody else's files is not written into unless asked", "[disk]") {
    TemporaryFolder folder;
    folder.write("home/thesis.odt", "ten years of work");
    CHECK_THROWS_AS(publish(folder / "home", writes({{"index.html", "x"}})), EnvironmentError);
    CHECK(names_in(folder / "home") == Strings{"thesis.odt"});
    publish(folder / "home", writes({{"index.html", "x"}}), 1, Ownership::adopt);
    CHECK(folder.read("home/thesis.odt") == "ten years of work");
    publish(folder / "home", writes({{"index.html", "y"}}));  // now it is ours
    CHECK(folder.read("home/index.html") == "y");

    fs::create_directory(folder / "empty");
    publish(folder / "empty", writes({{"index.html", "x"}}));
    CHECK(folder.read("empty/index.html") == "x");
}

TEST_CASE("nothing is written outside the output folder", "[disk]") {
    TemporaryFolder folder;
    for (const char* path : {"../evil", "/tmp/evil", "a/../../evil", "a//b", ""}) {
        CHECK_THROWS_AS(publish(folder / "public", writes({{path, "x"}})), EnvironmentError);
        CHECK_THROWS_AS(publish(folder / "public", Changes{{}, {path}}), EnvironmentError);
    }
    CHECK(names_in(folder.path()).empty());
}

TEST_CASE("no name is followed through a link in the output folder", "[disk]") {
    TemporaryFolder folder;
    folder.write("outside/letter.txt", "mine");
    publish(folder / "public", writes({{"a", "1"}, {"b/c/d", "1"}}));
    fs::rename(folder / "public/b/c", folder / "public/b/was");
    fs::create_directory_symlink(folder / "outside", folder / "public/b/c");
    CHECK_THROWS_AS(publish(folder / "public", writes({{"a", "2"}, {"b/c/letter.txt", "2"}})), EnvironmentError);
    publish(folder / "public", Changes{{}, {"b/c/letter.txt"}});  // what lies behind a link is not ours: not there
    CHECK(folder.read("public/a") == "1");
    CHECK(folder.read("outside/letter.txt") == "mine");

    fs::create_directory_symlink(folder / "outside", folder / "public/.knav-staging");
    CHECK_THROWS_AS(publish(folder / "public", writes({{"a", "2"}})), EnvironmentError);
    CHECK(names_in(folder / "outside") == Strings{"letter.txt"});
    fs::create_directory_symlink(folder / "outside", folder / ".new.knav-staging");
    CHECK_THROWS_AS(publish(folder / "new", writes({{"a", "2"}})), EnvironmentError);
    CHECK(names_in(folder / "outside") == Strings{"letter.txt"});
}

TEST_CASE("two builds do not write into one folder at once", "[disk]") {
    TemporaryFolder folder;
    publish(folder / "public", writes({{"a", "1"}}));
    const int other = ::open((folder / "public").c_str(), O_RDONLY | O_DIRECTORY);
    REQUIRE(::flock(other, LOCK_EX | LOCK_NB) == 0);
    CHECK_THROWS_AS(publish(folder / "public", writes({{"a", "2"}})), EnvironmentError);
    CHECK(folder.read("public/a") == "1");
    ::close(other);
    publish(folder / "public", writes({{"a", "2"}}));
    CHECK(folder.read("public/a") == "2");
}

TEST_CASE("what a killed build left in staging is cleared away", "[disk]") {
    TemporaryFolder folder;
    folder.write(".public.knav-staging/half/index.html", "hal");
    publish(folder / "public", writes({{"a", "1"}}));
    CHECK(published_paths(folder / "public") == Strings{"a"});
    folder.write("public/.knav-staging/0", "hal");
    CHECK(published_paths(folder / "public") == Strings{"a"});
    publish(folder / "public", writes({{"a", "2"}}));
    CHECK(names_in(folder / "public") == Strings{".knav", "a"});
}

TEST_CASE("large files are copied from their origin", "[disk]") {
    TemporaryFolder folder;
    const std::string bytes(3'000'000, 'm');
    folder.write("film.bin", bytes);
    const auto origin = (folder / "film.bin").string();
    const auto never = [origin]() -> std::string { throw EnvironmentError("load", origin, "it is not to be loaded"); };
    Changes changes;
    changes.write.push_back({"film.bin", digest_of(bytes), bytes.size(), std::make_shared<const Blob>(never, origin)});
    publish(folder / "public", changes);
    CHECK(folder.read("public/film.bin") == bytes);
    fs::resize_file(folder / "film.bin", 2'000'000);  // cut short meanwhile
    CHECK_THROWS_AS(publish(folder / "public", changes), EnvironmentError);
    CHECK(folder.read("public/film.bin") == bytes);
}

TEST_CASE("memory between runs is replaced whole and kept out of the repository", "[disk]") {
    TemporaryFolder folder;
    const auto state = state_folder(folder.path());
    CHECK(read_state(state, "files") == std::nullopt);
    write_state(state, "files", std::string_view{"a\0b", 3});
    CHECK(read_state(state, "files") == std::string("a\0b", 3));
    write_state(state, "files", "");
    CHECK(read_state(state, "files") == "");
    CHECK(names_in(state) == Strings{".gitignore", "files"});
    CHECK(folder.read(".knav/.gitignore") == "*\n");
    {
        const SmallFilesOnly limit{10};
        CHECK_THROWS_AS(write_state(state, "files", std::string(100, 'x')), EnvironmentError);
    }
    CHECK(read_state(state, "files") == "");
    CHECK(names_in(state) == Strings{".gitignore", "files"});
    CHECK_THROWS_AS(write_state(folder / ".knav/files", "x", "x"), EnvironmentError);
}
