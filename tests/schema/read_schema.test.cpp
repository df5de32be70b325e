#include <catch2/catch.hpp>

#include "fixture.hpp"
#include "schema/common_fields.hpp"

using namespace knav;
using namespace knav::schema_test;

namespace {

// The example of the contract for content, with the types and vocabulary it speaks of.
constexpr std::string_view contract = R"(
-- schema/group.toml --
label = { sv = "Grupp", en = "Group" }
abstract = true
-- schema/npo.toml --
path = "npo/{slug}/_index.md"
extends = "group"
-- schema/person.toml --
path = "personer/{slug}.md"
-- schema/region.toml --
path = "regioner/{slug}.md"
-- schema/plan.toml --
path = "**/planer/{slug}.md"
-- schema/meeting.toml --
path = "**/moten/{slug}.md"
-- schema/news.toml --
path = "**/nyheter/{slug}.md"
-- schema/event.toml --
path = "**/handelser/{slug}.md"
-- schema/editors.toml --
this is not even TOML, and none of this room's business
-- schema/vocabularies.toml --
[roles]
terms = [
  { value = "ordförande", label = { sv = "Ordförande", en = "Chair" }, tone = "active", symbol = "●" },
  { value = "ledamot", help = { sv = "Företräder en region." }, page = "roller/ledamot" },
  "patientföreträdare",
]
-- schema/rmpo.toml --
label        = { sv = "Regionalt medicinskt programområde", en = "Regional medical programme area" }
plural       = { sv = "Regionala medicinska programområden", en = "..." }
short        = "RMPO"
extends      = "group"                       # fields, seats and sections are inherited
path         = "rmpo/{slug}/_index.md"
template     = "group"
children     = ["plan", "meeting", "news", "event"]
editors      = ["editor"]                    # roles that may edit, unless a field or section says otherwise

[fields.npo]
label    = { sv = "Speglar nationellt programområde" }
kind     = "reference"      # string text markdown integer number boolean date datetime url email
to       = ["npo"]          # enum reference list table
inverse  = "rmpo"           # the other end of the relation, shown on the NPO's page
required = true
editors  = ["coordinator"]  # locked for ordinary editors

[fields.members]
kind = "list"
[fields.members.item]       # a table with fields of its own, as deep as needed
person = { kind = "reference", to = ["person"], inverse = "seats" }
role   = { kind = "enum", values = "roles", required = true }
region = { kind = "reference", to = ["region"] }

[[seats]]                   # what the group must be manned with; what is missing is a vacancy
role = "ordförande"
min  = 1
max  = 1

[[sections]]
id       = "uppdrag"
heading  = { sv = "Uppdrag" }
required = true
editors  = ["coordinator"]
max_words = 400

[[sections]]
id      = "kontakt"
heading = { sv = "Kontakt" }
review_months = 12          # older than this since its last change: shown and listed as due for review
)";

}  // namespace

