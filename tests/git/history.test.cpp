#include <catch2/catch.hpp>

#include <optional>
#include <random>
#include <set>
#include <sstream>

#include "git/history.hpp"
#include "git/known_history.hpp"
#include "tests/git/git_repository.hpp"

using namespace knav;
namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

namespace {

/// A file's last change.
struct Change {
    std::string commit;
    std::int64_t when = 0;
    friend bool operator==(const Change&, const Change&) = default;
};
using LastChanges = std::map<std::string, Change, std::less<>>;

}  // namespace

namespace Catch {
template <>
struct StringMaker<Change> {
    static std::string convert(const Change& change) { return change.commit + " " + std::to_string(change.when); }
};
}  // namespace Catch

namespace {

constexpr long day = 86'400;
constexpr long start = 1'700'000'000;

/// Reads with the cache of the last reading, as runs of the program do.
struct Reader {
    unsigned threads = 2;
    std::string cache;
    std::vector<Diagnostic> notes;

    History read(const fs::path& root) {
        Diagnostics found;
        std::string fresh;
        auto history = read_history(root, cache, fresh, threads, found);
        cache = fresh;
        notes = found.sorted();
        return history;
    }
};

std::optional<Change> last(const History& history, std::string_view path) {
    const auto* commit = history.last_change(path);
    return commit == nullptr ? std::nullopt : std::optional{Change{commit->id, commit->when}};
}

LastChanges last_changes(const History& history) {
    LastChanges all;
    for (const auto& [path, file] : history.files) {
        if (const auto change = last(history, path)) all.emplace(path, *change);
    }
    return all;
}

History read_clean(const fs::path& root) { return Reader{}.read(root); }

/// The rule of the one note there is.
std::string_view noted(const Reader& reader) {
    REQUIRE(reader.notes.size() == 1);
    CHECK(reader.notes[0].severity == Severity::note);
    return reader.notes[0].rule->name;
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
    repository.write("content/b/d.md", "1");  // moved: a move alone is no change of what it says
    const auto third = repository.commit(start + 2 * day);
    Reader reader;
    const auto history = reader.read(repository.path());
    CHECK(reader.notes.empty());
    CHECK(history.head == third);
    CHECK(last_changes(history) == LastChanges{{"content/a.md", {second, start + day}},
                                               {"content/b/d.md", {first, start}},
                                               {"themes/bas/a.css", {third, start + 2 * day}}});
}

TEST_CASE("a file put back as it was is changed by the commit that put it back", "[git]") {
    GitRepository repository;
    repository.write("content/a.md", "1");
    repository.commit(start);
    repository.write("content/a.md", "2");
    repository.commit(start + day);
    repository.write("content/a.md", "1");
    const auto third = repository.commit(start + 2 * day);
    CHECK(last(read_clean(repository.path()), "content/a.md")->commit == third);
}

TEST_CASE("changes that are not committed leave the last commit's date, new files have none", "[git]") {
    GitRepository repository;
    repository.write("content/a.md", "1");
    const auto first = repository.commit(start);
    repository.write("content/a.md", "2");
    repository.write("content/new.md", "1");
    const auto history = read_clean(repository.path());
    CHECK(last(history, "content/a.md")->commit == first);
    CHECK(last(history, "content/new.md") == std::nullopt);
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
    CHECK(last(history, "content/ours.md")->commit == main);
    CHECK(last(history, "content/theirs.md")->commit == side);
    CHECK(last(history, "content/both.md")->commit == merge);
    CHECK(last(history, "content/neither.md")->commit == base);
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
    CHECK(last_changes(history).size() == 2);
    CHECK(last(history, "content/a.md")->when == start);
    CHECK(last(history, "content/b.md")->commit == third);

    repository.git("worktree add -q linked HEAD~1");
    Reader linked;
    for (int run = 0; run < 2; ++run) {
        const auto seen = linked.read(repository.path() / "linked");
        CHECK(last(seen, "content/a.md")->when == start + day);
        CHECK(linked.notes.empty());
    }
    // One site's cache is no other's.
    Reader moved;
    moved.read(repository.path());
    CHECK(last_changes(moved.read(site)) == last_changes(history));
}

TEST_CASE("a site that is in no commit has an empty history", "[git]") {
    GitRepository repository;
    repository.write("other.txt", "1");
    repository.commit(start);
    repository.write("site/content/a.md", "1");
    CHECK(last_changes(read_clean(repository.path())).empty());
    CHECK(last_changes(read_clean(repository.path() / "site")).empty());
}

TEST_CASE("the cache gives the same answer, and old commits are not read again", "[git]") {
    GitRepository repository;
    for (int i = 0; i < 5; ++i) {
        repository.write("content/" + std::to_string(i) + ".md", "1");
        repository.commit(start + i * day);
    }
    Reader reader;
    const auto before = reader.read(repository.path());
    CHECK(last_changes(reader.read(repository.path())) == last_changes(before));

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
    CHECK(last(after, "content/1.md")->when == start + 9 * day);
    CHECK(last(after, "content/2.md") == std::nullopt);
    CHECK(last(after, "content/0.md")->when == start);
    CHECK(last(after, "content/4.md")->when == start + 4 * day);
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
    CHECK(last_changes(reader.read(repository.path())) == last_changes(before));
    CHECK(reader.notes.empty());
    CHECK(reader.cache == cache);
    repository.folder().write(".git/HEAD", before.head + "\n");
    CHECK(last_changes(reader.read(repository.path())) == last_changes(before));
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
    CHECK(last(history, "content/a.md")->commit == only);
    CHECK(last(history, "content/b.md")->commit == only);
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
    Digest of_shallow;
    for (int run = 0; run < 2; ++run) {
        const auto history = reader.read(repository.path() / "clone");
        of_shallow = digest_of(history);
        CHECK(last(history, "content/old.md") == std::nullopt);
        CHECK(last(history, "content/new.md")->commit == third);
        CHECK(noted(reader) == "history-shallow");
    }
    repository.git("-C clone fetch -q --unshallow");
    const auto whole = reader.read(repository.path() / "clone");
    CHECK(last(whole, "content/old.md")->when == start);
    CHECK(reader.notes.empty());
    CHECK(digest_of(whole) != of_shallow);  // though the head is the same
    CHECK(digest_of(whole) == digest_of(reader.read(repository.path() / "clone")));
}

TEST_CASE("without a repository that can be read there is no history, and a note", "[git]") {
    Reader reader;
    SECTION("no repository") {
        TemporaryFolder folder;
        CHECK(last_changes(reader.read(folder.path())).empty());
        CHECK(noted(reader) == "history-none");
        CHECK(last_changes(reader.read(folder / "missing")).empty());
    }
    SECTION("no commit") {
        GitRepository repository;
        CHECK(last_changes(reader.read(repository.path())).empty());
        CHECK(noted(reader) == "history-none");
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
        CHECK(last_changes(history).empty());
        CHECK(history.head.empty());
        CHECK(noted(reader) == "history-unknown");
        CHECK(reader.cache.empty());
    }
    SECTION("nonsense in .git") {
        TemporaryFolder folder;
        folder.write(".git/HEAD", std::string(1000, 'x'));
        CHECK(last_changes(reader.read(folder.path())).empty());
        CHECK(noted(reader) == "history-unknown");
    }
}

TEST_CASE("a damaged cache is no cache", "[git]") {
    KnownHistory known;
    known.circumstances = digest_of("x");
    known.history.head = std::string(40, 'b');
    known.history.commits = {{std::string(40, 'a'), 7, "Anna", "anna@example.org", "Ändring"}, {"b", -3, "", "", ""}};
    known.history.files["content/a.md"] = {
        {{0, {1, 2}, "content/a.md", false}, {1, {1, 2}, "content/b.md", true}}, false, digest_of("its story")};
    known.history.files["content/c.md"] = {{{1, {3}, "content/d.md", false}}, true, {}};
    known.history.removed = {{"content/e.md", {5}, 1}};
    known.line = {{{1}, {2}}, {{"content/e.md", {5}, {2}}}};
    const auto bytes = known.to_bytes();
    const auto read = KnownHistory::from_bytes(bytes);
    CHECK(read.history.removed == known.history.removed);
    CHECK(read.line.commits == known.line.commits);
    CHECK(read.line.removals == known.line.removals);
    CHECK(read.history.files == known.history.files);
    CHECK(read.history.commits == known.history.commits);
    CHECK(read.history.head == known.history.head);
    CHECK(read.circumstances == known.circumstances);
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
        LastChanges expected;
        std::istringstream files{repository.git("ls-tree -r --name-only HEAD")};
        for (std::string name; std::getline(files, name);) {
            const auto line = repository.git("log -1 --format='%H %at' -- ':(literal)" + name + "'");
            expected[name] = {line.substr(0, 40), std::stol(line.substr(41))};
        }
        INFO(branch << " of seed " << seed);
        CHECK(last_changes(clean) == expected);
        CHECK(last_changes(reader.read(repository.path())) == expected);
    }
}

