#include <catch2/catch.hpp>

#include <cstdlib>

#include "diag/environment_error.hpp"
#include "disk/tree.hpp"
#include "git/commit_snapshot.hpp"
#include "tests/git/git_repository.hpp"

using namespace knav;
namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

namespace {

constexpr long start = 1'700'000'000;

struct Read {
    CommitFiles files;
    std::vector<Diagnostic> said;

    [[nodiscard]] Strings paths() const {
        Strings out;
        for (const auto& file : files.snapshot.files()) out.push_back(file.path);
        return out;
    }
    /// "rule path argument" of each diagnostic.
    [[nodiscard]] Strings broken() const {
        Strings out;
        for (const auto& one : said) {
            out.push_back(std::string{one.rule->name} + " " + one.place.path + " " + one.arguments.at(0));
        }
        return out;
    }
};

Read read(const fs::path& repository, const std::string& commit, KnownBlobs& cache, const std::string& site = "",
          const TreeOptions& options = {}) {
    Diagnostics found;
    auto opened = std::make_shared<Repository>(repository);
    Read read{read_commit(opened, object_id(commit).value(), site, options, cache, 2, found), {}};
    read.said = found.sorted();
    return read;
}

Read read(const fs::path& repository, const std::string& commit) {
    KnownBlobs none;
    return read(repository, commit, none);
}

/// Writes a tree from `git mktree` lines, which takes what no working tree could hold, and commits it.
std::string commit_tree(const GitRepository& repository, const std::string& content_lines) {
    repository.write("lines", content_lines);
    const auto content = repository.git("mktree --missing < lines");
    repository.write("lines", "040000 tree " + content + "\tcontent\n");
    return repository.git("commit-tree -m x $(git mktree < lines)");
}

}  // namespace

TEST_CASE("a commit read is what its folder read would be, whatever lies in the working tree", "[git][commit]") {
    GitRepository repository;
    repository.write("content/site.toml", "title = \"x\"\n");
    repository.write("content/b.md", "B\n");
    repository.write("content/b/c.md", "C\n");
    repository.write("content/b-d.md", "D\n");
    repository.write("content/.hidden", "no");
    repository.write("content/old.md~", "no");
    repository.write("schema/page.toml", "");
    repository.write("themes/bas/stor.bin", std::string(3U << 20, 'x'));
    repository.write("README.md", "no");
    repository.write("content/for-stor.md", std::string((2U << 20) + 1, 'x'));
    fs::create_symlink("b.md", repository.path() / "content/link.md");
    const auto commit = repository.commit(start);
    StatCache stats;
    Diagnostics found;
    const auto folder = read_tree(repository.path(), {}, stats, 2, found);
    repository.write("content/b.md", "changed, but not committed\n");
    repository.write("content/new.md", "not committed\n");

    KnownBlobs cache;
    for (int time = 0; time < 2; ++time) {
        const auto seen = read(repository.path(), commit, cache);
        CHECK(seen.files.digest == folder.digest);
        REQUIRE(seen.paths().size() == folder.snapshot.files().size());
        for (const auto& file : seen.files.snapshot.files()) {
            INFO(file.path);
            const auto* other = folder.snapshot.find(file.path);
            REQUIRE(other != nullptr);
            CHECK(file.digest == other->digest);
            CHECK(file.size == other->size);
            CHECK(digest_of(file.bytes()) == file.digest);
        }
        CHECK(seen.said == found.sorted());
        CHECK(seen.files.read == (time == 0 ? 6 : 0));
        cache = KnownBlobs::from_bytes(cache.to_bytes());
    }
}

TEST_CASE("only new blobs are unpacked, and a damaged memory of them is none", "[git][commit]") {
    GitRepository repository;
    repository.write("content/a.md", "A\n");
    repository.write("content/b.md", "B\n");
    const auto first = repository.commit(start);
    repository.write("content/b.md", "B2\n");
    repository.write("content/copy.md", "A\n");
    const auto second = repository.commit(start + 1);
    KnownBlobs cache;
    CHECK(read(repository.path(), first, cache).files.read == 2);
    const auto bytes = cache.to_bytes();
    const auto seen = read(repository.path(), second, cache);
    CHECK(seen.files.read == 1);
    CHECK(seen.files.snapshot.find("content/b.md")->bytes() == "B2\n");
    CHECK(seen.files.snapshot.find("content/copy.md")->bytes() == "A\n");

    for (std::size_t at = 0; at < bytes.size(); at += 7) {
        auto damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        CHECK(KnownBlobs::from_bytes(damaged).find(
                  object_id(repository.git("rev-parse " + first + ":content/a.md")).value()) == nullptr);
        CHECK(KnownBlobs::from_bytes(std::string_view{bytes}.substr(0, at)).to_bytes() == KnownBlobs{}.to_bytes());
    }
}

