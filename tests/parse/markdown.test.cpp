#include <catch2/catch.hpp>

#include "parse/sentence.hpp"
#include "tests/parse/reading.hpp"

using namespace knav;
using test::read;
using Told = std::vector<std::string>;

TEST_CASE("sections are cut at level-2 headings of the document itself", "[parse]") {
    const std::string text =
        "Ingress.\n\n## Uppdrag\n\nEtt.\n\n> ## Citat\n\n```\n## kod\n```\n\nKontakt\n-------\nTvå.\n";
    const auto page = read(text);
    REQUIRE(page.document.sections.size() == 3);
    CHECK(page.document.sections[0].anchor == "lead");
    CHECK(page.document.sections[0].heading.empty());
    CHECK(page.document.sections[1].heading == "Uppdrag");
    CHECK(page.document.sections[1].at == Position{3, 1});
    CHECK(page.document.sections[2].heading == "Kontakt");
    CHECK(page.document.sections[2].at == Position{13, 1});
    CHECK(text.substr(page.document.sections[2].begin) == "Kontakt\n-------\nTvå.\n");
    CHECK(page.html(1).find("<h3{anchor 0}>Citat</h3>") != std::string::npos);
}

TEST_CASE("a body that begins with a heading has an empty lead", "[parse]") {
    const auto page = read("## Uppdrag\n");
    REQUIRE(page.document.sections.size() == 2);
    CHECK(page.document.sections[0].end == 0);
    CHECK(read("").document.sections.size() == 1);
}

TEST_CASE("anchors are unique in a document, whatever the headings", "[parse]") {
    const auto page = read("## Lead\n\n## Möten\n\n### Möten\n\n## Möten\n\n## ???\n");
    const auto& sections = page.document.sections;
    CHECK(sections[1].anchor == "lead-2");
    CHECK(sections[2].anchor == "moten");
    CHECK(sections[2].subheadings[0].anchor == "moten-2");
    CHECK(sections[3].anchor == "moten-3");
    CHECK(sections[4].anchor == "avsnitt");
}

TEST_CASE("a section's digest follows what the section says, not where it stands", "[parse]") {
    const auto one = read("## A\n\nText [l][r].\n\n## B\n\nAnnat.\n\n[r]: /mal/\n").document;
    const auto moved = read("Ny ingress.\n\n## A\n\nText [l][r].\n\n## B\n\nAnnat.\n\n[r]: /mal/\n").document;
    const auto elsewhere = read("## A\n\nText [l][r].\n\n## B\n\nAnnat.\n\n[r]: /annat/\n").document;
    CHECK(one.sections[1].digest == moved.sections[1].digest);
    CHECK(one.sections[1].digest != one.sections[2].digest);
    CHECK(one.sections[1].digest != elsewhere.sections[1].digest);
}

TEST_CASE("headings that skip a level are warned of, level 1 is an error", "[parse]") {
    CHECK(read("## A\n\n#### B\n").told == Told{"3:1 heading-level"});
    CHECK(read("## A\n\n### B\n\n#### C\n\n### D\n").told.empty());
    const auto first = read("# Titel\n");
    CHECK(first.told == Told{"1:1 heading-level"});
    CHECK(first.html() == "<h3{anchor 0}>Titel</h3>\n");
    CHECK(read("### I ingressen\n").told == Told{"1:1 heading-level"});
}

TEST_CASE("an empty subheading leaves no trace", "[parse]") {
    const auto page = read("## A\n\nText.\n\n###\n\nMer.\n");
    CHECK(page.html(1) == "<p>Text.</p>\n<p>Mer.</p>\n");
    CHECK(page.document.sections[1].subheadings.empty());
}

TEST_CASE("tables have heads, classes for alignment, and a hole for their region's name", "[parse]") {
    CHECK(read("| | b |\n|---|--:|\n| 1 | 2 |\n").html() ==
          "<div class=\"table\"{table 0}><table>\n<thead>\n<tr>\n<td></td>\n<th scope=\"col\" "
          "class=\"align-right\">b</th>\n"
          "</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td data-label=\"b\" "
          "class=\"align-right\">2</td>\n</tr>\n</tbody>\n</table></div>\n");
}

TEST_CASE("a cell says what its column is called, unless that is no name", "[parse]") {
    CHECK(read("| A & *b* |\n|---|\n| 1 |\n").html().find("<td data-label=\"A &amp; b\">1</td>") != std::string::npos);
    CHECK(read("| [[rag/sepsis]] |\n|---|\n| 1 |\n").html().find("<td>1</td>") != std::string::npos);
    CHECK(read("| " + std::string(61, 'a') + " |\n|---|\n| 1 |\n").html().find("<td>1</td>") != std::string::npos);
}