// Long enough to be looked ahead in several goes, by several threads; now and then everything changes at once.
TEST_CASE("a long history is the same however many threads read it", "[git]") {
    std::string stream;
    std::map<std::string, std::set<int>> touched;
    std::mt19937 random{7};
    constexpr int commits = 900;
    for (int commit = 1; commit <= commits; ++commit) {
        stream += "commit refs/heads/main\nmark :" + std::to_string(commit) + "\ncommitter A <a@example.org> " +
                  std::to_string(start + commit) + " +0000\ndata 0\n";
        for (unsigned page = 0; page < 40; ++page) {
            if (commit > 1 && commit % 300 != 0 && random() % 30 != 0) continue;
            const auto path = "content/f" + std::to_string(page % 7) + "/p" + std::to_string(page) + ".md";
            touched[path].insert(commit);
            stream += "M 100644 inline " + path + "\ndata <<.\n" + std::to_string(commit) + "\n.\n";
        }
        stream += "\n";
    }
    GitRepository repository;
    repository.folder().write("stream", stream);
    repository.git("fast-import --quiet < stream");
    const auto told = [](const History& history) {
        std::map<std::string, std::set<int>> all;
        for (const auto& [path, file] : history.files) {
            for (const auto& revision : file.revisions)
                all[path].insert(static_cast<int>(history.commit(revision).when - start));
        }
        return all;
    };
    const auto alone = Reader{1, {}, {}}.read(repository.path());
    const auto together = Reader{3, {}, {}}.read(repository.path());
    CHECK(told(alone) == touched);
    CHECK(together.files == alone.files);
    CHECK(together.commits == alone.commits);
}

