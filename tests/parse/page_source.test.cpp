#include <catch2/catch.hpp>

#include "tests/parse/reading.hpp"

using namespace knav;
using Told = std::vector<std::string>;

namespace {

struct Page {
    PageSource source;
    Told told;
    std::vector<Diagnostic> found;
};

Page read_page(std::string bytes) {
    Diagnostics found;
    Page page{parse_page(make_file("content/x.md", std::move(bytes)), found), {}, {}};
    page.told = test::told(found);
    page.found = found.sorted();
    return page;
}

const std::string head = "+++\ntitle = \"A\"\n+++\n";

}  // namespace

TEST_CASE("a page is front matter and body", "[parse]") {
    const auto page = read_page("+++  \ntitle = \"Å\"\n+++\nText.\n\n## B\n");
    CHECK(page.told.empty());
    CHECK(page.source.front_matter_read);
    CHECK(page.source.front_matter.text("title") == "Å");
    CHECK(page.source.body_begin == 23);
    CHECK(page.source.document.sections[0].begin == 23);
    CHECK(page.source.document.sections[1].at == Position{6, 1});
    CHECK(page.source.document.sections[1].end == 35);
}

TEST_CASE("front matter that is missing, open or wrong is told, and the rest still read", "[parse]") {
    const auto none = read_page("# Rubrik\n\n<b>\n");
    CHECK(none.told == Told{"1:1 front-matter-missing", "1:1 heading-level", "3:1 raw-html"});
    CHECK_FALSE(none.source.front_matter_read);
    const auto yaml = read_page("---\ntitle: A\n---\n");
    CHECK(yaml.found[0].rule->name == "front-matter-missing");
    CHECK(yaml.found[0].proposal == "+++");
    const auto open = read_page("+++\ntitle = \"A\"\n\nText\n");
    CHECK(open.told == Told{"1:1 front-matter-unclosed"});
    CHECK_FALSE(open.source.front_matter_read);
    const auto wrong = read_page("+++\ntitle = \"A\"\nå = 1\n+++\n<b>\n");
    CHECK(wrong.told == Told{"3:1 toml-key", "5:1 raw-html"});
    CHECK_FALSE(wrong.source.front_matter_read);
    const auto empty = read_page("");
    CHECK(empty.told == Told{"1:1 front-matter-missing"});
    CHECK(empty.source.document.sections.size() == 1);
}

TEST_CASE("values know their places in the file, and keep the file's order", "[parse]") {
    const auto page = read_page(
        "+++\nzeta = \"åäö\"\nalfa = [1, \"två\"]\n\n[[members]]\nperson = \"p\"\n\n[[members]]\n  role = "
        "\"r\"\n+++\n");
    const auto& entries = page.source.front_matter.entries();
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].key == "zeta");
    CHECK(entries[0].key_at == Position{2, 1});
    CHECK(entries[0].value.at() == Position{2, 8});
    CHECK(entries[1].value.array()[1].at() == Position{3, 12});
    const Array& members = entries[2].value.array();
    REQUIRE(members.size() == 2);
    CHECK(members[0].at() == Position{5, 1});
    CHECK(members[1].at().line == 8);
    CHECK(members[1].table().find("role")->at() == Position{9, 10});
}