TEST_CASE("the contract's example is a schema without mistakes", "[schema]") {
    const auto [schema, said] = read(contract);
    CHECK(said == Lines{});
    const auto* rmpo = schema.find("rmpo");
    REQUIRE(rmpo != nullptr);
    CHECK(rmpo->label == Label{"Regionalt medicinskt programområde", "Regional medical programme area"});
    CHECK(rmpo->short_name == "RMPO");
    CHECK(rmpo->template_name == "group");
    CHECK(rmpo->lineage == Lines{"rmpo", "group"});
    CHECK(rmpo->is_a("group"));
    CHECK_FALSE(rmpo->is_a("npo"));
    CHECK(rmpo->editors == Lines{"editor"});
    CHECK(schema.of_page("rmpo/endokrin") == rmpo);

    const auto* npo = rmpo->find("npo");
    REQUIRE(npo != nullptr);
    CHECK(npo->kind == FieldKind::reference);
    CHECK(npo->to == Lines{"npo"});
    CHECK(npo->inverse == "rmpo");
    CHECK(npo->required);
    CHECK(npo->editors == Lines{"coordinator"});
    CHECK(npo->at == Position{10, 9});
    CHECK(npo->file == "schema/rmpo.toml");

    const auto* members = rmpo->find("members");
    REQUIRE(members != nullptr);
    CHECK(members->is_list_of_tables());
    CHECK(members->display == Display::seats);  // the type has seats, and this is where they are
    CHECK(members->label.sv == "members");
    REQUIRE(members->fields.size() == 3);
    CHECK(members->find("role")->vocabulary == "roles");
    CHECK(members->find("role")->values == Lines{"ordförande", "ledamot", "patientföreträdare"});
    CHECK(members->find("person")->inverse == "seats");

    REQUIRE(rmpo->seats.size() == 1);
    CHECK(rmpo->seats[0].role == "ordförande");
    CHECK(rmpo->seats[0].max == 1);
    REQUIRE(rmpo->sections.size() == 2);
    CHECK(rmpo->sections[0].max_words == 400u);
    CHECK(rmpo->section("kontakt")->review_months == 12);
    CHECK_FALSE(rmpo->other_sections);
    CHECK(schema.find("group")->other_sections);  // it names no sections, so it has no opinion on them
    CHECK(schema.find("editors") == nullptr);
    CHECK(schema.find("vocabularies") == nullptr);

    const auto* ordforande = schema.vocabularies.at("roles").find("ordförande");
    REQUIRE(ordforande != nullptr);
    CHECK(ordforande->tone == "active");
    CHECK(ordforande->symbol == "●");
    CHECK(schema.vocabularies.at("roles").find("patientföreträdare")->label.sv == "patientföreträdare");
    CHECK(schema.vocabularies.at("roles").find("ordforande") == nullptr);
}

TEST_CASE("every type has the common fields first", "[schema]") {
    const auto [schema, said] = read(R"(
-- schema/t.toml --
[fields.summary]
required = true
max = 200
label = "Kort om sidan"
[fields.weight]
kind = "string"
[fields.own]
)");
    CHECK(said == Lines{"schema/t.toml:6:8 schema-value ? integer"});
    const auto& type = *schema.find("t");
    REQUIRE(type.fields.size() == common_fields().size() + 1);
    for (std::size_t i = 0; i < common_fields().size(); ++i) CHECK(type.fields[i].name == common_fields()[i].name);
    CHECK(type.fields.front().name == "title");
    CHECK(type.fields.front().required);
    CHECK(type.fields.back().name == "own");
    CHECK(type.fields.back().kind == FieldKind::string);
    for (const auto* name :
         {"summary", "date", "updated", "draft", "aliases", "tags", "weight", "expires", "review_by"}) {
        INFO(name);
        CHECK(type.find(name) != nullptr);
    }
    CHECK(type.find("summary")->kind == FieldKind::text);
    CHECK(type.find("summary")->required);
    CHECK(type.find("summary")->max == 200.0);
    CHECK(type.find("summary")->label.sv == "Kort om sidan");
    CHECK_FALSE(type.find("summary")->help.sv.empty());
    CHECK(type.find("weight")->kind == FieldKind::integer);
}

