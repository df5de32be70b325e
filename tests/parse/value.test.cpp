#include <catch2/catch.hpp>

#include "parse/toml.hpp"

using namespace knav;

namespace {

Table table_of(std::string_view toml) {
    Diagnostics found;
    auto table = parse_toml("x.toml", toml, 1, found);
    REQUIRE(table);
    return std::move(*table);
}

}  // namespace

TEST_CASE("values are written as a person would", "[parse]") {
    const Table table = table_of(
        "a = 1.50\nb = 3.0\nc = -7\nd = true\ne = 2026-03-12\nf = 14:30:00\ng = 2026-03-12T14:30:00+01:00\nh = 'x'\ni "
        "= [1]\n");
    std::vector<std::string> written;
    for (const Entry& entry : table.entries()) written.push_back(entry.value.written());
    CHECK(written == std::vector<std::string>{"1.5", "3", "-7", "true", "2026-03-12", "14:30",
                                              "2026-03-12T14:30:00+01:00", "x", ""});
}

TEST_CASE("digests follow what is said, not where", "[parse]") {
    CHECK(digest_of(table_of("a = 1\nb = [\"x\"]\n")) == digest_of(table_of("\n\na   = 1\n\nb = [\n \"x\" ]\n")));
    CHECK(digest_of(table_of("a = 1\n")) != digest_of(table_of("a = \"1\"\n")));
    CHECK(digest_of(table_of("a = [\"x\", \"y\"]\n")) != digest_of(table_of("a = [\"xy\"]\n")));
    CHECK(digest_of(table_of("a = {b = 1}\n")) != digest_of(table_of("a = {c = 1}\n")));
}

TEST_CASE("set replaces what is there and appends what is not", "[parse]") {
    Table table = table_of("a = 1\nb = 2\n");
    table.set("a", {std::string{"ny"}});
    table.set("c", {true});
    REQUIRE(table.entries().size() == 3);
    CHECK(table.text("a") == "ny");
    CHECK(table.entries()[2].key == "c");
    CHECK(table.find("d") == nullptr);
}

TEST_CASE("asking a value for what it is not gives nothing", "[parse]") {
    const Value value{std::int64_t{1}};
    CHECK(value.text().empty());
    CHECK(value.array().empty());
    CHECK(value.table().empty());
}

TEST_CASE("TOML that would take the library down is refused first", "[parse]") {
    const auto rule_of = [](const std::string& toml) {
        Diagnostics found;
        CHECK_FALSE(parse_toml("x.toml", toml, 1, found));
        const auto all = found.sorted();
        REQUIRE(all.size() == 1);
        return std::string{all[0].rule->name} + " " + std::to_string(all[0].place.at.line);
    };
    const auto repeated = [](const char* text, int times) {
        std::string made;
        for (int i = 0; i < times; ++i) made += text;
        return made;
    };
    CHECK(rule_of("x = 1\na = " + repeated("[", 50'000) + "\n") == "nesting-too-deep 2");
    CHECK(rule_of("a = " + repeated("{a=", 30'000) + "\n") == "nesting-too-deep 1");
    CHECK(rule_of(repeated("a.", 40'000) + "a = 1\n") == "nesting-too-deep 1");
    CHECK(rule_of("[" + repeated("a.", 40'000) + "a]\n") == "nesting-too-deep 1");
    CHECK(rule_of("a = '" + std::string(100'001, 'x') + "'\n") == "file-too-large 1");
    CHECK(rule_of(repeated("# en rad\n", 120'000)) == "file-too-large 1");
}

TEST_CASE("letters beyond ASCII are read in strings and told where they stand outside them", "[parse]") {
    const auto place = [](std::string_view toml) {
        Diagnostics found;
        CHECK_FALSE(parse_toml("x.toml", toml, 1, found));
        REQUIRE(found.sorted().size() == 1);
        return found.sorted()[0].place.at;
    };
    CHECK(place("# åäö\ntitel = 'å'\nålder = 1\n") == Position{3, 1});
    CHECK(place("titel = 'åäö' å\n") == Position{1, 15});
    CHECK(table_of("\"å\" = 'ö' # ä\n").text("å") == "ö");
    CHECK(table_of("a = \"\"\"\nÅr \\\n  ett\"\"\"\n").text("a") == "År ett");
}

TEST_CASE("dots and brackets in strings and comments are no depth", "[parse]") {
    const std::string many(100, '.');
    const std::string deep(100, '[');
    const Table table =
        table_of("a = \"" + many + deep + "\\\"" + deep + "\"\nb = '" + deep + "' # " + deep + "\nc = '''\n" + deep +
                 "\n''" + deep + "'''\nd = \"\"\"\n" + deep + "\\\n\"" + deep + "\"\"\"\n");
    CHECK(table.entries().size() == 4);
}
