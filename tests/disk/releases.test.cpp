#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <map>
#include <random>
#include <thread>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "diag/environment_error.hpp"
#include "disk/releases.hpp"
#include "tests/disk/file_calls.hpp"
#include "tests/disk/temporary_folder.hpp"

using namespace knav;
namespace fs = std::filesystem;
using Content = std::map<std::string, std::string>;

namespace {

const std::string commit_of_old(40, 'a');
const std::string commit_of_new(40, 'b');

bool never() { return false; }

/// Publishes what `content` says, handing over only what the shown release has not.
std::string add(const fs::path& folder, const Content& content, const std::string& commit = commit_of_old,
                unsigned threads = 1) {
    Releases releases{folder, never};
    auto shown = releases.current();
    Release release;
    release.commit = commit;
    release.ledger = "ledger of " + commit;
    std::vector<File> fresh;
    for (const auto& [path, bytes] : content) {
        auto file = make_file(path, bytes);
        release.files.push_back({path, file.digest});
        const bool is_there =
            shown && std::find(shown->files.begin(), shown->files.end(), release.files.back()) != shown->files.end();
        if (!is_there) fresh.push_back(std::move(file));
    }
    return releases.add(std::move(release), fresh, shown, threads);
}

/// What a web server would find; links and what is no file show as such.
Content tree(const fs::path& folder) {
    Content found;
    if (!fs::exists(folder)) return found;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_directory() && !entry.is_symlink()) continue;
        const auto path = fs::relative(entry.path(), folder).string();
        if (!fs::is_regular_file(entry.symlink_status())) {
            found[path] = "(no file)";
            continue;
        }
        std::ifstream file{entry.path(), std::ios::binary};
        found[path] = std::string{std::istreambuf_iterator<char>{file}, {}};
    }
    return found;
}

Content shown(const fs::path& folder) { return tree(fs::canonical(folder / "current")); }

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// Nothing lies there but what belongs to whole releases.
void check_tidy(const fs::path& folder) {
    CHECK(names_in(folder) == std::vector<std::string>{".knav-releases", "current", "memory", "releases"});
    std::vector<std::string> expected = {".gitignore"};
    for (const auto& name : names_in(folder / "releases")) {
        expected.push_back(name + ".files");
        expected.push_back(name + ".ledger");
    }
    std::sort(expected.begin(), expected.end());
    CHECK(names_in(folder / "memory") == expected);
    CHECK(expected.size() <= 7);
}

const Content first_site = {{"index.html", "1"}, {"a/b.html", "1"}, {"a/c/d.html", "1"}, {"e", "file"}};
const Content second_site = {{"index.html", "2"}, {"a/b.html", "1"}, {"e/f.html", "folder now"}, {"g.css", "2"}};
const Content third_site = {{"index.html", "3"}, {"a/b.html", "3"}, {"e/f.html", "folder now"}};
const Content fourth_site = {{"index.html", "4"}, {"a/b.html", "3"}, {"e", "file again"}, {"a/c/d.html", "4"}};

/// A folder in memory where there is one: everything here is synced, and disks take their time.
class Folder {
public:
    Folder() {
        std::string name = fs::is_directory("/dev/shm") ? "/dev/shm/knav-test-XXXXXX" : "";
        if (name.empty()) name = (fs::temp_directory_path() / "knav-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }

private:
    fs::path path_;
};

/// Three releases published, so that the fourth is made of the oldest.
void publish_three(const fs::path& folder) {
    fs::remove_all(folder);
    add(folder, first_site);
    add(folder, second_site);
    add(folder, third_site);
}

/// The work of the tests with faults: 0, or 3 as the program would end.
int add_fourth(const fs::path& folder) {
    try {
        add(folder, fourth_site, commit_of_new);
        return 0;
    } catch (const EnvironmentError&) {
        return 3;
    } catch (const DoubtfulRelease&) {
        return 4;
    }
}

}  // namespace

TEST_CASE("releases follow each other, three are kept, and each is whole", "[releases]") {
    const Folder folder;
    const auto www = folder / "www";
    std::vector<Content> sites = {first_site, second_site, third_site, fourth_site, first_site, second_site};
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const auto name = add(www, sites[i], std::string(40, static_cast<char>('a' + i)), 1 + i % 3);
        CHECK(name == std::to_string(i + 1) + "-" + std::string(12, static_cast<char>('a' + i)));
        CHECK(shown(www) == sites[i]);
        for (std::size_t back = 0; back <= std::min<std::size_t>(i, 2); ++back) {
            const auto commit = std::string(12, static_cast<char>('a' + i - back));
            CHECK(tree(www / "releases" / (std::to_string(i + 1 - back) + "-" + commit)) == sites[i - back]);
        }
        CHECK(names_in(www / "releases").size() == std::min<std::size_t>(i + 1, 3));
        check_tidy(www);
    }
}