namespace {

/// "path@commit" for each revision, latest first.
Strings story(const History& history, std::string_view path) {
    Strings told;
    const auto* file = history.file(path);
    REQUIRE(file != nullptr);
    for (const auto& revision : file->revisions) told.push_back(revision.path + "@" + history.commit(revision).id);
    return told;
}

std::string lines(int from, int to) {
    std::string text;
    for (int i = from; i < to; ++i) text += "En rad om sak nummer " + std::to_string(i) + ".\n";
    return text;
}

}  // namespace

TEST_CASE("every version of a page is known, under each of its names", "[git]") {
    GitRepository repository;
    repository.write("content/rag/a.md", lines(0, 20));
    repository.write("content/rag/b.md", lines(30, 50));
    const auto first = repository.commit(start);
    repository.write("content/rag/a.md", lines(0, 22));
    const auto second = repository.commit(start + day);
    fs::remove(repository.path() / "content/rag/a.md");
    repository.write("content/rmpo/x.md", lines(1, 22));  // moved and changed at once
    const auto third = repository.commit(start + 2 * day);
    repository.write("content/rag/a.md", lines(60, 80));  // another page where the first one lay
    const auto fourth = repository.commit(start + 3 * day);
    Reader reader;
    for (int run = 0; run < 2; ++run) {
        const auto history = reader.read(repository.path());
        CHECK(story(history, "content/rmpo/x.md") ==
              Strings{"content/rmpo/x.md@" + third, "content/rag/a.md@" + second, "content/rag/a.md@" + first});
        CHECK(story(history, "content/rag/a.md") == Strings{"content/rag/a.md@" + fourth});
        CHECK(story(history, "content/rag/b.md") == Strings{"content/rag/b.md@" + first});
        CHECK(history.file("content/rmpo/x.md")->whole);
        CHECK(history.load(history.file("content/rmpo/x.md")->revisions.back().blob) == lines(0, 20));
        CHECK(history.commit(history.file("content/rag/b.md")->revisions[0]).author == "Anna");
    }
}

