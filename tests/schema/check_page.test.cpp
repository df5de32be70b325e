#include "schema/check_page.hpp"

#include <catch2/catch.hpp>

#include <thread>

#include "fixture.hpp"

using namespace knav;
using namespace knav::schema_test;

namespace {

/// What is said of a page whose front matter has a title on line 2 and `line` on line 3.
Lines said_of(std::string_view type_toml, std::string_view line) {
    return check_alone(type_toml, "+++\ntitle = 'Å'\n" + std::string{line} + "\n+++\n").said;
}

}  // namespace

TEST_CASE("the contract's example page is a page without mistakes", "[schema]") {
    const auto schema = read(R"(
-- schema/person.toml --
-- schema/npo.toml --
-- schema/vocabularies.toml --
roles = ["ordförande", "patientföreträdare"]
-- schema/rmpo.toml --
fields.npo = { kind = "reference", to = ["npo"], required = true }
fields.council = { kind = "reference" }
[fields.members]
kind = "list"
[fields.members.item]
person = { kind = "reference", to = ["person"], inverse = "seats" }
role   = { kind = "enum", values = "roles", required = true }
region = { kind = "enum", values = ["Östergötland"] }
[[sections]]
id = "uppdrag"
heading = { sv = "Uppdrag" }
required = true
[[sections]]
id = "insatser"
heading = { sv = "Prioriterade insatser" }
)")
                            .schema;
    const auto [record, said, sentences] = check(schema, "rmpo", R"(+++
title   = "RMPO Endokrina sjukdomar"
summary = "Regionalt medicinskt programområde för diabetes, sköldkörtel, binjurar ..."
npo     = "npo/endokrina-sjukdomar"
council = "kunskapsrad/medicin-och-akut-vard"
tags    = ["diabetes", "osteoporos"]

[[members]]
person = "personer/a-b"
role   = "ordförande"
region = "Östergötland"

[[members]]                # a seat without a person is a vacancy
role   = "patientföreträdare"
+++

Ingress före första rubriken.

## Uppdrag
Text.

## Prioriterade insatser
Mer text.
)");
    CHECK(said == Lines{});
    CHECK(record.values.text("npo") == "npo/endokrina-sjukdomar");
    CHECK(record.values.find("members")->array().size() == 2);
    CHECK(record.values.find("members")->array()[1].table().text("role") == "patientföreträdare");
    CHECK(record.section_ids == Lines{"lead", "uppdrag", "insatser"});
}

TEST_CASE("unknown keys are told at the key, with the nearest there is", "[schema]") {
    const auto type = "fields.builds_on = { kind = 'string' }\nfields.old = { deprecated = 'builds_on' }\n";
    CHECK(said_of(type, "sumary = 'x'") == Lines{"p:3:1 key-unknown ? summary"});
    CHECK(said_of(type, "  \"biulds_on\" = 'å'") == Lines{"p:3:3 key-unknown ? builds_on"});
    CHECK(said_of(type, "olds = 'x'") == Lines{"p:3:1 key-unknown"});  // nobody is led to a deprecated key
    CHECK(said_of(type, "qqqqqqqq = 1") == Lines{"p:3:1 key-unknown"});
}

TEST_CASE("each kind accepts its values and no others", "[schema]") {
    const auto accepts = [](const std::string& kind, std::string_view value) {
        return said_of("fields.f = { kind = '" + kind + "', values = ['å', 'b'] }\n", "f = " + std::string{value});
    };
    const auto right = GENERATE(table<std::string, std::string>({{"string", "'å'"},
                                                                 {"string", "''"},
                                                                 {"text", "'''\na\nb'''"},
                                                                 {"markdown", "'**a**'"},
                                                                 {"integer", "-3"},
                                                                 {"number", "2.5"},
                                                                 {"number", "2"},
                                                                 {"boolean", "false"},
                                                                 {"date", "2026-03-12"},
                                                                 {"datetime", "2026-03-12"},
                                                                 {"datetime", "2026-03-12T14:30:00"},
                                                                 {"datetime", "2026-03-12T14:30:00+01:00"},
                                                                 {"url", "'https://example.org/å?a=1'"},
                                                                 {"url", "'http://sjukvårdsregionmellan.se'"},
                                                                 {"email", "'endokrin@example.org'"},
                                                                 {"enum", "'å'"},
                                                                 {"reference", "'npo/endokrin'"},
                                                                 {"reference", "'/npo/endokrin/'"}}));
    INFO(std::get<0>(right) << " " << std::get<1>(right));
    CHECK(accepts(std::get<0>(right), std::get<1>(right)) == Lines{});
}