TEST_CASE("a bare repository, packed objects, and a site in a folder of its repository", "[git][commit]") {
    GitRepository repository;
    repository.write("content/a.md", "not this one\n");
    repository.write("sites/vard/content/a.md", "A\n");
    const auto commit = repository.commit(start);
    repository.git("gc -q");
    repository.git("clone -q --bare . bare.git");
    KnownBlobs none;
    const auto seen = read(repository.path() / "bare.git", commit, none, "sites/vard");
    CHECK(seen.paths() == Strings{"content/a.md"});
    CHECK(seen.files.snapshot.find("content/a.md")->bytes() == "A\n");
    CHECK(read(repository.path() / "bare.git", commit, none, "sites/saknas").paths().empty());
    CHECK(read(repository.path() / "bare.git", commit, none, "content/a.md").paths().empty());
}

TEST_CASE("what is no file or has no usable name is told and left out", "[git][commit]") {
    GitRepository repository;
    repository.write("text", "x");
    const auto blob = repository.git("hash-object -w text");
    const auto file = [&](const std::string& name) { return "100644 blob " + blob + "\t" + name + "\n"; };
    const std::string somewhere(40, '1');
    const auto commit =
        commit_tree(repository, file("a.md") + "100755 blob " + blob + "\tkor.md\n" + "120000 blob " + blob +
                                    "\tlank.md\n" + "160000 commit " + somewhere + "\tmodul\n" + file("e\xcc\x81.md") +
                                    file("\"\\377.md\"") + file("\"rad\\nbyte.md\"") + file(std::string(256, 'n')));
    const auto seen = read(repository.path(), commit);
    CHECK(seen.paths() == Strings{"content/a.md", "content/kor.md"});
    CHECK(seen.broken() ==
          Strings{"file-name-invalid content e\xcc\x81.md", "file-name-invalid content " + std::string(255, 'n'),
                  "file-name-invalid content rad\nbyte.md", "file-name-invalid content \xef\xbf\xbd.md",
                  "file-not-regular content/lank.md symlink", "file-not-regular content/modul submodule"});
}

TEST_CASE("two entries of one name are told", "[git][commit]") {
    GitRepository repository;
    repository.write("text", "x");
    const auto blob = repository.git("hash-object -w text");
    // mktree would sort them out, so the tree is written by hand: "mode name\0" and twenty bytes of id.
    std::string entry = "100644 a.md";
    entry.push_back('\0');
    const auto id = object_id(blob).value();
    entry.append(id.begin(), id.end());
    repository.write("raw", entry + entry);
    const auto content = repository.git("hash-object -t tree --literally -w raw");
    repository.write("lines", "040000 tree " + content + "\tcontent\n");
    const auto commit = repository.git("commit-tree -m x $(git mktree < lines)");
    CHECK(read(repository.path(), commit).broken() == Strings{"file-name-invalid content a.md"});
}

TEST_CASE("a folder that names itself a thousand million times is not read to its end", "[git][commit]") {
    GitRepository repository;
    repository.write("text", "x");
    auto object = "100644 blob " + repository.git("hash-object -w text");
    std::string lines;
    for (int depth = 0; depth < 9; ++depth) {
        lines.clear();
        for (char name = 'a'; name < 'k'; ++name) lines += object + "\t" + name + "\n";
        repository.write("lines", lines);
        object = "040000 tree " + repository.git("mktree < lines");
    }
    const auto commit = commit_tree(repository, lines);
    CHECK_THROWS_AS(read(repository.path(), commit), EnvironmentError);
}

TEST_CASE("an object that is missing or damaged is never taken for an empty folder or file", "[git][commit]") {
    GitRepository repository;
    repository.write("content/a/b.md", "B\n");
    const auto commit = repository.commit(start);
    const auto loose = [&](const std::string& what) {
        const auto id = repository.git("rev-parse " + commit + ":" + what);
        return repository.path() / ".git/objects" / id.substr(0, 2) / id.substr(2);
    };
    for (const std::string what : {"content", "content/a", "content/a/b.md"}) {
        INFO(what);
        const auto object = loose(what);
        fs::permissions(object, fs::perms::owner_write, fs::perm_options::add);
        const auto kept = repository.folder().read(fs::relative(object, repository.path()).string());
        for (const auto length : {kept.size() - 1, kept.size() / 2, std::size_t{8}, std::size_t{1}, std::size_t{0}}) {
            fs::resize_file(object, length);
            CHECK_THROWS_AS(read(repository.path(), commit), EnvironmentError);
        }
        fs::remove(object);
        CHECK_THROWS_AS(read(repository.path(), commit), EnvironmentError);
        std::ofstream{object, std::ios::binary} << kept;
        CHECK(read(repository.path(), commit).paths() == Strings{"content/a/b.md"});
    }
}

