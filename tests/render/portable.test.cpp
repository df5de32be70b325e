#include "render/portable.hpp"

#include <catch2/catch.hpp>

using knav::portable;
using knav::portable_script;

TEST_CASE("a page for a folder names its neighbours from where it lies", "[render][portable]") {
    CHECK(portable(R"(<a href="/rmpo/tandvard/">T</a>)", "rag/sepsis/index.html", "/") ==
          R"(<a href="../../rmpo/tandvard/index.html">T</a>)");
    CHECK(portable(R"(<a href="/nav/">Start</a>)", "rag/index.html", "/nav/") ==
          R"(<a href="../index.html">Start</a>)");
    CHECK(portable(R"(<a href="/">Start</a>)", "index.html", "/") == R"(<a href="index.html">Start</a>)");
}

TEST_CASE("fragments and questions stay behind the file's name", "[render][portable]") {
    CHECK(portable(R"(<a href="/rag/#kontakt">)", "index.html", "/") == R"(<a href="rag/index.html#kontakt">)");
    CHECK(portable(R"(<a href="/sok/?q=rag/">)", "a/index.html", "/") == R"(<a href="../sok/index.html?q=rag/">)");
}

TEST_CASE("files and folders of files are no pages", "[render][portable]") {
    CHECK(portable(R"(<link rel="stylesheet" href="/assets/theme.css"><script src="/assets/a.js" defer></script>)",
                   "rag/index.html", "/") ==
          R"(<link rel="stylesheet" href="../assets/theme.css"><script src="../assets/a.js" defer></script>)");
    CHECK(portable(R"(<form action="/sok/" data-index="/sok/index/" data-base="/">)", "rag/index.html", "/") ==
          R"(<form action="../sok/index.html" data-index="../sok/index/" data-base="/">)");
}

TEST_CASE("a page that has moved leads on from a folder too", "[render][portable]") {
    CHECK(portable(R"(<meta http-equiv="refresh" content="0; url=/rag/sepsis/">)", "gammal/index.html", "/") ==
          R"(<meta http-equiv="refresh" content="0; url=../rag/sepsis/index.html">)");
    CHECK(portable(R"(<meta name="description" content="/rag/ hette så">)", "rag/index.html", "/") ==
          R"(<meta name="description" content="/rag/ hette så">)");
}

TEST_CASE("addresses elsewhere, fragments of the page and text are left alone", "[render][portable]") {
    for (const auto* html :
         {R"(<a href="https://example.org/rag/">)", R"(<a href="//example.org/">)", R"(<a href="#_main">)",
          R"(<a href="mailto:a@example.org">)", R"(<p>href="/rag/" och a < b</p>)", R"(<a title="/rag/" class="x">)",
          R"(<a href="/utanfor/">)"}) {
        CHECK(portable(html, "a/b/index.html", "/nav/") == html);
    }
    CHECK(portable(R"(<a title="a > b" href="/rag/">)", "index.html", "/") ==
          R"(<a title="a > b" href="rag/index.html">)");
}

TEST_CASE("HTML cut off anywhere is copied, not read past its end", "[render][portable]") {
    const std::string whole = R"(<a href="/rag/" data-index="/x/">T</a><meta content="0; url=/y/">)";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        const auto made = portable(std::string_view{whole}.substr(0, length), "index.html", "/nav/");
        CHECK(made == whole.substr(0, length));
    }
}

TEST_CASE("a module becomes a script that leaves its door open", "[render][portable]") {
    CHECK(portable_script("// Engine.\nexport const a = 1;\nexport async function openSearch(base) {}\n") ==
          "(() => {\n\"use strict\";\n// Engine.\nconst a = 1;\nasync function openSearch(base) {}\n"
          "globalThis.knavEngine = { openSearch };\n})();\n");
    CHECK(portable_script("export class A {}\nexport async function openSearch(base) {}\n") ==
          "(() => {\n\"use strict\";\nclass A {}\nasync function openSearch(base) {}\n"
          "globalThis.knavEngine = { openSearch };\n})();\n");
    CHECK(portable_script("(() => { /* export */ })();\n") == "(() => { /* export */ })();\n");
}