TEST_CASE("random sites come out exactly as they are, whatever was there before", "[releases]") {
    const Folder folder;
    const auto www = folder / "www";
    std::mt19937 random{7};
    for (int round = 0; round < 60; ++round) {
        Content site;
        for (const std::string path : {"a", "b/a", "b/b", "b/c/a", "c", "c.html", "d/e/f/g", "d/e/h", "i/j", "i/k/l"}) {
            const bool clashes = std::any_of(site.begin(), site.end(),
                                             [&](const auto& file) { return path.starts_with(file.first + "/"); });
            if (random() % 3 > 0 && !clashes) site[path] = std::to_string(random() % 3);
        }
        if (random() % 2 == 0) site["b"] = "a file where a folder may be";
        if (site.contains("b")) std::erase_if(site, [](const auto& file) { return file.first.starts_with("b/"); });
        add(www, site);
        CHECK(shown(www) == site);
        if (random() % 5 == 0) Releases{www, never}.go_back();
    }
    check_tidy(www);
}

TEST_CASE("many files are written by several threads, and synced at once", "[releases]") {
    const Folder folder;
    const auto www = folder / "www";
    Content site;
    for (int i = 0; i < 600; ++i) site["folder" + std::to_string(i % 40) + "/" + std::to_string(i)] = std::to_string(i);
    add(www, site, commit_of_old, 4);
    CHECK(shown(www) == site);
    for (int i = 0; i < 600; i += 2) site["folder" + std::to_string(i % 40) + "/" + std::to_string(i)] = "new";
    for (int i = 0; i < 3; ++i) add(www, site, commit_of_new, 4);
    CHECK(shown(www) == site);
}

TEST_CASE("files that have not changed are shared, and never written to", "[releases]") {
    const Folder folder;
    const auto www = folder / "www";
    publish_three(www);
    const auto before = fs::canonical(www / "current");
    add(www, fourth_site, commit_of_new);
    const auto after = fs::canonical(www / "current");
    CHECK(fs::equivalent(before / "a/b.html", after / "a/b.html"));
    CHECK_FALSE(fs::equivalent(before / "index.html", after / "index.html"));
    CHECK(tree(before) == third_site);
}

TEST_CASE("rollback shows what was shown before, step by step, and the next release goes on from there", "[releases]") {
    const Folder folder;
    const auto www = folder / "www";
    CHECK(Releases{www, never}.go_back() == std::nullopt);
    publish_three(www);
    CHECK(Releases{www, never}.go_back().value().starts_with("2-"));
    CHECK(shown(www) == second_site);
    CHECK(Releases{www, never}.go_back().value().starts_with("1-"));
    CHECK(shown(www) == first_site);
    CHECK(Releases{www, never}.go_back() == std::nullopt);
    CHECK(shown(www) == first_site);
    Releases{www, never};
    const auto name = add(www, fourth_site, commit_of_new);
    CHECK(name.starts_with("4-"));
    CHECK(shown(www) == fourth_site);
    CHECK(Releases{www, never}.go_back().value().starts_with("1-"));
    CHECK(shown(www) == first_site);
}

TEST_CASE("a folder that is not knav's is left alone", "[releases]") {
    const Folder folder;
    const auto www = folder / "www";
    fs::create_directories(www);
    std::ofstream{www / "letter.txt"} << "mine";
    CHECK_THROWS_AS(add(www, first_site), EnvironmentError);
    CHECK(tree(www) == Content{{"letter.txt", "mine"}});

    const auto other = folder / "other";
    add(other, first_site);
    fs::remove(other / "current");
    fs::create_directories(other / "current");
    std::ofstream{other / "current/letter.txt"} << "mine";
    CHECK_THROWS_AS(add(other, second_site), EnvironmentError);
    CHECK(tree(other / "current") == Content{{"letter.txt", "mine"}});
}

TEST_CASE("what has somebody else's name among the releases is neither used nor removed", "[releases]") {
    const Folder folder;
    const auto www = folder / "www";
    add(www, first_site);
    fs::create_directories(www / "releases/backup");
    std::ofstream{www / "releases/backup/letter.txt"} << "mine";
    for (int i = 0; i < 4; ++i) add(www, second_site);
    CHECK(tree(www / "releases/backup") == Content{{"letter.txt", "mine"}});
}

