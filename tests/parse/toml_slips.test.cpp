// What editors usually get wrong in front matter, and what they are told of it.
#include <catch2/catch.hpp>

#include "parse/toml.hpp"

using namespace knav;

namespace {

struct Told {
    std::string rule;
    Position at;
    std::vector<std::string> arguments;
    friend bool operator==(const Told&, const Told&) = default;
};

std::ostream& operator<<(std::ostream& out, const Told& told) {
    out << told.rule << " " << told.at.line << ":" << told.at.column;
    for (const auto& argument : told.arguments) out << " <" << argument << ">";
    return out;
}

Told told_of(std::string_view text) {
    Diagnostics found;
    CHECK_FALSE(parse_toml("a.md", text, 2, found));
    REQUIRE(found.sorted().size() == 1);
    const auto each = found.sorted().front();
    return {std::string{each.rule->name}, each.place.at, each.arguments};
}

}  // namespace

TEST_CASE("what is wrong with a line is told as its editor would put it", "[parse]") {
    CHECK(told_of("title = \"Möte\n") == Told{"toml-text-open", {2, 14}, {}});
    CHECK(told_of("title = \"\"\"Möte\n") == Told{"toml-text-open", {2, 17}, {}});
    CHECK(told_of("title = Möte i mars \nx = 1\n") == Told{"toml-text-unquoted", {2, 9}, {"Möte i mars"}});
    CHECK(told_of("title = “Möte”\n") == Told{"toml-text-unquoted", {2, 9}, {"“Möte”"}});
    CHECK(told_of("draft = ja\n") == Told{"toml-text-unquoted", {2, 9}, {"ja"}});
    CHECK(told_of("title = \"Å\"\ntitle = \"Ä\"\n") == Told{"toml-key-twice", {3, 9}, {"title"}});
    CHECK(told_of("title: Möte\n") == Told{"toml-equals", {2, 6}, {": Möte"}});
    CHECK(told_of("title \"Möte\"\n") == Told{"toml-equals", {2, 7}, {"\"Möte\""}});
    CHECK(told_of("åtgärd = 1\n") == Told{"toml-key", {2, 1}, {"åtgärd = 1"}});
    CHECK(told_of("= 1\n") == Told{"toml-key", {2, 1}, {"= 1"}});
    CHECK(told_of("title =\n") == Told{"toml-value-missing", {2, 8}, {}});
    CHECK(told_of("title = \"Å\" draft = true\n") == Told{"toml-more", {2, 13}, {"draft = true"}});
    CHECK(told_of("weight = 1,5\n") == Told{"toml-more", {2, 11}, {",5"}});
    CHECK(told_of("aliases = [\"a\" \"b\"]\n") == Told{"toml-list", {2, 16}, {}});
    CHECK(told_of("aliases = [\"a\",\n") == Told{"toml-list", {2, 17}, {}});
    CHECK(told_of("[[goals]\ntitle = \"Å\"\n") == Told{"toml-header", {2, 9}, {}});
    CHECK(told_of("[goals\n") == Told{"toml-header", {2, 7}, {}});
    CHECK(told_of("date = 2026-02-30\n") == Told{"toml-date", {2, 18}, {"2026-02-30"}});
    CHECK(told_of("date = 2026-3-9\n").rule == "toml-date");
    CHECK(told_of("start = 2026-03-09T25:00:00 # förslag\n").arguments ==
          std::vector<std::string>{"2026-03-09T25:00:00"});
}

TEST_CASE("of a long line only its beginning is repeated, in whole characters", "[parse]") {
    const auto told = told_of("title = " + std::string(39, 'a') + "åäö och mer\n");
    CHECK(told.arguments == std::vector<std::string>{std::string(39, 'a') + "…"});
}

TEST_CASE("a slip that is none of the usual is told in the library's words", "[parse]") {
    const auto told = told_of("weight = 007\n");
    CHECK(told.rule == "toml-syntax");
    REQUIRE(told.arguments.size() == 1);
    CHECK(told.arguments.front().find("leading zeroes") != std::string::npos);
}
