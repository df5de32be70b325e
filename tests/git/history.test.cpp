#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <sstream>

#include "git/history.hpp"
#include "git/known_history.hpp"
#include "tests/git/git_repository.hpp"

using namespace knav;
namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

namespace Catch {
template <>
struct StringMaker<Revision> {
    static std::string convert(const Revision& revision) {
        return revision.commit + " " + std::to_string(revision.when);
    }
};
}  // namespace Catch

namespace {

constexpr long day = 86'400;
constexpr long start = 1'700'000'000;

/// Reads with the cache of the last reading, as runs of the program do.
struct Reader {
    std::string cache;
    std::vector<Diagnostic> notes;

    History read(const fs::path& root) {
        Diagnostics found;
        std::string fresh;
        auto history = read_history(root, cache, fresh, found);
        cache = fresh;
        notes = found.sorted();
        return history;
    }
};

History read_clean(const fs::path& root) { return Reader{}.read(root); }

std::string cause(const Reader& reader) {
    REQUIRE(reader.notes.size() == 1);
    CHECK(reader.notes[0].rule == &rule::history_unknown);
    CHECK(reader.notes[0].severity == Severity::note);
    return reader.notes[0].arguments.at(0);
}

}  // namespace

TEST_CASE("each file has the commit that last changed it, and its author's time", "[git]") {
    GitRepository repository;
    repository.write("content/a.md", "1");
    repository.write("content/b/c.md", "1");
    repository.write("README.md", "not content");
    const auto first = repository.commit(start);
    repository.write("content/a.md", "2");
    const auto second = repository.commit(start + day);
    repository.write("themes/bas/a.css", "");
    fs::remove(repository.path() / "content/b/c.md");
    repository.write("content/b/d.md", "1");  // moved: changed by the move
    const auto third = repository.commit(start + 2 * day);
    Reader reader;
    const auto history = reader.read(repository.path());
    CHECK(reader.notes.empty());
    CHECK(history.head == third);
    CHECK(history.last_change ==
          std::map<std::string, Revision, std::less<>>{{"content/a.md", {second, start + day}},
                                                       {"content/b/d.md", {third, start + 2 * day}},
                                                       {"themes/bas/a.css", {third, start + 2 * day}}});
    CHECK(first != second);
}

TEST_CASE("a file put back as it was is changed by the commit that put it back", "[git]") {
    GitRepository repository;
    repository.write("content/a.md", "1");
    repository.commit(start);
    repository.write("content/a.md", "2");
    repository.commit(start + day);
    repository.write("content/a.md", "1");
    const auto third = repository.commit(start + 2 * day);
    CHECK(read_clean(repository.path()).of("content/a.md")->commit == third);
}

TEST_CASE("changes that are not committed leave the last commit's date, new files have none", "[git]") {
    GitRepository repository;
    repository.write("content/a.md", "1");
    const auto first = repository.commit(start);
    repository.write("content/a.md", "2");
    repository.write("content/new.md", "1");
    const auto history = read_clean(repository.path());
    CHECK(history.of("content/a.md")->commit == first);
    CHECK(history.of("content/new.md") == nullptr);
}

TEST_CASE("a merge changes only what differs from both its parents", "[git]") {
    GitRepository repository;
    repository.write("content/ours.md", "1");
    repository.write("content/theirs.md", "1");
    repository.write("content/both.md", "1");
    repository.write("content/neither.md", "1");
    const auto base = repository.commit(start);
    repository.git("checkout -q -b side");
    repository.write("content/theirs.md", "2");
    repository.write("content/both.md", "side");
    const auto side = repository.commit(start + 3 * day);
    repository.git("checkout -q main");
    repository.write("content/ours.md", "2");
    repository.write("content/both.md", "main");
    const auto main = repository.commit(start + 2 * day);
    repository.git("merge -q --no-commit -s ours side");
    repository.write("content/theirs.md", "2");
    repository.write("content/both.md", "merged");
    const auto merge = repository.commit(start + 4 * day);
    const auto history = read_clean(repository.path());
    CHECK(history.of("content/ours.md")->commit == main);
    CHECK(history.of("content/theirs.md")->commit == side);
    CHECK(history.of("content/both.md")->commit == merge);
    CHECK(history.of("content/neither.md")->commit == base);
}

TEST_CASE("a site may lie in a folder of its repository, or in a linked working tree", "[git]") {
    GitRepository repository;
    repository.write("content/a.md", "the repository's own");
    repository.write("sites/vard/content/a.md", "1");
    repository.commit(start);
    repository.write("content/a.md", "changed");
    repository.commit(start + day);
    repository.write("sites/vard/content/b.md", "1");
    const auto third = repository.commit(start + 2 * day);
    const auto site = repository.path() / "sites/vard";
    const auto history = read_clean(site);
    CHECK(history.last_change.size() == 2);
    CHECK(history.of("content/a.md")->when == start);
    CHECK(history.of("content/b.md")->commit == third);

    repository.git("worktree add -q linked HEAD~1");
    Reader linked;
    for (int run = 0; run < 2; ++run) {
        const auto seen = linked.read(repository.path() / "linked");
        CHECK(seen.of("content/a.md")->when == start + day);
        CHECK(linked.notes.empty());
    }
    // One site's cache is no other's.
    Reader moved;
    moved.read(repository.path());
    CHECK(moved.read(site).last_change == history.last_change);
}