TEST_CASE("a type inherits all but its own names and places", "[schema]") {
    const auto [schema, said] = read(R"(
-- schema/base.toml --
label = "Bas"
abstract = true
template = "bas"
children = ["leaf"]
editors = ["editor"]
columns = ["a"]
sort = "-date"
feed = true
sections_in_order = false
other_sections = true
[fields.a]
max = 10
help = "Hjälp"
[fields.b]
kind = "integer"
[fields.rows]
kind = "list"
item.role = { kind = "enum", values = ["x", "y"] }
item.note = { kind = "string" }
[[seats]]
role = "x"
min = 1
[[seats]]
role = "y"
[[sections]]
id = "one"
heading = "Ett"
required = true
[[sections]]
id = "two"
heading = "Två"
[[rules]]
require = ["a"]
-- schema/middle.toml --
extends = "base"
abstract = true
[fields.b]
kind = "date"
[fields.c]
-- schema/leaf.toml --
extends = "middle"
path = "leaf/{slug}"
sections_in_order = true
[fields.a]
required = true
[fields.rows]
item.note = { kind = "string", required = true }
[[seats]]
role = "x"
min = 2
[[sections]]
id = "three"
heading = "Tre"
[[sections]]
id = "one"
heading = "Nummer ett"
[[rules]]
require = ["c"]
)");
    CHECK(said == Lines{});
    const auto& leaf = *schema.find("leaf");
    CHECK(leaf.lineage == Lines{"leaf", "middle", "base"});
    CHECK(leaf.extends == "middle");
    CHECK_FALSE(leaf.abstract);
    CHECK(leaf.label.sv == "leaf");
    CHECK(leaf.template_name == "bas");
    CHECK(leaf.children == Lines{"leaf"});
    CHECK(leaf.columns == Lines{"a"});
    CHECK(leaf.sort == "-date");
    CHECK(leaf.feed);
    CHECK(leaf.sections_in_order);
    CHECK(leaf.other_sections);
    CHECK(schema.find("middle")->sections_in_order == false);
    CHECK(schema.find("middle")->paths.empty());

    CHECK(leaf.find("a")->max == 10.0);
    CHECK(leaf.find("a")->required);
    CHECK(leaf.find("a")->file == "schema/leaf.toml");
    CHECK(leaf.find("b")->kind == FieldKind::date);
    CHECK(leaf.find("b")->file == "schema/middle.toml");
    REQUIRE(leaf.find("rows")->fields.size() == 2);
    CHECK(leaf.find("rows")->find("note")->required);
    CHECK_FALSE(schema.find("base")->find("rows")->find("note")->required);

    REQUIRE(leaf.seats.size() == 2);
    CHECK(leaf.seats[0].min == 2);
    REQUIRE(leaf.sections.size() == 3);
    CHECK(leaf.sections[0].heading.sv == "Nummer ett");
    CHECK_FALSE(leaf.sections[0].required);
    CHECK(leaf.sections[2].id == "three");
    REQUIRE(leaf.rules.size() == 2);
    CHECK(leaf.rules[0].file == "schema/base.toml");
}

TEST_CASE("other sections are refused by who names sections, unless it or its parent says otherwise", "[schema]") {
    const auto [schema, said] = read(R"(
-- schema/open.toml --
-- schema/heir.toml --
extends = "open"
sections = [{ id = "a", heading = "A" }]
-- schema/strict.toml --
other_sections = false
-- schema/strict-heir.toml --
extends = "strict"
)");
    CHECK(said == Lines{});
    CHECK(schema.find("open")->other_sections);
    CHECK_FALSE(schema.find("heir")->other_sections);
    CHECK_FALSE(schema.find("strict")->other_sections);
    CHECK_FALSE(schema.find("strict-heir")->other_sections);
}

TEST_CASE("circles and dead ends of inheritance are told where they are written", "[schema]") {
    Diagnostics found;
    const auto schema = read_schema(files_of(R"(
-- schema/a.toml --
extends = "b"
-- schema/b.toml --
# första raden
extends = "c"
-- schema/c.toml --
label = "Å ä ö"
extends = "a"
[fields.own]
-- schema/d.toml --
extends = "e-typ"
-- schema/e-type.toml --
extends = "e-type"
)"),
                                    found);
    CHECK(lines_of(found) == Lines{"schema/c.toml:2:11 schema-extends", "schema/d.toml:1:11 schema-extends ? e-type",
                                   "schema/e-type.toml:1:11 schema-extends"});
    CHECK(found.sorted()[0].arguments == Lines{"a", "a → b → c → a"});
    CHECK(schema.find("a")->lineage == Lines{"a", "b", "c"});
    CHECK(schema.find("a")->find("own") != nullptr);
    CHECK(schema.find("d")->extends.empty());
    CHECK(schema.find("d")->find("title") != nullptr);
}

