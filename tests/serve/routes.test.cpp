#include <catch2/catch.hpp>

#include "serve/panel.hpp"
#include "serve/routes.hpp"

using namespace knav;

namespace {

constexpr int port = 8080;

struct Fixture {
    Shown shown{"run-1"};

    explicit Fixture(Report report = {}) {
        Changes changes;
        changes.write = {make_file("index.html", "<html><body><h1>Start</h1></body></html>"),
                         make_file("a/index.html", "<html><body>A</body></html>"),
                         make_file("404.html", "<html><body>Finns inte</body></html>"), make_file("style.css", "p{}")};
        shown.update(changes, std::move(report));
    }
    Response get(std::string target, std::string tag = {}) const {
        return answer(shown, port, {"GET", std::move(target), "localhost:8080", std::move(tag)});
    }
};

std::string header(const Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers) {
        if (key == name) return value;
    }
    return {};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

Report with_errors() {
    Report report;
    report.diagnostics = {{Severity::error, {"content/a.md", {4, 11}}, &rule::link_unknown, {"<b>"}, ""},
                          {Severity::error, {"content/b.md", {1, 1}}, &rule::link_unknown, {"y"}, ""}};
    report.errors = 2;
    return report;
}

}  // namespace

TEST_CASE("pages, folders, files and what is not there", "[serve]") {
    const Fixture site;
    CHECK(has(site.get("/").body, "Start"));
    CHECK(has(site.get("/a/").body, ">A<"));
    CHECK(has(site.get("/a/index.html?x=1").body, ">A<"));
    CHECK(site.get("/a").status == 301);
    CHECK(header(site.get("/a"), "Location") == "/a/");
    CHECK(site.get("/style.css").body == "p{}");
    CHECK(site.get("/style.css").content_type == "text/css; charset=utf-8");
    CHECK(site.get("/b/").status == 404);
    CHECK(has(site.get("/b/").body, "Finns inte"));
    CHECK(site.get("/%2e%2e/etc").status == 400);
}

TEST_CASE("every response is under the policy, those that refuse too", "[serve]") {
    const Fixture site;
    for (const auto* target : {"/", "/b/", "/%2e%2e/x", "/style.css", "/_knav/", "/_knav/status"}) {
        INFO(target);
        CHECK(header(site.get(target), "Content-Security-Policy").starts_with("default-src 'none'; style-src 'self'"));
    }
}

TEST_CASE("a request in another name, or that would change something, is refused", "[serve]") {
    const Fixture site;
    CHECK(answer(site.shown, port, {"GET", "/", "evil.example:8080", ""}).status == 421);
    CHECK(answer(site.shown, port, {"GET", "/", "", ""}).status == 421);
    const auto posted = answer(site.shown, port, {"POST", "/", "localhost:8080", ""});
    CHECK(posted.status == 405);
    CHECK(header(posted, "Allow") == "GET, HEAD");
    CHECK(answer(site.shown, port, {"HEAD", "/", "localhost:8080", ""}).status == 200);
}

TEST_CASE("what the asker has already is not sent again", "[serve]") {
    const Fixture site;
    for (const auto* target : {"/", "/style.css"}) {
        const auto again = site.get(target, header(site.get(target), "ETag"));
        CHECK(again.status == 304);
        CHECK(again.body.empty());
    }
    CHECK(site.get("/b/", "*").status == 404);
}

TEST_CASE("a site below a path is served below it, and the root leads there", "[serve]") {
    Report report;
    report.base_path = "/nav/";
    const Fixture site{report};
    CHECK(site.get("/").status == 302);
    CHECK(header(site.get("/"), "Location") == "/nav/");
    CHECK(header(site.get("/nav"), "Location") == "/nav/");
    CHECK(has(site.get("/nav/").body, "Start"));
    CHECK(header(site.get("/nav/a"), "Location") == "/nav/a/");
    CHECK(site.get("/a/").status == 404);
}

TEST_CASE("the panel tells a page's own errors first, then how many more there are", "[serve]") {
    const Fixture site{with_errors()};
    const auto body = site.get("/a/").body;
    CHECK(has(body, "content/a.md:4:11"));
    CHECK(has(body, "&lt;b&gt;"));
    CHECK_FALSE(has(body, "<b>' "));
    CHECK_FALSE(has(body, "content/b.md"));
    CHECK(has(body, "1 fel, 0 varningar till"));
    CHECK(body.find("id=\"knav-panel\"") < body.find("</body>"));
    CHECK(body.find("/_knav/reload.js") < body.find("</body>"));
    // A page that could not be made at all says why where it should have been.
    CHECK(has(site.get("/b/").body, "content/b.md:1:1"));
    const auto list = site.get("/_knav/").body;
    CHECK(has(list, "content/a.md:4:11"));
    CHECK(has(list, "content/b.md:1:1"));
}

TEST_CASE("a page without an end of its body gets the panel at its end", "[serve]") {
    CHECK(with_panel("<p>x", "PANEL").starts_with("<p>x<link"));
    CHECK(with_panel("a</body>b</body>c", "PANEL").find("a</body>b<link") == 0);
}

TEST_CASE("a page may come from any of three files", "[serve]") {
    CHECK(sources_of("a/b/index.html") ==
          std::vector<std::string>{"content/a/b.md", "content/a/b/index.md", "content/a/b/_index.md"});
    CHECK(sources_of("index.html") == std::vector<std::string>{"content/_index.md", "content/index.md"});
    CHECK(sources_of("a/feed.xml").empty());
}

TEST_CASE("the status is numbers", "[serve]") {
    auto report = with_errors();
    report.pages = 3;
    report.milliseconds = 12.34;
    const Fixture site{report};
    CHECK(site.get("/_knav/status").body ==
          "{\"generation\":1,\"pages\":3,\"milliseconds\":12.3,\"errors\":2,\"warnings\":0}\n");
}

TEST_CASE("a listener hears of what has changed since its page was made", "[serve]") {
    Fixture site;
    Changes changes;
    changes.write = {make_file("a/index.html", "B")};
    site.shown.update(changes, with_errors());
    const auto heard = [&](const std::string& query) {
        const auto response = site.get("/_knav/events?" + query);
        (void)response.stream();  // how soon to call again
        return response.stream().value_or("(over)");
    };
    CHECK(heard("run=run-1&generation=1") ==
          "id: 2\nevent: reload\ndata: "
          "{\"generation\":2,\"everything\":false,\"diagnostics\":true,\"paths\":[\"/a/index.html\"]}\n\n");
    CHECK(has(heard("run=another&generation=1"), "\"everything\":true"));
    CHECK(heard("run=run-1&generation=2").empty());
    site.shown.close();
    CHECK_FALSE(site.get("/_knav/events?run=run-1&generation=1").stream());
}
