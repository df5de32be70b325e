#include <catch2/catch.hpp>

#include "fixture.hpp"
#include "schema/sentence.hpp"

using namespace knav;
using namespace knav::schema_test;

TEST_CASE("a type's events come before those it inherits, and in place of those of the same id", "[schema]") {
    const auto [schema, said] = read(R"(
-- schema/base.toml --
[[events]]
id = "created"
change = "created"
say = "Ny: {page}"
[[events]]
id = "renamed"
change = "renamed"
say = "{before} heter {after}"
-- schema/plan.toml --
extends = "base"
path = "{slug}.md"
[fields.goals]
kind = "list"
item.title = { kind = "string" }
item.state = { kind = "enum", values = ["a", "b"] }
[[events]]
id = "goal"
field = "goals"
column = "state"
change = "changed"
from = ["a"]
to = ["b"]
say = { sv = "{page}: mål {number}[ ({title})] är {after}", en = "{page}: goal {number} is {after}" }
[[events]]
id = "renamed"
change = "never"
)");
    CHECK(said == Lines{});
    Lines ids;
    for (const auto& event : schema.find("plan")->events) ids.push_back(event.id);
    CHECK(ids == Lines{"goal", "renamed", "created"});
    CHECK(schema.find("plan")->events[1].change == Happening::never);
    CHECK(schema.find("plan")->events[0].to == Lines{"b"});
}

TEST_CASE("mistakes in events are told at their places, with what was meant", "[schema]") {
    const auto [schema, said] = read(R"(
-- schema/plan.toml --
path = "{slug}.md"
[fields.goals]
kind = "list"
item.title = { kind = "string" }
item.state = { kind = "enum", values = ["klart", "pågår"] }
[fields.state]
kind = "enum"
values = ["utkast", "beslutad"]
[[sections]]
id = "uppdrag"
heading = "Uppdrag"
[[events]]
id = "a"
feild = "goals"
change = "created"
say = "{page}"
[[events]]
id = "b"
field = "gaols"
change = "added"
say = "{page}"
[[events]]
id = "c"
field = "goals"
column = "stat"
change = "changed"
say = "{page}"
[[events]]
id = "d"
field = "state"
change = "changed"
to = ["beslutat"]
when = { state = "utkat" }
say = "{paeg} [ {after}"
[[events]]
id = "e"
section = "updrag"
change = "changed"
say = "{section}"
[[events]]
id = "f"
field = "state"
change = "filled"
say = "{page}"
[[events]]
id = "g"
change = "changed"
say = "{page}"
[[events]]
id = "h"
change = "happened"
say = "{page}"
[[events]]
id = "a"
change = "renamed"
say = "{page}"
[[events]]
change = "renamed"
say = "{page}"
[[events]]
id = "i"
change = "renamed"
)");
    CHECK(said == Lines{"schema/plan.toml:14:1 schema-key ? field", "schema/plan.toml:19:9 schema-value ? goals",
                        "schema/plan.toml:25:10 schema-value ? state", "schema/plan.toml:32:7 schema-value ? beslutad",
                        "schema/plan.toml:33:18 schema-value ? utkast", "schema/plan.toml:34:7 schema-value ? page",
                        "schema/plan.toml:34:7 schema-value", "schema/plan.toml:37:11 schema-value ? uppdrag",
                        "schema/plan.toml:42:9 schema-value", "schema/plan.toml:45:1 schema-value",
                        "schema/plan.toml:51:10 schema-value", "schema/plan.toml:53:1 schema-value",
                        "schema/plan.toml:57:1 schema-value", "schema/plan.toml:60:1 schema-value"});
}

TEST_CASE("what stands in brackets is said only if all its names have values", "[schema]") {
    const auto value = [](std::string_view name) -> std::string {
        return name == "role" ? "ledamot" : name == "region" ? "Kalmar" : "";
    };
    CHECK(said("ny {role}[ från {region}]", value) == "ny ledamot från Kalmar");
    CHECK(said("ny {role}[ från {ort}][, {region}]", value) == "ny ledamot, Kalmar");
    CHECK(said("{ort}", value).empty());
    CHECK(said("utan namn", value) == "utan namn");
    CHECK(is_well_formed("a {b} [c {d}] e"));
    for (const auto* wrong : {"{a", "a}", "[a", "a]", "[a [b]]", "{a {b}}", "{a[b]}"})
        CHECK_FALSE(is_well_formed(wrong));
    CHECK(names_in("{a} b [{c}]") == std::vector<std::string_view>{"a", "c"});
}