TEST_CASE("a site that is in no commit has an empty history", "[git]") {
    GitRepository repository;
    repository.write("other.txt", "1");
    repository.commit(start);
    repository.write("site/content/a.md", "1");
    CHECK(read_clean(repository.path()).last_change.empty());
    CHECK(read_clean(repository.path() / "site").last_change.empty());
}

TEST_CASE("the cache gives the same answer, and old commits are not read again", "[git]") {
    GitRepository repository;
    for (int i = 0; i < 5; ++i) {
        repository.write("content/" + std::to_string(i) + ".md", "1");
        repository.commit(start + i * day);
    }
    Reader reader;
    const auto before = reader.read(repository.path());
    CHECK(reader.read(repository.path()).last_change == before.last_change);

    repository.write("content/1.md", "2");
    fs::remove(repository.path() / "content/2.md");
    repository.commit(start + 9 * day);
    // Without the old commits' trees only the cache can know what they did.
    for (const auto& old : {"HEAD~3", "HEAD~4"}) {
        const auto tree = repository.git(std::string{"rev-parse "} + old + "^{tree}");
        fs::remove(repository.path() / ".git/objects" / tree.substr(0, 2) / tree.substr(2));
    }
    const auto after = reader.read(repository.path());
    CHECK(reader.notes.empty());
    CHECK(after.of("content/1.md")->when == start + 9 * day);
    CHECK(after.of("content/2.md") == nullptr);
    CHECK(after.of("content/0.md")->when == start);
    CHECK(after.of("content/4.md")->when == start + 4 * day);
}

TEST_CASE("a head that is where it was is known from the ref alone, loose or packed or detached", "[git]") {
    GitRepository repository;
    repository.write("content/a.md", "1");
    repository.commit(start);
    Reader reader;
    const auto before = reader.read(repository.path());
    const auto cache = reader.cache;
    repository.git("pack-refs --all");
    const auto objects = repository.path() / ".git/objects";
    fs::rename(objects, repository.path() / ".git/objects-away");  // libgit2 would find no commit now
    CHECK(reader.read(repository.path()).last_change == before.last_change);
    CHECK(reader.notes.empty());
    CHECK(reader.cache == cache);
    repository.folder().write(".git/HEAD", before.head + "\n");
    CHECK(reader.read(repository.path()).last_change == before.last_change);
    CHECK(reader.notes.empty());
}

TEST_CASE("a rewritten history is read anew", "[git]") {
    GitRepository repository;
    repository.write("content/a.md", "1");
    repository.commit(start);
    repository.write("content/b.md", "1");
    repository.commit(start + day);
    Reader reader;
    reader.read(repository.path());
    repository.git("checkout -q --orphan fresh");
    const auto only = repository.commit(start + 5 * day);
    const auto history = reader.read(repository.path());
    CHECK(history.of("content/a.md")->commit == only);
    CHECK(history.of("content/b.md")->commit == only);
}

TEST_CASE("what lies beyond the end of a shallow clone is unknown, not wrong", "[git]") {
    GitRepository repository;
    repository.write("content/old.md", "1");
    repository.write("content/new.md", "1");
    repository.commit(start);
    repository.write("content/new.md", "2");
    repository.commit(start + day);
    repository.write("content/new.md", "3");
    const auto third = repository.commit(start + 2 * day);
    repository.git("clone -q --depth 2 file://" + repository.path().string() + " clone");
    Reader reader;
    for (int run = 0; run < 2; ++run) {
        const auto history = reader.read(repository.path() / "clone");
        CHECK(history.of("content/old.md") == nullptr);
        CHECK(history.of("content/new.md")->commit == third);
        CHECK(cause(reader) == "shallow clone");
    }
    repository.git("-C clone fetch -q --unshallow");
    CHECK(reader.read(repository.path() / "clone").of("content/old.md")->when == start);
    CHECK(reader.notes.empty());
}

