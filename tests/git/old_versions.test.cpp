#include <catch2/catch.hpp>

#include <random>

#include "git/history.hpp"
#include "git/old_versions.hpp"
#include "git/repository.hpp"
#include "tests/git/git_repository.hpp"

using namespace knav;

namespace {

/// Many versions of two files, one of them longer than any chain of differences.
struct Versions {
    explicit Versions(unsigned count) {
        std::mt19937 random{7};
        std::string one = "Första raden.\n", two;
        for (unsigned number = 0; number < count; ++number) {
            one.insert(random() % (one.size() + 1), "rad " + std::to_string(number) + "\n");
            if (one.size() > 200) one.erase(random() % 100, random() % 60);
            two = number % 5 == 0 ? "" : std::to_string(number) + two;
            repository.write("content/en.md", one);
            repository.write("content/tva.md", two);
            repository.commit(1'700'000'000 + number);
            add(one, 0);
            add(two, 1);
        }
    }

    void add(const std::string& bytes, std::uint32_t file) {
        const auto id =
            object_id(repository.git("rev-parse HEAD:content/" + std::string{file == 0 ? "en.md" : "tva.md"}));
        expected.insert(expected.begin(), {*id, file});
        contents.insert(contents.begin(), bytes);
    }

    GitRepository repository;
    std::vector<ExpectedBlob> expected;  // latest first
    std::vector<std::string> contents;
};

}  // namespace

TEST_CASE("versions read together are those read one by one", "[git]") {
    const Versions made{40};
    OldVersions together{made.repository.path()}, alone{made.repository.path()};
    together.expect(made.expected, GENERATE(1U, 3U));
    // Without objects, only what is kept can answer.
    std::filesystem::remove_all(made.repository.path() / ".git" / "objects");
    for (std::size_t i = 0; i < made.expected.size(); ++i) {
        INFO(i);
        REQUIRE(together.load(made.expected[i].id) == made.contents[i]);
        REQUIRE_FALSE(alone.load(made.expected[i].id));
    }
}

TEST_CASE("a version that was not expected is read when it is asked for, and one that is not there is nothing",
          "[git]") {
    const Versions made{3};
    OldVersions versions{made.repository.path()};
    versions.expect({made.expected[0], {ObjectId{1, 2, 3}, 0}}, 2);
    for (std::size_t i = 0; i < made.expected.size(); ++i)
        REQUIRE(versions.load(made.expected[i].id) == made.contents[i]);
    REQUIRE_FALSE(versions.load(ObjectId{1, 2, 3}));
}