TEST_CASE("a history that is continued is the one that is read at once", "[git]") {
    const auto seed = GENERATE(1U, 2U, 3U);
    std::mt19937 random{seed};
    GitRepository repository;
    std::map<std::string, std::string> pages;
    for (int i = 0; i < 6; ++i) pages["content/p" + std::to_string(i) + ".md"] = lines(i * 30, i * 30 + 15);
    Reader reader;
    for (int step = 0; step < 16; ++step) {
        auto page = std::next(pages.begin(), static_cast<long>(random() % pages.size()));
        if (random() % 2 == 0) {
            page->second += "Nytt " + std::to_string(step) + ".\n";
        } else {
            const auto text = page->second;
            fs::remove(repository.path() / page->first);
            pages.erase(page);
            pages["content/m" + std::to_string(random() % 3) + "/n" + std::to_string(step) + ".md"] = text;
        }
        for (const auto& [path, text] : pages) repository.write(path, text);
        repository.commit(start + step * day);
        if (step % 3 == 0) static_cast<void>(reader.read(repository.path()));
    }
    const auto continued = reader.read(repository.path());
    const auto at_once = read_clean(repository.path());
    CHECK(continued.files == at_once.files);
    CHECK(continued.commits == at_once.commits);
    CHECK(continued.removed == at_once.removed);
    // Sixteen steps of six pages, each followed through all its moves.
    std::size_t revisions = 0;
    for (const auto& [path, file] : at_once.files) revisions += file.revisions.size();
    CHECK(at_once.files.size() == 6);
    CHECK(revisions >= 16 + 5);
}

