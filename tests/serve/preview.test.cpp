#include <catch2/catch.hpp>

#include <httplib.h>

#include <chrono>
#include <thread>

#include "serve/preview.hpp"
#include "tests/disk/temporary_folder.hpp"

using namespace knav;

namespace {

/// A site of three pages with a theme of one template, served while the test lasts.
class Previewed {
public:
    Previewed() {
        write_site();
        PreviewOptions options;
        options.project.root = folder.path();
        options.project.today = Date{2026, 3, 12};
        options.project.threads = 2;
        options.rebuilt = [](const Round&) {};
        options.failed = [](const std::string&) {};
        preview_.emplace(std::move(options));
        REQUIRE(preview_->is_open());
        preview_->begin();
        thread_ = std::thread{[this] { preview_->run(); }};
    }
    ~Previewed() {
        preview_->stop();
        thread_.join();
    }

    [[nodiscard]] std::string get(const std::string& path) const {
        httplib::Client client{"127.0.0.1", preview_->port()};
        const auto got = client.Get(path);
        return got ? std::to_string(got->status) + " " + got->body : "(no answer)";
    }
    /// The page once it holds the words; as it is after ten seconds if it never does.
    [[nodiscard]] std::string get_with(const std::string& path, const std::string& words) const {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        auto page = get(path);
        while (page.find(words) == std::string::npos && std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
            page = get(path);
        }
        return page;
    }

    TemporaryFolder folder;

private:
    void write_site() const {
        folder.write("content/site.toml",
                     "title = \"Prov\"\nbase_url = \"https://prov.example/\"\nlanguage = \"sv\"\ntheme = \"prov\"\n");
        folder.write("content/_index.md", "+++\ntitle = \"Start\"\n+++\n\nHej.\n");
        folder.write("content/a.md", "+++\ntitle = \"A\"\n+++\n\nFörst.\n");
        folder.write("content/utkast.md", "+++\ntitle = \"Utkast\"\ndraft = true\n+++\n\nInte än.\n");
        folder.write("schema/page.toml",
                     "label = \"Sida\"\nplural = \"Sidor\"\npath = \"**\"\nother_sections = true\n");
        folder.write("themes/prov/i18n/sv.toml", "");
        folder.write("themes/prov/i18n/en.toml", "");
        folder.write("themes/prov/templates/page.mustache", "<html><body><h1>{{title}}</h1>{{{lead}}}</body></html>\n");
    }

    std::optional<Preview> preview_;
    std::thread thread_;
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a saved page is seen over HTTP, and what is wrong with it is told in it", "[serve]") {
    const Previewed site;
    CHECK(has(site.get("/a/"), "Först."));
    CHECK(has(site.get("/utkast/"), "Inte än."));

    site.folder.write("content/a.md", "+++\ntitle = \"A\"\n+++\n\nSedan.\n");
    CHECK(has(site.get_with("/a/", "Sedan."), "Sedan."));

    site.folder.write("content/a.md", "+++\ntitle = \"A\"\n+++\n\nSe [[ingenstans]].\n");
    CHECK(has(site.get_with("/a/", "content/a.md:5:"), "[link-unknown]"));

    site.folder.write("content/a.md", "+++\ntitle = \"A\n+++\n\nTrasig.\n");
    CHECK(has(site.get_with("/a/", "toml-text-open"), "content/a.md:2:"));

    site.folder.write("content/ny.md", "+++\ntitle = \"Ny\"\n+++\n\nHelt ny.\n");
    CHECK(has(site.get_with("/ny/", "Helt ny."), "200 "));
    std::filesystem::remove(site.folder / "content/ny.md");
    CHECK(has(site.get_with("/ny/", "404 "), "404 "));
    CHECK_FALSE(std::filesystem::exists(site.folder / "public"));
}

TEST_CASE("a template that is broken leaves pages as they were, and its error stands until it is mended", "[serve]") {
    const Previewed site;
    const auto* path = "themes/prov/templates/page.mustache";
    site.folder.write(path, "<html><body>{{title</body></html>\n");
    CHECK(has(site.get_with("/_knav/", "[template-syntax]"), "[template-syntax]"));
    CHECK(has(site.get("/a/"), "Först."));
    site.folder.write("content/a.md", "+++\ntitle = \"A\"\n+++\n\nSedan, se [[ingenstans]].\n");
    CHECK(has(site.get_with("/_knav/", "[link-unknown]"), "[template-syntax]"));
    CHECK(has(site.get("/a/"), "Först."));
    site.folder.write(path, "<html><body><h2>{{title}}</h2>{{{lead}}}</body></html>\n");
    CHECK(has(site.get_with("/a/", "Sedan"), "<h2>A</h2>"));
    CHECK_FALSE(has(site.get("/_knav/"), "[template-syntax]"));
}
