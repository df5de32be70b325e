#include <catch2/catch.hpp>

#include "tests/parse/reading.hpp"

using namespace knav;
using test::read;
using Told = std::vector<std::string>;

namespace {

const Link& only_link(const test::Reading& page) {
    REQUIRE(page.document.links.size() == 1);
    return page.document.links[0];
}

}  // namespace

TEST_CASE("wiki links have a target, a section and a label, each where it is written", "[parse]") {
    struct Case {
        const char* text;
        const char* target;
        const char* fragment;
        const char* label;
    };
    const auto one = GENERATE(
        values<Case>({{"[[npo/lunga]]", "npo/lunga", "", ""},
                      {"[[npo/lunga|Lunga]]", "npo/lunga", "", "Lunga"},
                      {"[[npo/lunga#uppdrag]]", "npo/lunga", "uppdrag", ""},
                      {"[[ npo/lunga # uppdrag | Lungas\nuppdrag ]]", "npo/lunga", "uppdrag", "Lungas uppdrag"},
                      {"[[#kontakt|Ring oss]]", "", "kontakt", "Ring oss"},
                      {"[[FoU & utveckling_2_år]]", "FoU & utveckling_2_år", "", ""}}));
    const auto page = read(std::string{"Å se "} + one.text + " nu.\n");
    const Link& link = only_link(page);
    CHECK(link.kind == LinkKind::wiki);
    CHECK(link.target == one.target);
    CHECK(link.fragment == one.fragment);
    CHECK(page.document.link_words[0].label == one.label);
    CHECK(link.at == Position{1, 6});
}

TEST_CASE("a wiki link is three holes, or two around its label", "[parse]") {
    CHECK(read("[[a]] [[b|B & B]]\n").html() == "<p>{open 0}{label 0}{close 0} {open 1}B &amp; B{close 1}</p>\n");
}

TEST_CASE("what only looks like a wiki link is text", "[parse]") {
    for (const char* text : {"[[öppen", "[[]]", "[[ ]]", "`[[kod]]`", "\\[[a]]", "\\[\\[a]]", "&#91;[a]]", "[[a [b]]",
                             "    [[kod]]", "[text [[a]] mer](/b/)"}) {
        INFO(text);
        for (const Link& link : read(std::string{text} + "\n").document.links) CHECK(link.kind != LinkKind::wiki);
    }
    CHECK(read("\\[[a]] [[b]]\n").html() == "<p>[[a]] {open 0}{label 0}{close 0}</p>\n");
    CHECK(only_link(read("[[[a]]]\n")).target == "a");
}

TEST_CASE("places are found behind code, escapes, line breaks and bars in tables", "[parse]") {
    const auto page =
        read("Se `[[a]]` och\n[[a]] samt **[[b|fet]]**,\n\n| x \\| y | [[c\\|d]] |\n|---|---|\n| [e](/f/) | [[g]] |\n");
    REQUIRE(page.document.links.size() == 5);
    CHECK(page.document.links[0].at == Position{2, 1});
    CHECK(page.document.links[1].at == Position{2, 14});
    CHECK(page.document.links[2].at == Position{4, 12});
    CHECK(page.document.link_words[2].label == "d");
    CHECK(page.document.links[3].at == Position{6, 3});
    CHECK(page.document.links[4].at == Position{6, 14});
}

TEST_CASE("a transclusion alone on its line is a block", "[parse]") {
    CHECK(read("![[npo/lunga#uppdrag]]\n").html() == "{transclusion 0}\n");
    CHECK(read("Före\n![[a]]\nefter\n").html() == "<p>Före\n</p>\n{transclusion 0}\n<p>efter</p>\n");
    CHECK(read("![[a]]\n![[b]]\n").html() == "{transclusion 0}\n{transclusion 1}\n");
    CHECK(read("- [ ] ![[a]]\n").html() == "<ul>\n<li class=\"task\">{task_open 0}\n{transclusion 0}\n</li>\n</ul>\n");
    const auto page = read("Text\n\n> ![[a#b]]\n");
    const Link& link = only_link(page);
    CHECK(link.kind == LinkKind::transclusion);
    CHECK(link.at == Position{3, 3});
    CHECK(link.fragment == "b");
    CHECK(only_link(read("Mitt i ![[a]] raden\n")).kind == LinkKind::wiki);
}

