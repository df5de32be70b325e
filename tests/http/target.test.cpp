#include <catch2/catch.hpp>

#include "http/target.hpp"

using namespace knav;

TEST_CASE("a target's path is decoded, and its query left out", "[http]") {
    CHECK(path_of_target("/") == "/");
    CHECK(path_of_target("/a/b/?q=%2e%2e") == "/a/b/");
    CHECK(path_of_target("/v%C3%A5rd%20och/x.html") == "/vård och/x.html");
    CHECK(path_of_target("/a..b/.c") == "/a..b/.c");
}

TEST_CASE("a target that leads out of the site, or is none, is refused", "[http]") {
    const auto* target = GENERATE("", "a", "//a", "/a//b", "/../x", "/a/..", "/%2e%2e/x", "/%2E./x", "/a%2f%2e%2e%2fb",
                                  "/./a", "/a%00b", "/a%5cb", "/a\\b", "/%", "/%4", "/%zz", "http://elsewhere/a", "*");
    INFO(target);
    CHECK_FALSE(path_of_target(target));
}

TEST_CASE("a query's value is found by its whole name", "[http]") {
    CHECK(query_value("/x?run=7&generation=12", "generation") == "12");
    CHECK(query_value("/x?run=7&generation=12", "run") == "7");
    CHECK(query_value("/x?a=b%20c", "a") == "b c");
    CHECK(query_value("/x?overrun=7", "run").empty());
    CHECK(query_value("/run=7", "run").empty());
}

TEST_CASE("only this machine's own names are its host", "[http]") {
    for (const auto* own : {"127.0.0.1:8080", "localhost:8080", "LocalHost:8080", "[::1]:8080"})
        CHECK(is_own_host(own, 8080));
    for (const auto* other : {"", "localhost", "localhost:80", "127.0.0.1:80800", "evil.example:8080",
                              "127.0.0.1.evil.example:8080", "localhost:8080 "})
        CHECK_FALSE(is_own_host(other, 8080));
    CHECK(is_own_host("localhost", 80));
}

TEST_CASE("a file's media type follows its last extension", "[http]") {
    CHECK(content_type("a/index.html") == "text/html; charset=utf-8");
    CHECK(content_type("BILD.PNG") == "image/png");
    CHECK(content_type("a.html/b") == "application/octet-stream");
    CHECK(content_type("feed.xml") == "application/xml");
}

TEST_CASE("a tag is found in a list of tags, and not inside another", "[http]") {
    CHECK(matches_tag("\"a\"", "\"a\""));
    CHECK(matches_tag("\"b\", W/\"a\"", "\"a\""));
    CHECK(matches_tag("*", "\"a\""));
    CHECK_FALSE(matches_tag("", "\"a\""));
    CHECK_FALSE(matches_tag("\"x\"a\"", "\"a\""));
}