TEST_CASE("a value of the wrong kind is told at the value and left out", "[schema]") {
    const auto wrong =
        GENERATE(table<std::string, std::string, std::string>({{"string", "1", ""},
                                                               {"string", "'''\na\nb'''", ""},
                                                               {"text", "['a']", ""},
                                                               {"integer", "2.5", ""},
                                                               {"integer", "'2'", ""},
                                                               {"number", "nan", ""},
                                                               {"number", "inf", ""},
                                                               {"boolean", "'ja'", ""},
                                                               {"date", "'2026-03-12'", " ? 2026-03-12"},
                                                               {"date", "'i mars'", ""},
                                                               {"date", "2026-03-12T14:30:00", " ? 2026-03-12"},
                                                               {"datetime", "14:30:00", ""},
                                                               {"url", "'www.example.org'", ""},
                                                               {"url", "'javascript:alert(1)'", ""},
                                                               {"url", "'https://'", ""},
                                                               {"url", "'https://a b'", ""},
                                                               {"email", "'a@b'", ""},
                                                               {"email", "'a b@c.se'", ""},
                                                               {"email", "'a@b@c.se'", ""},
                                                               {"email", "'@c.se'", ""},
                                                               {"email", "'a@c.'", ""},
                                                               {"reference", "7", ""},
                                                               {"reference", "'NPO/Hälsa'", " ? npo/halsa"},
                                                               {"reference", "'npo//x'", " ? npo/x"},
                                                               {"reference", "''", ""},
                                                               {"table", "1", ""},
                                                               {"list", "'x'", ""}}));
    const auto& [kind, value, proposal] = wrong;
    INFO(kind << " " << value);
    const auto more = kind == "list" ? ", item = { kind = 'string' }" : kind == "table" ? ", fields = { a = {} }" : "";
    const auto checked =
        check_alone("fields.f = { kind = '" + kind + "'" + more + " }\n", "+++\ntitle = 'Å'\nf = " + value + "\n+++\n");
    CHECK(checked.said == Lines{"p:3:5 field-kind" + proposal});
    CHECK(checked.record.values.find("f") == nullptr);
    CHECK(checked.record.values.text("title") == "Å");
}

TEST_CASE("places are right after å, ä and ö on the line", "[schema]") {
    CHECK(said_of("fields.f = { kind = 'table', fields = { a = {}, b = { kind = 'integer' } } }\n",
                  "f = { a = 'åäö', b = 'ö', c = 1 }") == Lines{"p:3:22 field-kind", "p:3:27 key-unknown"});
    CHECK(said_of("fields.f = { kind = 'list', item = { kind = 'enum', values = ['ö', 'ledamot'] } }\n",
                  "f = ['ö', 'ledamöter']") == Lines{"p:3:11 field-value ? ledamot"});
}

TEST_CASE("strings have their pattern, length and words", "[schema]") {
    CHECK(said_of("fields.f = { pattern = '[a-zåäö]+' }\n", "f = 'åäö'") == Lines{});
    CHECK(said_of("fields.f = { pattern = '[a-zåäö]+' }\n", "f = 'åäö1'") == Lines{"p:3:5 field-pattern"});
    CHECK(said_of("fields.f = { min = 3, max = 3 }\n", "f = 'åäö'") == Lines{});
    CHECK(said_of("fields.f = { max = 2 }\n", "f = 'åäö'") == Lines{"p:3:5 field-range"});
    CHECK(said_of("fields.f = { kind = 'text', min_words = 2, max_words = 3 }\n", "f = ' ett  två '") == Lines{});
    CHECK(said_of("fields.f = { kind = 'text', min_words = 2 }\n", "f = 'ett'") == Lines{"p:3:5 field-words"});
    CHECK(said_of("fields.f = { kind = 'text', max_words = 2 }\n", "f = 'ett två tre'") == Lines{"p:3:5 field-words"});
}