TEST_CASE("without a repository that can be read there is no history, and a note", "[git]") {
    Reader reader;
    SECTION("no repository") {
        TemporaryFolder folder;
        CHECK(reader.read(folder.path()).last_change.empty());
        CHECK(cause(reader) == "no git repository");
        CHECK(reader.read(folder / "missing").last_change.empty());
    }
    SECTION("no commit") {
        GitRepository repository;
        CHECK(reader.read(repository.path()).last_change.empty());
        CHECK(cause(reader) == "no commits yet");
    }
    SECTION("a broken repository") {
        GitRepository repository;
        repository.write("content/a.md", "1");
        repository.commit(start);
        repository.write("content/b.md", "1");
        repository.commit(start + day);
        const auto tree = repository.git("rev-parse HEAD~1^{tree}");
        fs::remove(repository.path() / ".git/objects" / tree.substr(0, 2) / tree.substr(2));
        const auto history = reader.read(repository.path());
        CHECK(history.last_change.empty());
        CHECK(history.head.empty());
        CHECK_FALSE(cause(reader).empty());
        CHECK(reader.cache.empty());
    }
    SECTION("nonsense in .git") {
        TemporaryFolder folder;
        folder.write(".git/HEAD", std::string(1000, 'x'));
        CHECK(reader.read(folder.path()).last_change.empty());
        CHECK_FALSE(cause(reader).empty());
    }
}

TEST_CASE("a damaged cache is no cache", "[git]") {
    const KnownHistory known{{{{"content/a.md", {std::string(40, 'a'), 7}}}, std::string(40, 'b')}, digest_of("x")};
    const auto bytes = known.to_bytes();
    CHECK(KnownHistory::from_bytes(bytes).history.last_change == known.history.last_change);
    CHECK(KnownHistory::from_bytes(bytes).history.head == known.history.head);
    CHECK(KnownHistory::from_bytes(bytes).circumstances == known.circumstances);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        CHECK(KnownHistory::from_bytes(bytes.substr(0, i)).history.head.empty());
        auto damaged = bytes;
        damaged[i] = static_cast<char>(damaged[i] ^ 4);
        CHECK(KnownHistory::from_bytes(damaged).history.head.empty());
    }
}

// Made by fast-import in one go: commits with up to three parents, files that change, vanish, come back and take turns
// at being a folder, and clocks that are wrong.
TEST_CASE("in tangled histories the answer is git log's, with and without a cache", "[git]") {
    const auto seed = GENERATE(1U, 2U, 3U);
    std::mt19937 random{seed};
    const auto pick = [&random](std::size_t below) { return random() % below; };
    const Strings names = {"content/a", "content/b", "content/c/d", "content/c/e", "content/f/g/h", "schema/i"};
    constexpr std::size_t commits = 60;
    std::string stream;
    for (std::size_t commit = 1; commit <= commits; ++commit) {
        const auto when = start + static_cast<long>(commit) * 100 + static_cast<long>(pick(4000)) - 2000;
        stream += "commit refs/heads/c" + std::to_string(commit) + "\nmark :" + std::to_string(commit) +
                  "\nauthor A <a@example.org> " + std::to_string(start + static_cast<long>(commit)) +
                  " +0000\ncommitter A <a@example.org> " + std::to_string(when) + " +0000\ndata 0\n";
        std::set<std::size_t> parents;
        if (commit > 1 && pick(15) != 0) parents.insert(commit - 1 - pick(std::min<std::size_t>(commit - 1, 3)));
        while (!parents.empty() && pick(3) == 0 && parents.size() < 3) parents.insert(1 + pick(commit - 1));
        std::vector<std::size_t> order(parents.begin(), parents.end());
        std::shuffle(order.begin(), order.end(), random);
        for (std::size_t i = 0; i < order.size(); ++i)
            stream += (i == 0 ? "from :" : "merge :") + std::to_string(order[i]) + "\n";
        for (std::size_t changes = pick(3); changes > 0; --changes) {
            const auto& name = names[pick(names.size())];
            if (pick(6) == 0)
                stream += "D " + name + "\n";
            else
                stream += "M " + std::string{pick(8) == 0 ? "100755" : "100644"} + " inline " + name + "\ndata 1\n" +
                          std::to_string(pick(3)) + "\n";
        }
        if (pick(20) == 0) stream += "M 100644 inline content/c\ndata 1\nx\n";
        stream += "\n";
    }
    GitRepository repository;
    repository.folder().write("stream", stream);
    repository.git("fast-import --quiet < stream");
    Reader reader;
    for (std::size_t commit = 20; commit <= commits; commit += 20) {
        const auto branch = "c" + std::to_string(commit);
        repository.git("symbolic-ref HEAD refs/heads/" + branch);
        const auto clean = read_clean(repository.path());
        std::map<std::string, Revision, std::less<>> expected;
        std::istringstream files{repository.git("ls-tree -r --name-only HEAD")};
        for (std::string name; std::getline(files, name);) {
            const auto line = repository.git("log -1 --format='%H %at' -- ':(literal)" + name + "'");
            expected[name] = {line.substr(0, 40), std::stol(line.substr(41))};
        }
        INFO(branch << " of seed " << seed);
        CHECK(clean.last_change == expected);
        CHECK(reader.read(repository.path()).last_change == expected);
    }
}
