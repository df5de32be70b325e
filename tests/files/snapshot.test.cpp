#include <catch2/catch.hpp>

#include <stdexcept>

#include "files/snapshot.hpp"

using namespace knav;

namespace {

std::vector<std::string> paths(std::span<const File> files) {
    std::vector<std::string> out;
    for (const auto& file : files) out.push_back(file.path);
    return out;
}

}  // namespace

TEST_CASE("a snapshot is sorted by bytes and finds its files", "[files]") {
    const Snapshot snapshot{
        {make_file("content/b.md", "B"), make_file("content/a/x.md", "X"), make_file("content/a.md", "A")}};
    CHECK(paths(snapshot.files()) == std::vector<std::string>{"content/a.md", "content/a/x.md", "content/b.md"});
    REQUIRE(snapshot.find("content/b.md") != nullptr);
    CHECK(snapshot.find("content/b.md")->bytes() == "B");
    CHECK(snapshot.find("content/b.md")->digest == digest_of("B"));
    CHECK(snapshot.find("content/b.md")->size == 1);
    CHECK(snapshot.find("content") == nullptr);
    CHECK(snapshot.find("z") == nullptr);
}

TEST_CASE("of two files with one path the later stands", "[files]") {
    const Snapshot snapshot{{make_file("a", "1"), make_file("b", "x"), make_file("a", "2"), make_file("a", "3")}};
    CHECK(paths(snapshot.files()) == std::vector<std::string>{"a", "b"});
    CHECK(snapshot.find("a")->bytes() == "3");
}

TEST_CASE("below a folder lie its files and no neighbour's", "[files]") {
    const Snapshot snapshot{{make_file("a", ""), make_file("a-b/x", ""), make_file("a/x", ""), make_file("a/y/z", ""),
                             make_file("a0", "")}};
    CHECK(paths(snapshot.below("a/")) == std::vector<std::string>{"a/x", "a/y/z"});
    CHECK(snapshot.below("q/").empty());
    CHECK(Snapshot{}.below("a/").empty());
}

TEST_CASE("changes give a new snapshot and leave the old as it was", "[files]") {
    const Snapshot before{{make_file("a", "1"), make_file("b", "2"), make_file("c", "3")}};
    const auto after = before.with({{make_file("b", "ny"), make_file("d", "4")}, {"a", "missing"}});
    CHECK(paths(after.files()) == std::vector<std::string>{"b", "c", "d"});
    CHECK(after.find("b")->bytes() == "ny");
    CHECK(before.find("b")->bytes() == "2");
    CHECK(before.find("a") != nullptr);
}

TEST_CASE("lazy bytes are loaded once, and a failure to load may be tried again", "[files]") {
    int loads = 0;
    const Blob blob{[&loads] {
                        if (++loads == 1) throw std::runtime_error("not yet");
                        return std::string{"bytes"};
                    },
                    "/somewhere"};
    CHECK_THROWS(blob.bytes());
    CHECK(blob.bytes() == "bytes");
    CHECK(blob.bytes() == "bytes");
    CHECK(loads == 2);
    CHECK(blob.origin() == "/somewhere");
}

TEST_CASE("paths are made canonical and never leave their root", "[files]") {
    CHECK(normalise_path("a/./b//c") == "a/b/c");
    CHECK(normalise_path("a/b/../c/") == "a/c");
    CHECK(normalise_path("a/../b") == "b");
    for (const char* wrong : {"", ".", "/a", "..", "a/../..", "a/..", "../a", "a/../../b"}) {
        INFO(wrong);
        CHECK_FALSE(normalise_path(wrong));
    }
    CHECK_FALSE(normalise_path(std::string_view{"a\0b", 3}));
}