TEST_CASE("no name is followed through a link that somebody has put in a release", "[releases]") {
    const Folder folder;
    const auto www = folder / "www";
    fs::create_directories(folder / "outside");
    for (const bool in_shown : {false, true}) {
        publish_three(www);
        const auto victim =
            in_shown ? fs::canonical(www / "current") : www / "releases" / names_in(www / "releases")[0];
        fs::remove_all(victim / "a");
        fs::create_directory_symlink(folder / "outside", victim / "a");
        int status = add_fourth(www);
        if (in_shown) {
            // What is shown is not what its list says: the caller must make everything anew.
            CHECK(status == 4);
            Releases releases{www, never};
            Release release;
            release.commit = commit_of_new;
            std::vector<File> fresh;
            for (const auto& [path, bytes] : fourth_site) {
                fresh.push_back(make_file(path, bytes));
                release.files.push_back({path, fresh.back().digest});
            }
            releases.add(release, fresh, std::nullopt, 1);
            status = 0;
        }
        CHECK(status == 0);
        CHECK(shown(www) == fourth_site);
        CHECK(tree(folder / "outside").empty());
    }
}

TEST_CASE("a damaged list or ledger is thrown away", "[releases]") {
    const Folder folder;
    const auto www = folder / "www";
    publish_three(www);
    const auto name = fs::read_symlink(www / "current").filename().string();
    const auto list = www / "memory" / (name + ".files");
    const auto ledger = www / "memory" / (name + ".ledger");
    std::ofstream{ledger, std::ios::app} << "x";
    CHECK(Releases{www, never}.current().value().ledger.empty());
    for (const auto& file : names_in(www / "memory")) {
        std::fstream damaged{www / "memory" / file, std::ios::in | std::ios::out | std::ios::binary};
        damaged.seekp(20);
        damaged.put('x');
    }
    CHECK(Releases{www, never}.current() == std::nullopt);
    CHECK(shown(www) == third_site);
    fs::remove(list);
    add(www, fourth_site, commit_of_new);
    CHECK(shown(www) == fourth_site);
    add(www, first_site);
    CHECK(shown(www) == first_site);
    check_tidy(www);
}

TEST_CASE("killed at any call to the file system, readers have the old site or the new one, and the next run goes on",
          "[releases][faults]") {
    const Folder folder;
    const auto www = folder / "www";
    std::size_t at = 0;
    bool saw_old = false, saw_new = false;
    for (;; ++at) {
        publish_three(www);
        const auto stopped = stop_at_file_call([&] { return add_fourth(www); }, at);
        INFO("killed at call " << at);
        if (!stopped.reached) {
            CHECK(stopped.status == 0);
            break;
        }
        const auto seen = shown(www);
        CHECK((seen == third_site || seen == fourth_site));
        saw_old = saw_old || seen == third_site;
        saw_new = saw_new || seen == fourth_site;
        CHECK(add_fourth(www) == 0);
        CHECK(shown(www) == fourth_site);
        check_tidy(www);
    }
    CHECK(at > 60);
    CHECK(saw_old);
    CHECK(saw_new);
}

TEST_CASE("the first publishing of all killed at any call leaves nothing or all", "[releases][faults]") {
    const Folder folder;
    const auto www = folder / "www";
    for (std::size_t at = 0;; ++at) {
        fs::remove_all(www);
        const auto stopped = stop_at_file_call([&] { return add_fourth(www); }, at);
        INFO("killed at call " << at);
        if (!stopped.reached) break;
        if (fs::exists(www / "current")) CHECK(shown(www) == fourth_site);
        CHECK(add_fourth(www) == 0);
        CHECK(shown(www) == fourth_site);
        check_tidy(www);
    }
}

#ifdef __x86_64__
TEST_CASE("each call to the file system failing with each error leaves the old site or the new one, in words",
          "[releases][faults]") {
    const Folder folder;
    const auto www = folder / "www";
    const int error = GENERATE(EIO, ENOSPC, EACCES, EMFILE, ENOENT);
    for (std::size_t at = 0;; ++at) {
        publish_three(www);
        const auto stopped = stop_at_file_call([&] { return add_fourth(www); }, at, error);
        INFO("call " << at << " failed with " << error);
        if (!stopped.reached) break;
        CHECK((stopped.status == 0 || stopped.status == 3 || stopped.status == 4));
        const auto seen = shown(www);
        CHECK((seen == third_site || seen == fourth_site));
        if (stopped.status == 0) CHECK(seen == fourth_site);
        CHECK(add_fourth(www) == 0);
        CHECK(shown(www) == fourth_site);
        check_tidy(www);
    }
}
#endif

