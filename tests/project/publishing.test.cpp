#include "project/publishing.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <sstream>

#include <csignal>

#include "cli/command.hpp"
#include "diag/environment_error.hpp"
#include "disk/releases.hpp"
#include "tests/disk/file_calls.hpp"
#include "tests/git/git_repository.hpp"

using namespace knav;
namespace fs = std::filesystem;
using Content = std::map<std::string, std::string>;

namespace {

constexpr long start = 1'700'000'000;

Content tree(const fs::path& folder) {
    Content found;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_directory()) continue;
        const auto path = fs::relative(entry.path(), folder).string();
        std::ifstream file{entry.path(), std::ios::binary};
        const bool is_own = path == ".knav" || path.starts_with(".knav-staging/");
        if (!is_own) found[path] = std::string{std::istreambuf_iterator<char>{file}, {}};
    }
    return found;
}

/// A new site as `knav init` makes it, in a repository, with a bare one beside it and a folder of releases.
struct Server {
    GitRepository author;
    long when = start;
    fs::path bare = author.path() / "server.git";
    fs::path www = author.path() / "www";

    Server() {
        const fs::path source{KNAV_SOURCE_DIR};
        const auto all = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
        fs::copy(source / "schema", author.path() / "schema", all);
        fs::create_directories(author.path() / "themes");
        fs::copy(source / "themes" / "navet", author.path() / "themes/navet", all);
        fs::copy(source / "themes" / "starter" / "site", author.path(), all);
        author.write(".gitignore", "/server.git\n/www*\n/clean*\n/hook*\n");
        author.commit(start);
        author.git("clone -q --bare . server.git");
    }

    void page(const std::string& name, const std::string& text) const {
        author.write("content/" + name, "+++\ntitle = \"" + name + "\"\n+++\n\n" + text + "\n");
    }
    /// Commits and pushes; the id.
    std::string push() {
        const auto commit = author.commit(++when);
        author.git("push -q server.git main");
        return commit;
    }
    [[nodiscard]] PublishOptions options(unsigned threads = 1) const {
        PublishOptions options;
        options.repository = bare;
        options.branch = "refs/heads/main";
        options.to = www;
        options.today = {2026, 3, 12};
        options.threads = threads;
        options.program = digest_of("the program under test");
        options.patience = [] { return true; };
        return options;
    }
    PublishResult publish() const { return publish_branch(options(2)); }
    [[nodiscard]] Content shown() const { return tree(fs::canonical(www / "current")); }
    /// The site as of a commit, built from nothing in a folder of its own.
    [[nodiscard]] Content clean(const std::string& commit) const {
        ProjectOptions options;
        options.commit = SiteCommit{bare, commit, ""};
        options.memory = author.path() / "clean-memory";
        options.output = author.path() / "clean";
        options.today = {2026, 3, 12};
        options.threads = 2;
        options.program = digest_of("the program under test");
        fs::remove_all(options.memory);
        fs::remove_all(options.output);
        Diagnostics found;
        REQUIRE(Project{options}.build(found).published);
        return tree(options.output);
    }
    void install_hook(const std::string& test) const {
        const auto program = fs::read_symlink("/proc/self/exe").string();
        const auto hook = bare / "hooks/post-receive";
        author.write("server.git/hooks/post-receive", "#!/bin/sh\nexec '" + program + "' '" + test + "' 2>&1\n");
        fs::permissions(hook, fs::perms::owner_all);
        author.git("--git-dir=server.git config knav.publish '" + www.string() + "'");
    }
};

}  // namespace

TEST_CASE("a site built from a commit is the one built from its folder", "[publishing]") {
    Server server;
    server.page("ny.md", "Text.");
    const auto commit = server.push();
    ProjectOptions options;
    options.root = server.author.path();
    options.output = server.author.path() / "clean-folder";
    options.today = {2026, 3, 12};
    options.program = digest_of("the program under test");
    Diagnostics found;
    REQUIRE(Project{options}.build(found).published);
    CHECK(tree(options.output) == server.clean(commit));

    server.page("ny.md", "Inte sparat.");
    const auto before = find_site_commit(options.root, "HEAD~1");
    REQUIRE(before.has_value());
    options.commit = before;
    Diagnostics again;
    REQUIRE(Project{options}.build(again).published);
    CHECK_FALSE(fs::exists(options.output / "ny/index.html"));
    CHECK(find_site_commit(options.root, "finns-inte") == std::nullopt);
    CHECK(find_site_commit(options.root, "2999-01-01")->id == commit);
    CHECK(find_site_commit(options.root, "1999-01-01") == std::nullopt);
}

