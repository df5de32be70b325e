#include <catch2/catch.hpp>

#include "edit/toml_text.hpp"
#include "parse/toml.hpp"

using namespace knav;

namespace {

Table read(std::string_view text) {
    Diagnostics found;
    auto table = parse_toml("t.toml", text, 1, found);
    REQUIRE(table);
    return *table;
}

std::string with(std::string_view text, std::string_view add, std::string_view instead_of = "") {
    const auto table = read(text);
    const auto splices = toml_list_with(text, *table.find("a"), add, instead_of);
    REQUIRE(splices);
    return spliced(text, *splices);
}

std::string without(std::string_view text, std::string_view word) {
    const auto table = read(text);
    const auto splices = toml_list_without(text, *table.entry("a"), word);
    REQUIRE(splices);
    return spliced(text, *splices);
}

}  // namespace

TEST_CASE("a string ends where TOML says it ends", "[edit]") {
    const auto inside = [](std::string_view text) {
        const auto string = toml_string_at(text, 0);
        REQUIRE(string);
        return std::string{text.substr(string->inside_begin, string->inside_end - string->inside_begin)};
    };
    CHECK(inside(R"("a\"b" # "c")") == R"(a\"b)");
    CHECK(inside(R"('a\' "b")") == R"(a\)");
    CHECK(inside("\"\"\"a\n\"b\"\"\"\"") == "a\n\"b\"");
    CHECK(inside("\"\"") == "");
    CHECK_FALSE(toml_string_at("\"never closed\n", 0));
    CHECK_FALSE(toml_string_at("12", 0));
}

TEST_CASE("what is quoted is read as it was, whatever is in it", "[edit]") {
    const std::string text = "a \"b\" \\ c\n\té\x01\x7F";
    CHECK(read("a = " + toml_quoted(text)).text("a") == text);
}

TEST_CASE("a list gets one more element, written as its others are", "[edit]") {
    CHECK(with("a = [\"x\"] # c\n", "y") == "a = [\"x\", \"y\"] # c\n");
    CHECK(with("a = []\n", "y") == "a = [\"y\"]\n");
    CHECK(with("a = [\n  'x', # c\n  'z',\n]\n", "y") == "a = [\n  'x', # c\n  'z',\n  \"y\",\n]\n");
    CHECK(with("a = [\"x\", \"y\"]\n", "y") == "a = [\"x\", \"y\"]\n");
    CHECK(with("a = [\"x\", \"y\"]\n", "z", "x") == "a = [\"z\", \"y\"]\n");
}

TEST_CASE("a list loses an element with its comma, and with the last one its line", "[edit]") {
    CHECK(without("a = [\"x\", \"y\", \"z\"]\n", "y") == "a = [\"x\", \"z\"]\n");
    CHECK(without("a = [\"x\", \"y\"]\n", "x") == "a = [\"y\"]\n");
    CHECK(without("t = 1\na = [\n  \"x\",\n]\nu = 2\n", "x") == "t = 1\nu = 2\n");
    CHECK(without("a = [\"x\"] # why\n", "x") == "a = [] # why\n");
    CHECK(without("a = [\"x\"]\n", "other") == "a = [\"x\"]\n");
}

TEST_CASE("a new line stands below another with its equals sign in the same column", "[edit]") {
    const std::string_view text = "title       = \"T\" # c\nx = 1\n";
    const auto table = read(text);
    const auto line = toml_line_after(text, *table.entry("title"), "aliases", "[]");
    REQUIRE(line);
    CHECK(spliced(text, {*line}) == "title       = \"T\" # c\naliases     = []\nx = 1\n");
}
