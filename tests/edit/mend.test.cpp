#include <catch2/catch.hpp>

#include <random>

#include "edit/mend.hpp"
#include "parse/page_source.hpp"
#include "schema/check_page.hpp"
#include "tests/graph/fixture.hpp"
#include "text/utf8.hpp"

using namespace knav;
using graph_test::Lines;

namespace {

const Schema& schema() {
    static const Schema read = [] {
        Diagnostics found;
        return read_schema(Snapshot{graph_test::files_of(R"(
-- schema/page.toml --
label = "Sida"
plural = "Sidor"
path = "**"
other_sections = true
[fields.kort]
deprecated = "short"
[fields.short]
[fields.gamla]
kind = "list"
deprecated = "rader"
[fields.gamla.item]
name = { kind = "string" }
[fields.rader]
kind = "list"
[fields.rader.item]
namn = { kind = "string", deprecated = "name" }
name = { kind = "string" }
)")},
                           found);
    }();
    return read;
}

Mended mended(std::string_view bytes) { return mend("content/a.md", bytes, schema().find("page"), schema()); }

std::vector<std::string> told(const std::vector<Mending>& mendings) {
    std::vector<std::string> lines;
    for (const auto& each : mendings) {
        lines.push_back(std::to_string(each.at.line) + ":" + std::to_string(each.at.column) + " " +
                        (each.rule ? std::string{each.rule->name} : "composed"));
    }
    return lines;
}

constexpr std::string_view top = "+++\ntitle = \"A\"\n+++\n";

}  // namespace

TEST_CASE("bytes that nobody meant are mended and told, each at its place", "[edit]") {
    const auto made = mended("\xEF\xBB\xBF+++\r\ntitle = \"A\"\r\n+++\r\nText\x01\x02\r\nslut");
    CHECK(made.text == std::string{top} + "Text\nslut\n");
    CHECK(told(made.done) == Lines{"1:1 byte-order-mark", "1:4 line-ending", "4:5 control-character",
                                   "4:6 control-character", "5:5 final-newline"});
    CHECK(made.left.empty());
}

TEST_CASE("a control character within a line may stand for something, and is left", "[edit]") {
    const auto made = mended(std::string{top} + "a\x02" + "b\n");
    CHECK(made.done.empty());
    CHECK(told(made.left) == Lines{"4:2 control-character"});
    CHECK(made.text == std::string{top} + "a\x02" + "b\n");
}

TEST_CASE("a file that is not UTF-8 is left as it is", "[edit]") {
    const auto made = mended("+++\r\ntitle = \"\xE5\"\r\n+++\r\n");
    CHECK(made.text == "+++\r\ntitle = \"\xE5\"\r\n+++\r\n");
    CHECK(made.done.empty());
    CHECK(told(made.left) == Lines{"2:10 encoding-invalid"});
}

TEST_CASE("a clean file is not touched", "[edit]") {
    const auto made = mended(std::string{top} + "Åäö.\n");
    CHECK(made.text == std::string{top} + "Åäö.\n");
    CHECK(made.done.empty());
    CHECK(made.left.empty());
    CHECK(mended("").text.empty());
}

TEST_CASE("text is composed, code and names of files are not", "[edit]") {
    const std::string loose = "a\xCC\x8A";  // å in two pieces
    CHECK(mended("+++\ntitle = \"" + loose + "\"\n+++\nF" + loose + "\n").text == "+++\ntitle = \"å\"\n+++\nFå\n");
    const auto kept =
        GENERATE_COPY("```\n" + loose + "\n\n" + loose + "\n```\n", "    " + loose + "\n", "se `" + loose + "` här\n",
                      "[fil](" + loose + ".pdf)\n", "~~~\n" + loose + "\n~~~\n", "> ```\n> " + loose + "\n> ```\n",
                      "`en\n" + loose + "\nspann`\n");
    const auto made = mended(std::string{top} + kept);
    CHECK(made.text == std::string{top} + kept);
    CHECK(made.done.empty());
    CHECK_FALSE(made.left.empty());
}

TEST_CASE("deprecated keys get their new names, in whatever form they are written", "[edit]") {
    CHECK(mended("+++\ntitle = \"A\"\nkort  = \"K\" # c\n+++\n").text ==
          "+++\ntitle = \"A\"\nshort  = \"K\" # c\n+++\n");
    CHECK(mended("+++\ntitle = \"A\"\n[[rader]]\nnamn = \"x\"\n[[rader]]\nnamn = \"y\"\n+++\n").text ==
          "+++\ntitle = \"A\"\n[[rader]]\nname = \"x\"\n[[rader]]\nname = \"y\"\n+++\n");
    CHECK(mended("+++\ntitle = \"A\"\n[[gamla]]\nname = \"x\"\n\n[[gamla]]\nname = \"y\"\n+++\n").text ==
          "+++\ntitle = \"A\"\n[[rader]]\nname = \"x\"\n\n[[rader]]\nname = \"y\"\n+++\n");
    CHECK(told(mended("+++\ntitle = \"A\"\nkort = \"K\"\n+++\n").done) == Lines{"3:1 key-deprecated"});
}

TEST_CASE("with both the old key and the new, a person has to choose", "[edit]") {
    const std::string both = "+++\ntitle = \"A\"\nkort = \"K\"\nshort = \"S\"\n+++\n";
    CHECK(mended(both).text == both);
    CHECK(told(mended(both).left) == Lines{"3:1 key-deprecated"});
}

TEST_CASE("mending twice is mending once, and the page says the same before and after", "[edit]") {
    const std::vector<std::string> pieces = {"a",        "å",   "a\xCC\x8A", "\r\n",  "\n",   "\r",           "\x01",
                                             "\xC2\x85", "`",   "```\n",     "~~~\n", "    ", "[x](y.pdf)",   "[[a|b]]",
                                             "\n\n",     "## ", "- ",        "> ",    " ",    "\xEF\xBB\xBF", "<b>",
                                             "|"};
    const std::vector<std::string> fields = {"kort = \"K\"",
                                             "short = \"S\"",
                                             "gamla = [ { name = \"x\" } ]",
                                             "[[rader]]\nnamn = \"a\xCC\x8A\"",
                                             "[[gamla]]\nname = \"y\"",
                                             "summary = \"S\x01\""};
    const auto& type = *schema().find("page");
    for (unsigned seed = 0; seed < 400; ++seed) {
        std::mt19937 random{seed};
        std::string bytes = random() % 4 == 0 ? "\xEF\xBB\xBF" : "";
        const std::string end = random() % 3 == 0 ? "\r\n" : "\n";
        bytes += "+++" + end + "title = \"T\"" + end + fields[random() % fields.size()] + end + "+++" + end;
        for (unsigned i = 0; i < 30; ++i) bytes += pieces[random() % pieces.size()];
        const auto made = mended(bytes);
        INFO("seed " << seed);
        CHECK(mended(made.text).text == made.text);

        Diagnostics ignored;
        const auto before = parse_page(make_file("content/a.md", bytes), ignored);
        const auto after = parse_page(make_file("content/a.md", made.text), ignored);
        REQUIRE(before.document.sections.size() == after.document.sections.size());
        for (std::size_t i = 0; i < before.document.sections.size(); ++i) {
            CHECK(nfc(before.document.sections[i].html) == nfc(after.document.sections[i].html));
        }
        const auto record = [&](const PageSource& source) {
            return nfc(
                Value{check_page("content/a.md", source, type, schema(), Language::sv, ignored).values}.table().text(
                    "short"));
        };
        CHECK(record(before) == record(after));
    }
}