TEST_CASE("what a branch was at a moment is its last commit before, wrong clocks passed over", "[git][commit]") {
    GitRepository repository;
    const auto first = repository.commit(start);
    const auto second = repository.commit(start + 100);
    repository.git("checkout -q -b side");
    repository.commit(start + 150);
    repository.git("checkout -q main");
    repository.commit(4'080'000'000);
    repository.commit(1000);
    const auto last = repository.commit(start + 200);
    repository.git("merge -q --no-ff -m Samman side", start + 300);
    const Repository opened{repository.path()};
    CHECK(opened.find_commit_before(start) == std::nullopt);
    CHECK(hexadecimal(opened.find_commit_before(start + 1).value()) == first);
    CHECK(hexadecimal(opened.find_commit_before(start + 200).value()) == second);
    CHECK(hexadecimal(opened.find_commit_before(start + 300).value()) == last);
    CHECK(hexadecimal(opened.find_commit_before(start + 301).value()) == repository.head());
}

TEST_CASE("a person's names for commits: HEAD, branches, tags, ids, and steps back", "[git][commit]") {
    GitRepository repository;
    repository.write("content/a.md", "1");
    const auto first = repository.commit(start);
    repository.git("tag -a -m v1 v1");
    repository.git("branch gammal");
    repository.write("content/a.md", "2");
    const auto second = repository.commit(start + 1);
    const Repository opened{repository.path()};
    const auto named = [&](const std::string& said) {
        const auto commit = opened.find_commit(said);
        return commit ? hexadecimal(*commit) : "none";
    };
    for (const std::string said : {"HEAD", "main", "refs/heads/main", second.c_str(), "gammal", "v1", "HEAD~1"}) {
        CHECK(named(said) == repository.git("rev-parse '" + said + "^{commit}'"));
    }
    CHECK(named(second.substr(0, 8)) == second);
    CHECK(named("main~1") == first);
    CHECK(named("v1~0") == first);
    for (const std::string said : {"", "main~2", "main~", "main~x", "main^", "@", "main:content", "nej", "abc",
                                   "refs/heads/../../HEAD", "-1", "ffffffffffffffffffffffffffffffffffffffff"}) {
        INFO(said);
        CHECK(named(said) == "none");
    }
    CHECK(opened.head_ref() == "refs/heads/main");
    CHECK(opened.working_tree() == fs::canonical(repository.path()) / "");
}

TEST_CASE("a hook reads what is pushed before it is accepted", "[git][commit]") {
    // The hook is this very program, asked to run the test below.
    GitRepository author;
    author.write("content/a.md", "A\n");
    author.commit(start);
    author.git("clone -q --bare . server.git");
    author.write("content/a.md", "pushed\n");
    const auto commit = author.commit(start + 1);
    const auto program = fs::read_symlink("/proc/self/exe").string();
    const auto hook = author.path() / "server.git/hooks/pre-receive";
    author.write("server.git/hooks/pre-receive",
                 "#!/bin/sh\nread old new ref\nKNAV_TEST_PUSHED=$new exec '" + program + "' '[.][hook-reader]' >&2\n");
    fs::permissions(hook, fs::perms::owner_all);
    CHECK_NOTHROW(author.git("push -q server.git main"));
    CHECK(author.git("--git-dir=server.git rev-parse main") == commit);
    author.write("content/a.md", "refused\n");
    author.commit(start + 2);
    CHECK_THROWS(author.git("push -q server.git main"));
    CHECK(author.git("--git-dir=server.git rev-parse main") == commit);
}

TEST_CASE("run by a hook: the pushed page says so", "[.][hook-reader]") {
    const char* pushed = std::getenv("KNAV_TEST_PUSHED");
    REQUIRE(pushed != nullptr);
    Diagnostics found;
    KnownBlobs cache;
    auto repository = std::make_shared<Repository>(Repository::of_hook());
    const auto read = read_commit(repository, object_id(pushed).value(), "", {}, cache, 2, found);
    REQUIRE(read.snapshot.find("content/a.md") != nullptr);
    CHECK(read.snapshot.find("content/a.md")->bytes() == "pushed\n");
}