TEST_CASE("Markdown links are told apart by where they lead", "[parse]") {
    struct Case {
        const char* text;
        LinkKind kind;
        const char* target;
        const char* query;
        const char* fragment;
    };
    const auto one = GENERATE(values<Case>({
        {"[x](/rmpo/lunga/#kontakt)", LinkKind::path, "/rmpo/lunga/", "", "kontakt"},
        {"[x](/sok/?q=sepsis&n=2)", LinkKind::path, "/sok/", "q=sepsis&n=2", ""},
        {"[x](#kontakt)", LinkKind::path, "", "", "kontakt"},
        {"[x](Min%20plan%C3%A5.pdf)", LinkKind::resource, "Min planå.pdf", "", ""},
        {"[x](../mallar/plan.docx)", LinkKind::resource, "../mallar/plan.docx", "", ""},
        {"[x](HTTPS://example.org/a#b)", LinkKind::external, "HTTPS://example.org/a#b", "", ""},
        {"[x](mailto:a@example.org)", LinkKind::external, "mailto:a@example.org", "", ""},
        {"[x](tel:+46-13-1)", LinkKind::external, "tel:+46-13-1", "", ""},
    }));
    const auto page = read(one.text);
    const Link& link = only_link(page);
    CHECK(link.kind == one.kind);
    CHECK(link.target == one.target);
    CHECK(link.query == one.query);
    CHECK(link.fragment == one.fragment);
    CHECK(page.document.link_words[0].label == "x");
    CHECK(page.told.empty());
}

TEST_CASE("external links are written whole, others as holes", "[parse]") {
    CHECK(read("[a *b*](https://example.org/å?x=1&y=\"2\")\n").html() ==
          "<p><a href=\"https://example.org/%C3%A5?x=1&amp;y=%222%22\" rel=\"external\">a <em>b</em></a></p>\n");
    CHECK(read("<a@example.org>\n").html() == "<p><a href=\"mailto:a@example.org\">a@example.org</a></p>\n");
    CHECK(read("[a *b*](fil.pdf)\n").html() == "<p>{open 0}a <em>b</em>{close 0}</p>\n");
}

TEST_CASE("schemes that content may not use leave their text, and an error", "[parse]") {
    for (const char* url : {"javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///c:/x",
                            "//example.org/x", "java&#10;script:alert(1)", "&#x01;javascript:x"}) {
        INFO(url);
        const auto page = read(std::string{"Å [klick-text]("} + url + ")\n");
        CHECK(page.told == Told{"1:3 link-scheme"});
        CHECK(page.html() == "<p>Å klick-text</p>\n");
        CHECK(page.document.links.empty());
    }
}

TEST_CASE("bare addresses in running text become links", "[parse]") {
    CHECK(read("Se https://example.org/a_b(c), eller www.example.org.\n").html() ==
          "<p>Se <a href=\"https://example.org/a_b(c)\" rel=\"external\">https://example.org/a_b(c)</a>, eller "
          "<a href=\"http://www.example.org\" rel=\"external\">www.example.org</a>.</p>\n");
    CHECK(read("Skriv till a.b-c@example.org.\n").html() ==
          "<p>Skriv till <a href=\"mailto:a.b-c@example.org\">a.b-c@example.org</a>.</p>\n");
    for (const char* text : {"`https://example.org`", "xhttps://example.org", "https://", "a@b", "@example.org", "www.",
                             "[a https://example.org](/b/)"}) {
        INFO(text);
        CHECK(read(text).html().find("external") == std::string::npos);
    }
    CHECK(read("Å https://example.org\n").document.links[0].at == Position{1, 3});
}