TEST_CASE("unknown keys of a schema are told with the nearest one, wherever they stand", "[schema]") {
    // The seat's role is unknown too: no list of this type has roles.
    const auto said = read(R"(
-- schema/t.toml --
lable = "Å"
"åäöåäö" = 1
[fields.a]
requierd = true
label = { sv = "ä", enn = "b" }
[fields.b]
kind = "list"
[fields.b.item]
x = { kind = "string", maxx = 3 }
[fields.c]
kind = "table"
fields.d = { kind = "list", item = { kind = "string", patern = "x" } }
[fields."å ä"]
[[seats]]
roll = "x"
role = "y"
[[sections]]
id = "a"
heading = "A"
worrds = 1
[[rules]]
requires = ["a"]
require = ["a"]
-- schema/vocabularies.toml --
[v]
terms = [{ value = "ö", lable = "x" }]
therms = 1
)")
                          .said;
    CHECK(said == Lines{"schema/t.toml:1:1 schema-key ? label", "schema/t.toml:2:1 schema-key",
                        "schema/t.toml:4:1 schema-key ? required", "schema/t.toml:5:21 schema-key ? en",
                        "schema/t.toml:9:24 schema-key ? max", "schema/t.toml:12:55 schema-key ? pattern",
                        "schema/t.toml:13:9 schema-key", "schema/t.toml:15:1 schema-key ? role",
                        "schema/t.toml:16:8 schema-value", "schema/t.toml:20:1 schema-key",
                        "schema/t.toml:22:1 schema-key ? require", "schema/vocabularies.toml:2:25 schema-key ? label",
                        "schema/vocabularies.toml:3:1 schema-key ? terms"});
}