TEST_CASE("task lists have holes for their marks", "[parse]") {
    CHECK(read("- [ ] ett\n- [x] två\n- tre\n").html() ==
          "<ul>\n<li class=\"task\">{task_open 0}ett</li>\n<li class=\"task\">{task_done "
          "0}två</li>\n<li>tre</li>\n</ul>\n");
}

TEST_CASE("code can be scrolled by keyboard and names its language", "[parse]") {
    CHECK(read("```toml title\na = \"<b>\"\n```\n").html() ==
          "<pre tabindex=\"0\"><code class=\"language-toml\">a = &quot;&lt;b&gt;&quot;\n</code></pre>\n");
}

TEST_CASE("raw HTML is refused and shown as text", "[parse]") {
    const auto page = read("Ett <b>två</b> tre.\n\n<script>alert(1)</script>\n\n<!-- dold -->\n");
    CHECK(page.told == Told{"1:5 raw-html", "3:1 raw-html", "5:1 raw-html"});
    CHECK(page.html() ==
          "<p>Ett &lt;b&gt;två&lt;/b&gt; tre.</p>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
          "<p>&lt;!-- dold --&gt;</p>\n");
    CHECK(read("Ensamt </b> här.\n").told == Told{"1:8 raw-html"});
}

TEST_CASE("Mustache tags are text", "[parse]") { CHECK(read("{{title}}\n").html() == "<p>{{title}}</p>\n"); }

TEST_CASE("struck text may hold other marks, and tildes without a partner stay", "[parse]") {
    CHECK(read("~~bort~~ kvar\n").html() == "<p><del>bort</del> kvar</p>\n");
    CHECK(read("~~a **b** c~~\n").html() == "<p><del>a <strong>b</strong> c</del></p>\n");
    CHECK(read("~~a *b~~ c*\n").html() == "<p>~~a <em>b~~ c</em></p>\n");
    CHECK(read("~~ a ~~\n").html() == "<p>~~ a ~~</p>\n");
    CHECK(read("~~[[a]]~~ ~~ [[b]]\n").html() ==
          "<p><del>{open 0}{label 0}{close 0}</del> ~~ {open 1}{label 1}{close 1}</p>\n");
    CHECK(read("| ~~a |\n|---|\n| b~~ |\n").html().find("<del>") == std::string::npos);
}

TEST_CASE("words, and the excerpt, are what a reader sees", "[parse]") {
    const auto page = read(
        "> Citat först.\n\nEtt *två*\ntre [fyra](/fem/) `sex`.\n\n## Rubrik räknas inte\n\n- sju – åtta\n\n### Nio\n");
    CHECK(page.document.sections[0].words == 7);
    CHECK(page.document.sections[1].words == 3);
    CHECK(page.document.excerpt == "Ett två tre fyra sex.");
    const auto cut = read(std::string(70, 'a') + " " + std::string(300, 'b') + " ccc\n").document.excerpt;
    CHECK(cut == std::string(70, 'a') + "…");
}

TEST_CASE("words are what blanks part that holds a letter or a digit, wherever in the text they begin", "[parse]") {
    const std::vector<std::pair<std::string, std::uint32_t>> cases = {
        {"ett två", 2},   {"(ett) – »två«", 2}, {"- 4 & – !?", 1},    {"ö", 1},          {"ett\ttvå", 2},
        {"…och så …", 2}, {"a-b c_d e/f", 3},   {"Ordet\när här", 3}, {"”“ ’ – (–)", 0}, {"\u00A0 § 1 ½", 1}};
    for (const auto& [text, words] : cases) {
        INFO(text);
        for (std::size_t shift = 0; shift < 40; ++shift) {
            CHECK(count_words(std::string(shift, ' ') + text) == words);
            CHECK(count_words(std::string(shift, 'a') + " " + text + " " + std::string(20, '.')) ==
                  words + (shift == 0 ? 0 : 1));
            CHECK(count_words(std::string(shift, '.') + "å " + text) == words + 1);
        }
    }
}

TEST_CASE("a field's Markdown is complete HTML without holes", "[parse]") {
    CHECK(field_html("Ett **två** [tre](/fyra/).") == "<p>Ett <strong>två</strong> <a href=\"/fyra/\">tre</a>.</p>\n");
    CHECK(field_html("[[mal]] RMPO <b>x</b>\n\n- a\n- b\n") ==
          "<p>[[mal]] RMPO &lt;b&gt;x&lt;/b&gt;</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
    CHECK(field_html("## Rubrik\n") == "<p><strong>Rubrik</strong></p>\n");
    CHECK(field_html("[x](javascript:alert(1))") == "<p>x</p>\n");
    CHECK(field_html("") == "");
}