TEST_CASE("killed at random moments, with several threads at work", "[releases][faults]") {
    const Folder folder;
    const auto www = folder / "www";
    std::mt19937 random{11};
    const auto site_of = [](int round) {
        Content site;
        for (int i = 0; i < 300; ++i)
            site[std::to_string(i % 20) + "/" + std::to_string(i)] = std::to_string(round * (i % 3));
        return site;
    };
    add(www, site_of(0));
    int last = 0;
    for (int round = 1; round <= 25; ++round) {
        const pid_t child = ::fork();
        if (child == 0) {
            try {
                add(www, site_of(round), commit_of_new, 3);
            } catch (...) {
                ::_exit(1);
            }
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(random() % 25'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        const auto seen = shown(www);
        INFO("round " << round);
        CHECK((seen == site_of(last) || seen == site_of(round)));
        if (seen == site_of(round)) last = round;
    }
    add(www, first_site);
    CHECK(shown(www) == first_site);
    check_tidy(www);
}

TEST_CASE("a full disk leaves the old site, and what was half done does not fill it", "[releases][faults]") {
    const Folder folder;
    const auto www = folder / "www";
    fs::create_directories(www);
    if (::mount("tmpfs", www.c_str(), "tmpfs", 0, "size=600k,mode=755") != 0) {
        WARN("not run: only root may mount a small disk");
        return;
    }
    add(www, first_site);
    Content large = first_site;
    large["large"] = std::string(900 << 10, 'x');
    for (int times = 0; times < 4; ++times) CHECK_THROWS_AS(add(www, large), EnvironmentError);
    CHECK(shown(www) == first_site);
    add(www, second_site);
    CHECK(shown(www) == second_site);
    CHECK(::umount(www.c_str()) == 0);
}

TEST_CASE("a limit on the size of files is told, and nothing dies of a signal", "[releases][faults]") {
    const Folder folder;
    const auto www = folder / "www";
    publish_three(www);
    const auto with_limit = [&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{2, 2};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        return add_fourth(www);
    };
    CHECK(stop_at_file_call(with_limit, 100'000).status == 3);
    CHECK(shown(www) == third_site);
    CHECK(add_fourth(www) == 0);
    CHECK(shown(www) == fourth_site);
}

TEST_CASE("a second run waits for the first, or gives up when it is told to", "[releases]") {
    const Folder folder;
    const auto www = folder / "www";
    std::optional<Releases> first{std::in_place, www, never};
    int asked = 0;
    CHECK_THROWS_AS(Releases(www, [&] { return ++asked < 3; }), EnvironmentError);
    CHECK(asked == 3);
    const Releases second{www, [&] {
                              first.reset();
                              return true;
                          }};
    CHECK(names_in(www / "releases").empty());
}

TEST_CASE("readers see one site at a time while others are published", "[releases]") {
    const Folder folder;
    const auto www = folder / "www";
    const auto site_of = [](int number) {
        Content site;
        for (const char* path : {"index.html", "a/b.html", "c/d/e.html"}) site[path] = std::to_string(number);
        return site;
    };
    add(www, site_of(0));
    std::atomic<bool> done = false;
    std::atomic<int> whole = 0, torn = 0;
    const auto number_shown = [&] {
        std::error_code ignored;
        return std::atoi(fs::read_symlink(www / "current", ignored).filename().c_str());
    };
    std::thread reader{[&] {
        while (!done) {
            const int before = number_shown();
            const Descriptor site{::open((www / "current").c_str(), O_RDONLY | O_DIRECTORY)};
            std::set<std::string> seen;
            for (const char* path : {"index.html", "a/b.html", "c/d/e.html"}) {
                const Descriptor file{::openat(site.number(), path, O_RDONLY)};
                char bytes[16] = {};
                if (::read(file.number(), bytes, sizeof bytes - 1) > 0)
                    seen.insert(bytes);
                else
                    seen.insert("nothing");
            }
            // A release two back may be on its way to become the next: nobody takes so long to read a page.
            if (number_shown() - before > 1) continue;
            (seen.size() == 1 && !seen.contains("nothing") ? whole : torn)++;
        }
    }};
    for (int number = 1; number <= 200; ++number) add(www, site_of(number));
    done = true;
    reader.join();
    CHECK(torn == 0);
    CHECK(whole > 0);
}