TEST_CASE("an octopus merge, wrong clocks and authors without names are read as they are", "[git]") {
    GitRepository repository;
    repository.write("content/a.md", lines(0, 5));
    repository.commit(start);
    for (int i = 1; i <= 3; ++i) {
        repository.git("checkout -q -b side" + std::to_string(i) + " main");
        repository.write("content/s" + std::to_string(i) + ".md", lines(i * 10, i * 10 + 5));
        repository.commit(i == 1 ? 1000 : i == 2 ? 4'080'000'000 : start + day);
    }
    repository.git("checkout -q main");
    repository.git("merge -q -m Bläckfisk side1 side2 side3", start + 2 * day);
    repository.write("content/a.md", lines(0, 6));
    repository.commit(start + 3 * day);
    // git itself makes no such commit any more.
    repository.git("cat-file commit HEAD | sed 's/^author Anna </author  </' > raw");
    repository.git("update-ref HEAD " + repository.git("hash-object -t commit -w --literally raw"));
    repository.git("checkout -q --detach");
    Reader reader;
    auto history = reader.read(repository.path());
    CHECK(reader.notes.empty());
    CHECK(history.files.size() == 4);
    CHECK(last(history, "content/s1.md")->when == 1000);
    CHECK(last(history, "content/s2.md")->when == 4'080'000'000);
    CHECK(history.commit(history.file("content/a.md")->revisions[0]).author.empty());
    Diagnostics found;
    doubt_dates(history, {2026, 11, 22}, found);
    CHECK(last(history, "content/s1.md")->when == 0);
    CHECK(last(history, "content/s2.md")->when == 0);
    CHECK(last(history, "content/s3.md")->when == start + day);
    REQUIRE(found.sorted().size() == 1);
    CHECK(found.sorted()[0].rule == &rule::history_date);
    CHECK(found.sorted()[0].severity == Severity::note);
}

TEST_CASE("behind a damaged object the history is unknown, before it it stands", "[git]") {
    GitRepository repository;
    repository.write("content/old.md", lines(0, 5));
    repository.write("content/new.md", lines(10, 15));
    repository.commit(start);
    repository.write("content/x.md", lines(20, 25));
    repository.commit(start + day);
    repository.write("content/new.md", lines(10, 16));
    const auto third = repository.commit(start + 2 * day);
    const auto tree = repository.git("rev-parse HEAD~2^{tree}");
    const auto object = repository.path() / ".git/objects" / tree.substr(0, 2) / tree.substr(2);
    fs::permissions(object, fs::perms::owner_write, fs::perm_options::add);
    repository.folder().write(fs::relative(object, repository.path()).string(), "nonsense");
    Reader reader;
    const auto history = reader.read(repository.path());
    CHECK(noted(reader) == "history-unknown");
    CHECK(last(history, "content/new.md")->commit == third);
    CHECK_FALSE(history.file("content/new.md")->whole);
    CHECK(last(history, "content/old.md") == std::nullopt);
    CHECK(reader.cache.empty());
}

TEST_CASE("a page that was a folder, a link or another file's place is followed no further than it was a page",
          "[git]") {
    GitRepository repository;
    repository.write("content/a/b.md", lines(0, 5));
    fs::create_symlink("a/b.md", repository.path() / "content/l.md");
    repository.commit(start);
    fs::remove_all(repository.path() / "content/a");
    fs::remove(repository.path() / "content/l.md");
    repository.write("content/a", "a file where a folder was");
    repository.write("content/l.md", lines(40, 45));
    const auto second = repository.commit(start + day);
    const auto history = read_clean(repository.path());
    CHECK(last(history, "content/a")->commit == second);
    CHECK(last(history, "content/l.md")->commit == second);
    CHECK(history.file("content/l.md")->revisions.size() == 2);  // it was there, as something else
}

namespace {

/// "path@commit" of each page that was removed.
Strings removed(const History& history) {
    Strings told;
    for (const auto& page : history.removed) told.push_back(page.path + "@" + history.commits[page.commit].id);
    return told;
}

}  // namespace

TEST_CASE("a page that was taken away is known by when the branch lost it", "[git]") {
    GitRepository repository;
    const auto take_away = [&](const char* path) { fs::remove(repository.path() / path); };
    for (int i = 0; i < 6; ++i) repository.write("content/p" + std::to_string(i) + ".md", lines(i * 20, i * 20 + 9));
    repository.write("content/bild.png", "no page");
    repository.commit(start);
    take_away("content/p0.md");
    take_away("content/bild.png");
    const auto first = repository.commit(start + day);
    take_away("content/p1.md");
    repository.write("content/moved.md", lines(20, 29));
    repository.commit(start + 2 * day);
    take_away("content/p2.md");
    repository.commit(start + 3 * day);
    repository.write("content/p2.md", lines(200, 209));  // there again: nobody misses it
    repository.commit(start + 4 * day);
    repository.git("checkout -q -b side");
    take_away("content/p3.md");
    repository.commit(start + 5 * day);
    repository.git("checkout -q main");
    repository.write("content/p4.md", lines(80, 90));
    repository.commit(start + 6 * day);
    Reader reader;
    CHECK(removed(reader.read(repository.path())) == Strings{"content/p0.md@" + first});
    repository.git("merge -q -m Samman side", start + 7 * day);
    const Strings all{"content/p0.md@" + first, "content/p3.md@" + repository.head()};
    const auto continued = reader.read(repository.path());
    CHECK(removed(continued) == all);
    CHECK(continued.removed == read_clean(repository.path()).removed);
    CHECK(removed(reader.read(repository.path())) == all);
    CHECK(continued.load(continued.removed[0].blob) == lines(0, 9));
}

TEST_CASE("pages that were taken away are the same however much was known before", "[git]") {
    const auto seed = GENERATE(1U, 2U, 3U);
    std::mt19937 random{seed};
    GitRepository repository;
    const auto path_of = [](std::size_t number) { return "content/p" + std::to_string(number) + ".md"; };
    for (std::size_t i = 0; i < 5; ++i)
        repository.write(path_of(i), lines(static_cast<int>(i) * 20, static_cast<int>(i) * 20 + 9));
    repository.commit(start);
    repository.git("branch side");
    Reader reader;
    for (int step = 1; step < 24; ++step) {
        const auto path = path_of(random() % 5);
        const auto branch = random() % 3 == 0 ? "side" : "main";
        repository.git("checkout -q " + std::string{branch});
        if (random() % 2 == 0)
            fs::remove(repository.path() / path);
        else
            repository.write(path, lines(step * 30, step * 30 + 9));
        repository.commit(start + step * day);
        // Also with the main line as the second parent, as a pull does it.
        if (random() % 3 == 0) {
            const std::string other = random() % 2 == 0 ? "main" : "side";
            repository.git("merge -q -s ours -m Samman " + other, start + step * day + 1);
        }
        if (random() % 2 == 0) {
            INFO("step " << step << " of seed " << seed);
            const auto continued = reader.read(repository.path());
            const auto at_once = read_clean(repository.path());
            CHECK(removed(continued) == removed(at_once));
            CHECK(continued.files == at_once.files);
        }
    }
}