TEST_CASE("numbers and lists keep within their limits", "[schema]") {
    CHECK(said_of("fields.f = { kind = 'integer', min = 1, max = 3 }\n", "f = 3") == Lines{});
    CHECK(said_of("fields.f = { kind = 'integer', min = 1, max = 3 }\n", "f = 4") == Lines{"p:3:5 field-range"});
    CHECK(said_of("fields.f = { kind = 'number', min = 0.5 }\n", "f = 0.4") == Lines{"p:3:5 field-range"});
    const auto list = "fields.f = { kind = 'list', min = 1, max = 2, item = { kind = 'string', max = 1 } }\n";
    CHECK(said_of(list, "f = ['å', 'b']") == Lines{});
    CHECK(said_of(list, "f = []") == Lines{"p:3:5 field-range"});
    CHECK(said_of(list, "f = ['å', 'b', 'cd']") == Lines{"p:3:5 field-range", "p:3:16 field-range"});
}

TEST_CASE("a required field that is missing is told where the front matter opens", "[schema]") {
    const auto type = "fields.f = { required = true }\nfields.l = { kind = 'list', item = {}, required = true }\n";
    const auto both = check_alone(type, "+++\ntitle = 'x'\n+++\n");
    CHECK(both.sentences == Lines{"the field 'f' is missing", "the field 'l' is missing"});
    CHECK(said_of(type, "f = '  '\nl = []") == Lines{"p:3:5 field-required", "p:4:5 field-required"});
    CHECK(said_of(type, "f = 1\nl = ['x']") == Lines{"p:3:5 field-kind"});  // said, if wrongly
    CHECK(check_alone("", "+++\nsummary = 'x'\n+++\n").said == Lines{"p:1:1 field-required"});
}

TEST_CASE("without front matter to trust only sections are checked", "[schema]") {
    Diagnostics found;
    const auto schema = read("-- schema/t.toml --\nsections = [{ id = 'a', heading = 'A', required = true }]\n").schema;
    PageSource source;
    source.document.sections.emplace_back();
    const auto record = check_page("p", source, *schema.find("t"), schema, Language::sv, found);
    CHECK(lines_of(found) == Lines{"p:1:1 section-missing"});
    CHECK(record.values.empty());
    CHECK(record.section_ids == Lines{"lead"});
}

TEST_CASE("tables are checked three deep, each mistake at its own place", "[schema]") {
    const auto type = R"(
[fields.goals]
kind = "list"
[fields.goals.item]
name = { required = true }
[fields.goals.item.steps]
kind = "list"
[fields.goals.item.steps.item]
text = { required = true }
cost = { kind = "table", fields = { sum = { kind = "number", required = true }, unit = { default = "kr" } } }
)";
    const auto checked = check_alone(type, R"(+++
title = "å"
[[goals]]
name = "Ett"
[[goals.steps]]
text = "a"
cost = { sum = 3 }
[[goals.steps]]
cost = { sum = "ö", annat = 2 }
[[goals]]
steps = [{ text = "å", cost = {} }, 7]
+++
)");
    CHECK(checked.said == Lines{"p:8:1 field-required", "p:9:16 field-kind", "p:9:21 key-unknown",
                                "p:10:1 field-required", "p:11:31 field-required", "p:11:37 field-kind"});
    const auto& goals = checked.record.values.find("goals")->array();
    REQUIRE(goals.size() == 2);
    const auto& cost = goals[0].table().find("steps")->array()[0].table().find("cost")->table();
    CHECK(cost.text("unit") == "kr");
    CHECK(*cost.find("sum")->as<std::int64_t>() == 3);
    CHECK(goals[1].table().find("steps")->array().size() == 1);
}