TEST_CASE("what is pushed is published, and what has not changed is not made again", "[publishing]") {
    Server server;
    CHECK(server.publish().end == PublishEnd::published);
    server.page("ny.md", "Text.");
    const auto commit = server.push();
    const auto result = server.publish();
    CHECK(result.end == PublishEnd::published);
    CHECK(result.commit == commit);
    CHECK(result.outcome.made < result.outcome.targets);
    for (const auto& verdict : result.outcome.verdicts) {
        const bool is_anew = verdict.path.starts_with("ny/") || verdict.path == "sitemap.xml";
        const bool is_as_it_was = verdict.path.starts_with("assets/") || verdict.path == "robots.txt";
        INFO(verdict.path);
        if (is_anew) CHECK(verdict.reason != ReasonKind::clean);
        if (is_as_it_was) CHECK(verdict.reason == ReasonKind::clean);
    }
    CHECK(server.shown() == server.clean(commit));
    CHECK(server.publish().end == PublishEnd::nothing_new);
    auto tomorrow = server.options();
    tomorrow.today = {2026, 3, 13};
    CHECK(publish_branch(tomorrow).end == PublishEnd::published);
}

TEST_CASE("errors leave the old site, and mending them publishes", "[publishing]") {
    Server server;
    server.publish();
    const auto before = server.shown();
    server.author.write("content/trasig.md", "+++\ntitle = \n+++\n");
    const auto broken = server.push();
    const auto refused = server.publish();
    CHECK(refused.end == PublishEnd::refused);
    CHECK(refused.commit == broken);
    CHECK_FALSE(refused.found.empty());
    CHECK(server.shown() == before);
    server.page("trasig.md", "Hel.");
    const auto mended = server.push();
    CHECK(server.publish().end == PublishEnd::published);
    CHECK(server.shown() == server.clean(mended));
}

TEST_CASE("a branch that is not there, or holds no site, takes nothing away", "[publishing]") {
    Server server;
    server.publish();
    const auto before = server.shown();
    auto options = server.options();
    options.branch = "refs/heads/saknas";
    CHECK(publish_branch(options).end == PublishEnd::no_commits);
    fs::remove_all(server.author.path() / "content");
    server.push();
    CHECK(server.publish().end == PublishEnd::refused);
    CHECK(server.shown() == before);
    options.repository = server.author.path() / "nowhere";
    CHECK_THROWS_AS(publish_branch(options), EnvironmentError);
}

TEST_CASE("after rollback the next publishing shows the branch again, and memory that is gone is made anew",
          "[publishing]") {
    Server server;
    const auto first = server.publish();
    server.page("ny.md", "Text.");
    const auto commit = server.push();
    server.publish();
    {
        Releases releases{server.www, [] { return false; }};
        CHECK(releases.go_back() == first.release);
    }
    CHECK(server.shown() == server.clean(first.commit));
    CHECK(server.publish().end == PublishEnd::published);
    CHECK(server.shown() == server.clean(commit));
    fs::remove_all(server.www / "memory");
    CHECK(server.publish().end == PublishEnd::published);
    CHECK(server.shown() == server.clean(commit));
    // What somebody has done to the releases, whichever, is undone when everything is made anew.
    server.page("ny.md", "Text igen.");
    const auto third = server.push();
    server.publish();
    for (const auto& release : fs::directory_iterator{server.www / "releases"}) {
        fs::remove(release.path() / "index.html");
        std::ofstream{release.path() / "robots.txt"} << "changed";
    }
    auto anew = server.options();
    anew.anew = true;
    CHECK(publish_branch(anew).end == PublishEnd::published);
    CHECK(server.shown() == server.clean(third));
}