TEST_CASE("wrong values of a schema are told at the value", "[schema]") {
    const auto said_of = [](const std::string& toml) { return read("-- schema/t.toml --\n" + toml).said; };
    const auto one = [&](const std::string& toml) {
        const auto said = said_of(toml);
        return said.size() == 1 ? said[0] : std::to_string(said.size()) + " diagnostics";
    };
    CHECK(one("label = 3\n") == "schema/t.toml:1:9 schema-value");
    CHECK(one("label = { en = 'only' }\n") == "schema/t.toml:1:9 schema-value");
    CHECK(one("abstract = 'ja'\n") == "schema/t.toml:1:12 schema-value");
    CHECK(one("editors = 'editor'\n") == "schema/t.toml:1:11 schema-value");
    CHECK(one("editors = ['å', 2]\n") == "schema/t.toml:1:17 schema-value");
    CHECK(one("children = ['x']\n") == "schema/t.toml:1:13 schema-value");
    CHECK(one("columns = ['titel']\n") == "schema/t.toml:1:12 schema-value ? title");
    CHECK(one("columns = ['vacancies', 'children:t', 'children:u']\n") == "schema/t.toml:1:39 schema-value");
    CHECK(one("sort = '-dat'\n") == "schema/t.toml:1:8 schema-value ? date");
    CHECK(one("map = 'x'\n") == "schema/t.toml:1:7 schema-value");
    CHECK(one("map = { fram = 'title' }\n") == "schema/t.toml:1:9 schema-key ? from");
    CHECK(one("map = { from = 'titel', to = 'title' }\n") == "schema/t.toml:1:16 schema-value ? title");
    CHECK(one("fields = 1\n") == "schema/t.toml:1:10 schema-value");
    CHECK(one("fields.a = 'string'\n") == "schema/t.toml:1:12 schema-value");
    CHECK(one("fields.a.kind = 'referens'\n") == "schema/t.toml:1:17 schema-value ? reference");
    CHECK(one("fields.a = { kind = 'reference', to = ['t', 'tt'] }\n").starts_with("schema/t.toml:1:45 schema-value"));
    CHECK(one("fields.a = { kind = 'enum' }\n") == "schema/t.toml:1:8 schema-value");
    CHECK(one("fields.a = { kind = 'enum', values = 'rolls' }\n") == "schema/t.toml:1:38 schema-value");
    CHECK(one("fields.a = { kind = 'enum', values = ['å', 'b', 'å'] }\n") == "schema/t.toml:1:49 schema-value");
    CHECK(one("fields.a = { kind = 'list' }\n") == "schema/t.toml:1:8 schema-value");
    CHECK(one("fields.a = { kind = 'table' }\n") == "schema/t.toml:1:8 schema-value");
    CHECK(one("fields.a = { kind = 'integer', pattern = 'x' }\n") == "schema/t.toml:1:32 schema-value");
    CHECK(one("fields.a = { to = ['t'] }\n") == "schema/t.toml:1:14 schema-value");
    CHECK(one("fields.a = { pattern = '[' }\n") == "schema/t.toml:1:24 schema-value");
    CHECK(one("fields.a = { min = 3, max = 2 }\n") == "schema/t.toml:1:8 schema-value");
    CHECK(one("fields.a = { max_words = -1 }\n") == "schema/t.toml:1:26 schema-value");
    CHECK(one("fields.a = { deprecated = 'b' }\n") == "schema/t.toml:1:27 schema-value");
    CHECK(one("fields.a = { kind = 'integer', default = 'x' }\n") == "schema/t.toml:1:42 schema-value");
    CHECK(one("fields.a = { kind = 'enum', values = ['ja', 'nej'], default = 'nja' }\n") ==
          "schema/t.toml:1:63 schema-value ? ja");
    CHECK(one("fields.a = { display = 'sets' }\n") == "schema/t.toml:1:24 schema-value ? seats");
    CHECK(one("fields.a = { kind = 'list', item = { kind = 'reference', share = 'tittel' } }\n") ==
          "schema/t.toml:1:66 schema-value ? title");
    CHECK(one("fields.a = { kind = 'string', share = 'title' }\n") == "schema/t.toml:1:31 schema-value");
    CHECK(one("seats = 1\n") == "schema/t.toml:1:9 schema-value");
    CHECK(one("seats = [{ min = 1 }]\n") == "schema/t.toml:1:10 schema-value");
    CHECK(one("sections = [{ heading = 'A' }]\n") == "schema/t.toml:1:13 schema-value");
    CHECK(one("sections = [{ id = 'a' }]\n") == "schema/t.toml:1:13 schema-value");
    CHECK(one("sections = [{ id = 'Å a', heading = 'A' }]\n") == "schema/t.toml:1:20 schema-value ? a-a");
    CHECK(one("sections = [{ id = 'a', heading = 'A' }, { id = 'a', heading = 'B' }]\n") ==
          "schema/t.toml:1:42 schema-value");
    CHECK(one("sections = [{ id = 'a', heading = 'A', min_words = 9, max_words = 8 }]\n") ==
          "schema/t.toml:1:67 schema-value");
    CHECK(one("rules = [{ when = { title = 'x' } }]\n") == "schema/t.toml:1:10 schema-value");
    CHECK(one("rules = [{ require = ['tittel'] }]\n") == "schema/t.toml:1:23 schema-value ? title");
    CHECK(one("rules = [{ before = 'date' }]\n") == "schema/t.toml:1:10 schema-value");
    CHECK(one("rules = [{ before = 'date', after = 'weight' }]\n") == "schema/t.toml:1:37 schema-value");
    CHECK(one("rules = [{ when = { titel = 'x' }, require = ['date'] }]\n") == "schema/t.toml:1:21 schema-key ? title");
    CHECK(one("rules = [{ relation = 'parents', min = 1 }]\n") == "schema/t.toml:1:23 schema-value");
    CHECK(one("rules = [{ require = ['date'], severity = 'fatal' }]\n") == "schema/t.toml:1:43 schema-value");
}

TEST_CASE("names between parts of a schema are looked up where they may stand", "[schema]") {
    const auto [schema, said] = read(R"(
-- schema/plan.toml --
columns = ["level", "builds_on", "regional_plans"]
[fields.level]
kind = "enum"
values = "levels"
[fields.builds_on]
kind = "reference"
to = ["plan"]
inverse = "regional_plans"
acyclic = true
target = { level = "national" }
[fields.goals]
kind = "list"
item.promise = { kind = "reference", inverse = "goals" }
[fields.start]
kind = "date"
[[rules]]
when = { level = "regional" }
require = ["builds_on"]
message = { sv = "En regional plan bygger på en nationell.", en = "A regional plan builds on a national one." }
[[rules]]
relation = "goals.promise"
severity = "warning"
[[rules]]
before = "start"
after = "date"
-- schema/group.toml --
[fields.leads]
kind = "list"
acyclic = true
item = { kind = "reference", to = ["plan"], target = { level = "nationell", lvl = "x" } }
[[rules]]
when = { title = "x" }
relation = "regional_plans"
-- schema/vocabularies.toml --
levels = ["national", { value = "regional" }]
)");
    CHECK(said == Lines{"schema/group.toml:4:64 schema-value ? national", "schema/group.toml:4:77 schema-key ? level"});
    const auto& plan = *schema.find("plan");
    CHECK(plan.find("builds_on")->target.at("level") == "national");
    REQUIRE(plan.rules.size() == 3);
    CHECK(plan.rules[0].when.at("level") == "regional");
    CHECK(plan.rules[1].min == 1);
    CHECK(plan.rules[1].severity == Severity::warning);
    CHECK(plan.rules[2].before == "start");
}