TEST_CASE("bytes that are not the text we agreed on are told with their place, and mended", "[parse]") {
    const auto latin = read_page(head + "Gr\xF6nt\n");
    CHECK(latin.told == Told{"4:3 encoding-invalid"});
    CHECK(latin.source.document.sections[0].html == "<p>Gr\xEF\xBF\xBDnt</p>\n");
    CHECK(read_page(head + "åä\xC3").told == Told{"4:0 final-newline", "4:3 encoding-invalid"});
    const auto mark = read_page("\xEF\xBB\xBF" + head + "Text.\n");
    CHECK(mark.told == Told{"1:1 byte-order-mark"});
    CHECK(mark.source.front_matter_read);
    const auto crlf = read_page("+++\r\ntitle = \"A\"\r\n+++\r\nText.\r\n");
    CHECK(crlf.told == Told{"1:4 line-ending"});
    CHECK(crlf.source.front_matter.text("title") == "A");
    CHECK(read_page(head + "a\rb\n").told == Told{"4:2 line-ending"});
    const auto controls = read_page(head + "\xC3\xA5" + std::string{"\0b\x7F\xC2\x85\t\n", 7});
    CHECK(controls.told == Told{"4:2 control-character", "4:4 control-character", "4:5 control-character"});
    CHECK(controls.source.document.sections[0].html == "<p>åb</p>\n");
    CHECK(read_page(head + "Text.").told == Told{"4:0 final-newline"});
}

TEST_CASE("bytes that are to be mended are found wherever they stand, and what is in order is left", "[parse]") {
    const std::vector<std::pair<std::string, std::string>> bad = {
        {"\x01", "control-character"},         {"\x7F", "control-character"},    {"\xC2\x85", "control-character"},
        {"\xE2\x80\xAE", "control-character"}, {"\xFF", "encoding-invalid"},     {"\xC3", "encoding-invalid"},
        {"\xA5", "encoding-invalid"},          {"\xC0\xAF", "encoding-invalid"}, {"\xC1\xBF", "encoding-invalid"},
        {"\xED\xA0\x80", "encoding-invalid"},  {"\xF5\x80", "encoding-invalid"}, {"\r", "line-ending"}};
    const std::string in_order = "å\t–«»\u00A0\u00E9ü€\u07FF\u0800\U0001F600ö";
    for (std::size_t shift = 0; shift < 70; ++shift) {
        std::string before(shift % 2, 'x');
        for (std::size_t i = 0; i < shift / 2; ++i) before += "ö";
        const auto column = std::to_string(shift % 2 + shift / 2 + 1);
        CHECK(read_page(head + before + in_order + before + "\n").told.empty());
        for (const auto& [bytes, rule] : bad) {
            INFO(rule << " after " << shift << " bytes");
            CHECK(read_page(head + before + bytes + "\n").told.at(0) == "4:" + column + " " + rule);
            CHECK(read_page(head + before + bytes + "ö" + std::string(70, 'x') + "\n").told.at(0) ==
                  "4:" + column + " " + rule);
        }
    }
}

TEST_CASE("front matter that says what is known already is not read again", "[parse]") {
    Table known;
    known.set("title", Value{std::string{"Känd"}});
    Diagnostics found;
    const auto title = [&](const char* bytes, const KnownToml& toml) {
        return std::string{parse_page(make_file("content/x.md", bytes), found, toml).front_matter.text("title")};
    };
    CHECK(title("+++\ntitle = \"A\"\n+++\nText.\n", {"title = \"A\"\n", &known}) == "Känd");
    CHECK(title("+++\ntitle = \"B\"\n+++\nText.\n", {"title = \"A\"\n", &known}) == "B");
    CHECK(title("+++\n+++\nText.\n", {}).empty());
}

TEST_CASE("many mistakes of one kind are told some times only", "[parse]") {
    CHECK(read_page(head + std::string(500, '\x01') + "\n").told.size() == 10);
    CHECK(read_page(head + std::string(500, '\xFF') + "\n").told.size() == 10);
    std::string tags;
    for (int i = 0; i < 500; ++i) tags += "<b> ";
    CHECK(read_page(head + tags + "\n").told.size() == 100);
}

TEST_CASE("a page larger than the bound keeps its front matter and loses its body", "[parse]") {
    std::string text = head;
    while (text.size() <= largest_page) text += "Ord och ord igen, rad efter rad.\n";
    const auto page = read_page(text);
    CHECK(page.told == Told{"0:0 file-too-large"});
    CHECK(page.source.front_matter.text("title") == "A");
    CHECK(page.source.document.sections.size() == 1);
    CHECK(page.source.document.sections[0].html.empty());
}