TEST_CASE("a table without fields of its own may hold any keys", "[schema]") {
    const auto checked =
        check_alone("fields.any = { kind = 'table', fields = {} }\n",
                    "+++\ntitle = 'Å'\nany = { level = 'x', year = 3 }\n[[lists]]\nwhere = { kind = 'y' }\n+++\n");
    CHECK(checked.said == Lines{"p:4:1 field-required"});
    CHECK(checked.record.values.find("any")->table().text("level") == "x");
    CHECK(checked.record.values.find("lists")->array()[0].table().find("where")->table().text("kind") == "y");
}

TEST_CASE("a deprecated key is warned of and read as the new one", "[schema]") {
    const auto type = R"(
fields.council = { kind = "reference", required = true }
fields.board = { deprecated = "council" }
fields.group = { deprecated = "council" }
)";
    const auto checked = check_alone(type, "+++\ntitle = 'Å'\nboard = '/kunskapsrad/x'\n+++\n");
    CHECK(checked.said == Lines{"p:3:1 (warning) key-deprecated"});
    CHECK(checked.sentences == Lines{"the key 'board' is no longer used; write 'council'"});
    CHECK(checked.record.values.text("council") == "kunskapsrad/x");
    CHECK(checked.record.values.find("board") == nullptr);

    const auto both = check_alone(type, "+++\ntitle = 'Å'\nboard = 'a'\ncouncil = 'b'\n+++\n");
    CHECK(both.said == Lines{"p:3:1 (warning) key-deprecated"});
    CHECK(both.record.values.text("council") == "b");
    CHECK(both.record.values.entries().size() == 2);

    const auto twice = check_alone(type, "+++\ntitle = 'Å'\nboard = 'a'\ngroup = 'b'\n+++\n");
    CHECK(twice.record.values.text("council") == "a");
    CHECK(twice.record.values.entries().size() == 2);
    CHECK(said_of(type, "board = 3") == Lines{"p:3:1 (warning) key-deprecated", "p:3:9 field-kind"});
}

TEST_CASE("defaults stand in for what is not said", "[schema]") {
    const auto type = R"(
fields.level = { kind = "enum", values = ["regional", "local"], default = "regional" }
fields.parent = { kind = "reference", default = "/rmpo/x/", required = true }
draft = 1
)";
    const auto schema = read("-- schema/t.toml --\n" + std::string{type}).schema;
    const auto unsaid = check(schema, "t", "+++\ntitle = 'x'\n+++\n");
    CHECK(unsaid.said == Lines{});
    CHECK(unsaid.record.values.text("level") == "regional");
    CHECK(unsaid.record.values.text("parent") == "rmpo/x");
    const auto said = check(schema, "t", "+++\ntitle = 'x'\nlevel = 'local'\n+++\n");
    CHECK(said.record.values.text("level") == "local");
}

TEST_CASE("a page may say its type, but not another", "[schema]") {
    const auto schema = read("-- schema/rmpo.toml --\n-- schema/rag.toml --\n").schema;
    CHECK(check(schema, "rmpo", "+++\ntitle = 'x'\ntype = 'rmpo'\n+++\n").said == Lines{});
    const auto other = check(schema, "rmpo", "+++\ntitle = 'x'\ntype = 'rag'\n+++\n");
    CHECK(other.said == Lines{"p:3:8 type-mismatch"});
    CHECK(other.record.values.text("type") == "rmpo");
    CHECK(check(schema, "rmpo", "+++\ntitle = 'x'\ntype = 3\n+++\n").said == Lines{"p:3:8 field-kind"});
}