TEST_CASE("what running text holds is found wherever it stands", "[parse]") {
    const std::vector<std::pair<std::string, std::string>> pieces = {
        {"[[b]]", "{open 0}{label 0}{close 0}"},
        {"https://a.se", "<a href=\"https://a.se\" rel=\"external\">https://a.se</a>"},
        {"www.a.se", "<a href=\"http://www.a.se\" rel=\"external\">www.a.se</a>"},
        {"a@b.se", "<a href=\"mailto:a@b.se\">a@b.se</a>"},
        {"~~a~~", "<del>a</del>"},
        {"RAG", "{abbreviation 0}"},
        {"ÖB", "{abbreviation 0}"},
        {"ä & ö", "ä &amp; ö"},
        {"&lt;", "&lt;"}};
    for (const auto& [piece, html] : pieces) {
        INFO(piece);
        for (std::size_t shift = 0; shift < 40; ++shift) {
            std::string before(1 + shift % 2, 'x');
            for (std::size_t i = 0; i < shift / 2; ++i) before += "å";
            CHECK(read(before + "\n" + piece + "\n").html() == "<p>" + before + "\n" + html + "</p>\n");
            CHECK(read("å " + before + " (" + piece + ") slutet av raden\n").html() ==
                  "<p>å " + before + " (" + html + ") slutet av raden</p>\n");
        }
    }
}

TEST_CASE("link texts that say nothing are warned of", "[parse]") {
    CHECK(read("[Läs mer »](/a/) [Här](b.pdf) [[c|click here]] [](/d/)\n").told ==
          Told{"1:1 link-text", "1:18 link-text", "1:31 link-text", "1:48 link-text"});
    CHECK(read("[Läs mer om sepsis](/a/) [Härnösand](/b/)\n").told.empty());
}

TEST_CASE("images need a text alternative and come from this site", "[parse]") {
    const auto page = read("Å ![Karta över *länen*](karta.png)\n");
    CHECK(page.html() == "<p>Å {image 0}</p>\n");
    CHECK(only_link(page).image);
    CHECK(page.document.link_words[0].label == "Karta över länen");
    CHECK(only_link(page).at == Position{1, 3});
    CHECK(read("![](karta.png)\n").told == Told{"1:1 image-text"});
    const auto far = read("![Bild](https://example.org/a.png)\n");
    CHECK(far.told == Told{"1:1 link-scheme"});
    CHECK(far.html() == "<p>Bild</p>\n");
    CHECK(read("[![Karta](k.png)](/karta/)\n").html() == "<p>{open 0}{image 1}{close 0}</p>\n");
}

TEST_CASE("a link remembers the sentence it stands in", "[parse]") {
    const auto page = read("Först. Se t.ex. [[a|planen]] för **mer**\nom målen. Sist!\n\n- Punkt [[b]]\n");
    CHECK(page.document.link_words[0].before == "Se t.ex. ");
    CHECK(page.document.link_words[0].after == " för mer om målen.");
    CHECK(page.document.link_words[1].before == "Punkt ");
    CHECK(page.document.link_words[1].after.empty());
}

TEST_CASE("in a sentence a link without words of its own is a place for its target's title", "[parse]") {
    const auto page = read("Se [[rmpo/hud]] och [[a|planen]] eller [[b]].\n");
    CHECK(page.document.link_words[0].before == "Se ");
    CHECK(page.document.link_words[0].after ==
          " och planen eller \x1A"
          "2 b\x1B.");
    CHECK(page.document.link_words[1].before ==
          "Se \x1A"
          "0 hud\x1B och ");
}

TEST_CASE("a long sentence is cut between words, never inside a character", "[parse]") {
    std::string words;
    for (int i = 0; i < 60; ++i) words += "åäöåäö ";
    const auto page = read(words + "[[a]] " + words + "\n\n" + std::string(400, 'x') + "å[[b]]\n");
    CHECK(page.document.link_words[0].before.size() <= 160);
    CHECK(page.document.link_words[0].before.starts_with("åäöåäö "));
    CHECK(page.document.link_words[0].after.size() <= 160);
    CHECK(page.document.link_words[0].after.ends_with("åäöåäö"));
    CHECK(page.document.link_words[1].before.size() <= 160);
}

TEST_CASE("links in a section's heading are its words only", "[parse]") {
    const auto page = read("## Om [[npo/lunga|Lunga]] och [mer](/a/) RMPO\n");
    CHECK(page.document.sections[1].heading == "Om Lunga och mer RMPO");
    CHECK(page.document.links.empty());
    CHECK(page.document.candidates.empty());
}

TEST_CASE("links know their section", "[parse]") {
    const auto page = read("[[a]]\n\n## B\n\n[[b]]\n");
    CHECK(page.document.links[0].section == 0);
    CHECK(page.document.links[1].section == 1);
}