TEST_CASE("fields nest as deep as they are declared", "[schema]") {
    const auto [schema, said] = read(R"(
-- schema/t.toml --
[fields.goals]
kind = "list"
[fields.goals.item]
name = { kind = "string", required = true }
[fields.goals.item.steps]
kind = "list"
[fields.goals.item.steps.item]
text = { kind = "string" }
cost = { kind = "table", fields = { sum = { kind = "number" }, year = { kind = "integer" } } }
[fields.matrix]
kind = "list"
item = { kind = "list", item = { kind = "integer" } }
[fields.rows]
kind = "list"
item = { kind = "table", fields = { x = { kind = "string" } } }
)");
    CHECK(said == Lines{});
    const auto& t = *schema.find("t");
    CHECK(t.find("goals")->find("steps")->find("cost")->find("sum")->kind == FieldKind::number);
    CHECK(t.find("matrix")->item.front().item.front().kind == FieldKind::integer);
    CHECK(t.find("rows")->is_list_of_tables());
    CHECK(t.find("rows")->item.empty());
}

TEST_CASE("vocabularies keep their order and refuse what they cannot show", "[schema]") {
    const auto [schema, said] = read(R"(
-- schema/vocabularies.toml --
plain = ["b", "a"]
[rich]
terms = [
  { value = "ö", tone = "aktive", symbol = "långt" },
  { label = "utan värde" },
  { value = "ö" },
  7,
]
[empty]
)");
    CHECK(said == Lines{"schema/vocabularies.toml:4:25 schema-value ? active",
                        "schema/vocabularies.toml:4:44 schema-value", "schema/vocabularies.toml:5:3 schema-value",
                        "schema/vocabularies.toml:6:3 schema-value", "schema/vocabularies.toml:7:3 schema-value",
                        "schema/vocabularies.toml:9:2 schema-value"});
    CHECK(schema.vocabularies.at("plain").terms[0].value == "b");
    REQUIRE(schema.vocabularies.at("rich").terms.size() == 1);
    CHECK(schema.vocabularies.at("rich").terms[0].tone.empty());
}

TEST_CASE("a schema that cannot be read still names its types", "[schema]") {
    const auto [schema, said] = read(R"(
-- schema/a.toml --
label = "x
-- schema/b.toml --
children = ["a"]
-- schema/Bad Name.toml --
-- schema/notes.txt --
not a schema
-- schema/sub/c.toml --
not = "a schema"
)");
    CHECK(said == Lines{"schema/Bad Name.toml:0:0 file-name-invalid ? bad-name", "schema/a.toml:1:11 toml-text-open"});
    CHECK(schema.types.size() == 3);
}

TEST_CASE("the schema's digest is of what was read, and nothing else", "[schema]") {
    const auto digest = [](std::string_view text) { return read(text).schema.digest; };
    const auto first = digest("-- schema/a.toml --\nlabel = 'A'\n");
    CHECK(first ==
          digest("-- schema/a.toml --\nlabel = 'A'\n-- schema/editors.toml --\nx = 1\n-- content/a.md --\nx\n"));
    CHECK(first != digest("-- schema/a.toml --\nlabel = 'B'\n"));
    CHECK(first != digest("-- schema/b.toml --\nlabel = 'A'\n"));
}