TEST_CASE("what begins does not end before it began", "[schema]") {
    const auto type = R"(
fields.start = { kind = "datetime" }
fields.end = { kind = "datetime" }
[fields.members]
kind = "list"
item.from = { kind = "date" }
item.to = { kind = "date" }
)";
    CHECK(said_of(type, "start = 2026-03-12\nend = 2026-03-11") == Lines{"p:4:7 date-order"});
    CHECK(said_of(type, "start = 2026-03-12T15:00:00\nend = 2026-03-12T14:00:00") == Lines{"p:4:7 date-order"});
    CHECK(said_of(type, "start = 2026-03-12T15:00:00\nend = 2026-03-12") == Lines{});
    CHECK(said_of(type, "start = 2026-03-12T15:00:00Z\nend = 2026-03-12T15:30:00+01:00") == Lines{"p:4:7 date-order"});
    CHECK(said_of(type, "end = 2026-03-11") == Lines{});
    CHECK(said_of(type, "members = [{ from = 2026-01-01, to = 2025-12-31 }]") == Lines{"p:3:38 date-order"});
    const auto words = check_alone(type, "+++\ntitle = 'x'\nstart = 2026-03-12\nend = 2026-03-11\n+++\n").sentences;
    CHECK(words == Lines{"'end' is before 'start'"});
    CHECK(said_of("fields.from = { kind = 'reference' }\nfields.to = { kind = 'reference' }\n",
                  "from = 'b'\nto = 'a'") == Lines{});
}

TEST_CASE("a year nobody means is told", "[schema]") {
    CHECK(said_of("", "date = 0206-03-12") == Lines{"p:3:8 date-range"});
    CHECK(said_of("", "date = 2206-03-12T10:00:00") == Lines{"p:3:8 date-range"});
    CHECK(said_of("", "date = 1865-03-12") == Lines{});
}

TEST_CASE("what was to be replaced is warned of, and words that only look like it are not", "[schema]") {
    const auto type = "fields.site = { kind = 'url' }\nfields.mail = { kind = 'email' }\n";
    CHECK(said_of(type, "summary = 'Lorem ipsum dolor'") == Lines{"p:3:11 (warning) placeholder"});
    CHECK(said_of(type, "site = 'https://www.domannamn.se/x'") == Lines{"p:3:8 (warning) placeholder"});
    CHECK(said_of(type, "mail = 'a@domannamn.se'") == Lines{"p:3:8 (warning) placeholder"});
    CHECK(said_of(type, "summary = 'Kontakta xxx.'") == Lines{"p:3:11 (warning) placeholder"});
    CHECK(said_of(type, "summary = 'TODO'") == Lines{"p:3:11 (warning) placeholder"});
    CHECK(check_alone("", "+++\ntitle = 'Exempeltext'\n+++\n").said == Lines{"p:2:9 (warning) placeholder"});
    const auto innocent =
        GENERATE("summary = 'Todo el mundo'", "summary = 'Artikel XXX'", "summary = 'xxxl, åxxx, xxxå'",
                 "mail = 'a@mittdomannamn.se'", "mail = 'a@domannamn.sex'", "summary = 'Lorem'");
    INFO(innocent);
    CHECK(said_of(type, innocent) == Lines{});
}

TEST_CASE("kinds are told in the reader's language", "[schema]") {
    const auto type = "fields.f = { kind = 'integer', max = 3 }\nfields.s = { max = 3 }\n";
    const auto page = "+++\ntitle = 'x'\nf = 'y'\ns = 'åäöå'\n+++\n";
    CHECK(check_alone(type, page, Language::sv).sentences ==
          Lines{"'f' ska vara ett heltal", "'s' ligger utanför gränsen: ≤ 3 tecken"});
    CHECK(check_alone(type, page, Language::en).sentences ==
          Lines{"'f' should be a whole number", "'s' is outside the limit: ≤ 3 characters"});
}

TEST_CASE("pages are checked from several threads with one sink", "[schema]") {
    const auto schema = read("-- schema/t.toml --\nfields.f = { pattern = '[a-z]+', required = true }\n").schema;
    Diagnostics none, found;
    const auto source = parse_page(make_file("p", "+++\ntitle = 'x'\nf = 'å'\n+++\n\n## A\n\nb\n"), none);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (int page = 0; page < 100; ++page) {
                const auto path = std::to_string(thread) + "/" + std::to_string(page);
                (void)check_page(path, source, *schema.find("t"), schema, Language::sv, found);
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(found.errors() == 400);
}