TEST_CASE("random edits, killed at random calls, always end with what a clean build gives", "[publishing][faults]") {
    Server server;
    server.publish();
    auto last = server.shown();
    std::mt19937 random{5};
    for (int round = 0; round < 8; ++round) {
        const auto name = "sida" + std::to_string(random() % 4) + ".md";
        if (random() % 4 == 0)
            fs::remove(server.author.path() / "content" / name);
        else
            server.page(name, "Text " + std::to_string(random()) + ", se [[" + "sida" + std::to_string(random() % 4) +
                                  "|den]].");
        const auto commit = server.push();
        const auto expected = server.clean(commit);
        const auto at = random() % 400;
        const auto stopped = stop_at_file_call(
            [&] {
                (void)publish_branch(server.options());
                return 0;
            },
            at);
        INFO("round " << round << ", killed at call " << at << (stopped.reached ? "" : ", after the end"));
        const auto seen = server.shown();
        CHECK((seen == last || seen == expected));
        if (!stopped.reached) CHECK(seen == expected);
        server.publish();
        CHECK(server.shown() == expected);
        last = expected;
    }
}

TEST_CASE("a build into a folder that is killed leaves nothing that a later one takes for right", "[project][faults]") {
    Server server;
    ProjectOptions options;
    options.root = server.author.path();
    options.output = server.author.path() / "www-flat";
    options.today = {2026, 3, 12};
    options.program = digest_of("the program under test");
    const auto build = [&] {
        Diagnostics found;
        return Project{options}.build(found).published ? 0 : 1;
    };
    const auto text = [&](const char* said) {
        for (const char* name : {"ett.md", "tva.md", "tre.md"}) server.page(name, said);
    };
    text("Förut.");
    REQUIRE(build() == 0);
    const auto before = tree(options.output);
    std::size_t reached = 0;
    for (std::size_t at = 0;; at += 17) {  // a prime, so that each sort of call is met; all of them take minutes
        text("Ändrat.");
        const auto stopped = stop_at_file_call(build, at);
        text("Förut.");
        REQUIRE(build() == 0);
        INFO("killed at call " << at);
        CHECK(tree(options.output) == before);
        if (!stopped.reached) break;
        ++reached;
    }
    CHECK(reached > 5);
}

TEST_CASE("several pushes at once end with the newest published", "[publishing][faults]") {
    Server server;
    server.publish();
    std::vector<pid_t> children;
    std::string newest;
    for (int i = 0; i < 6; ++i) {
        server.page("sida.md", "Version " + std::to_string(i));
        newest = server.push();
        const pid_t child = ::fork();
        if (child == 0) {
            try {
                (void)publish_branch(server.options());
            } catch (...) {
                ::_exit(1);
            }
            ::_exit(0);
        }
        children.push_back(child);
        if (i == 2) ::kill(children[1], SIGKILL);  // one of them is lost
    }
    for (const auto child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        if (child != children[1]) CHECK(status == 0);
    }
    CHECK(server.shown() == server.clean(newest));
    CHECK(server.publish().end == PublishEnd::nothing_new);
}

TEST_CASE("a push to a repository with the hook is published before the push is over, and says so",
          "[publishing][hook]") {
    Server server;
    server.install_hook("[.][as-post-receive]");
    server.page("ny.md", "Text.");
    const auto commit = server.author.commit(++server.when);
    const auto said = server.author.git("push server.git main");
    INFO(said);
    CHECK(said.find("knav: publicerat " + commit.substr(0, 12)) != std::string::npos);
    CHECK(fs::exists(server.www / "current/ny/index.html"));

    server.author.write("content/trasig.md", "+++\ntitle = \n+++\n");
    const auto broken = server.author.commit(++server.when);
    const auto refused = server.author.git("push server.git main");
    INFO(refused);
    CHECK(refused.find("content/trasig.md:2") != std::string::npos);
    CHECK(refused.find(broken.substr(0, 12) + " är sparat men inte publicerat") != std::string::npos);
    CHECK(server.author.git("--git-dir=server.git rev-parse main") == broken);
    CHECK(fs::exists(server.www / "current/ny/index.html"));

    // Another branch is none of the site's business.
    const auto other = server.author.git("push server.git main:refs/heads/annan");
    CHECK(other.find("knav:") == std::string::npos);
}

TEST_CASE("run by git as its hook", "[.][as-post-receive]") {
    std::vector<std::string> words = {"knav", "post-receive", "--today", "2026-03-12", "--lang", "sv"};
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    CHECK(cli::run_command_line(static_cast<int>(pointers.size()), pointers.data()) <= cli::content_errors);
}
