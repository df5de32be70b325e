#include "schema/check_sections.hpp"

#include <catch2/catch.hpp>

#include <set>

#include "fixture.hpp"

using namespace knav;
using namespace knav::schema_test;

namespace {

constexpr std::string_view group = R"(
[[sections]]
id = "uppdrag"
heading = { sv = "Uppdrag och mål", en = "Mission" }
required = true
max_words = 5
[[sections]]
id = "insatser"
heading = { sv = "Prioriterade insatser" }
[[sections]]
id = "kontakt"
heading = { sv = "Kontakt" }
min_words = 2
[[sections]]
id = "kallor"
heading = { sv = "Källor" }
)";

/// A page with a title, whose body begins on line 4.
Checked check_body(std::string_view body, std::string_view type = group) {
    return check_alone(type, "+++\ntitle = 'x'\n+++\n" + std::string{body});
}

}  // namespace

TEST_CASE("headings find their sections by either language, any case and spacing, or the id", "[schema]") {
    const auto heading = GENERATE("Uppdrag och mål", "UPPDRAG OCH MÅL", "Uppdrag   och mål", "mission", "Uppdrag");
    INFO(heading);
    const auto checked = check_body("## " + std::string{heading} + "\n\na\n");
    CHECK(checked.said == Lines{});
    CHECK(checked.record.section_ids == Lines{"lead", "uppdrag"});
}

TEST_CASE("a required section that is missing is told where the front matter opens", "[schema]") {
    const auto checked = check_body("## Kontakt\n\na b\n");
    CHECK(checked.said == Lines{"p:1:1 section-missing"});
    CHECK(checked.sentences == Lines{"the section 'Mission' is missing"});
}

TEST_CASE("a heading the schema does not know is told with the nearest, and keeps its anchor", "[schema]") {
    const auto checked = check_body("## Uppdrag\n\na\n\n## Prioriterde insatser\n\nb\n\n## Övrigt och annat\n\nc\n");
    CHECK(checked.said == Lines{"p:8:1 section-unknown ? Prioriterade insatser", "p:12:1 section-unknown"});
    CHECK(checked.record.section_ids == Lines{"lead", "uppdrag", "prioriterde-insatser", "ovrigt-och-annat"});
    CHECK(check_body("## Uppdrag\n\na\n\n## Annat\n\nb\n", std::string{"other_sections = true\n"} + std::string{group})
              .said == Lines{});
    CHECK(check_body("## Vad som helst\n\na\n", "").said == Lines{});
}

TEST_CASE("sections keep the schema's order, and only those out of place are told", "[schema]") {
    const auto moved =
        check_body("## Källor\n\na\n\n## Uppdrag\n\na\n\n## Prioriterade insatser\n\na\n\n## Kontakt\n\na b\n");
    CHECK(moved.said == Lines{"p:4:1 section-order"});
    CHECK(moved.sentences == Lines{"the section 'Källor' is out of place; it should come after 'Kontakt'"});
    const auto late = check_body("## Prioriterade insatser\n\na\n\n## Kontakt\n\na b\n\n## Uppdrag\n\na\n");
    CHECK(late.said == Lines{"p:12:1 section-order"});
    CHECK(late.sentences ==
          Lines{"the section 'Uppdrag' is out of place; it should come before 'Prioriterade insatser'"});
    CHECK(
        check_body("## Kontakt\n\na b\n\n## Uppdrag\n\na\n", "sections_in_order = false\n" + std::string{group}).said ==
        Lines{});
}

TEST_CASE("a section stands once, and no two have one id", "[schema]") {
    const auto twice = check_body("## Uppdrag\n\na\n\n## Mission\n\nb\n\n## Uppdrag\n\nc\n");
    CHECK(twice.said == Lines{"p:8:1 section-twice", "p:12:1 section-twice"});
    CHECK(twice.sentences[0] == "the section 'Mission' is already there on line 4");
    CHECK(twice.record.section_ids[1] == "uppdrag");
    CHECK(twice.record.section_ids[2] == "mission");
    CHECK(std::set<std::string>(twice.record.section_ids.begin(), twice.record.section_ids.end()).size() == 4);
}

TEST_CASE("sections keep to their number of words", "[schema]") {
    CHECK(check_body("## Uppdrag\n\na b c d e\n").said == Lines{});
    const auto long_one = check_body("## Uppdrag\n\na b c d e f\n\n## Kontakt\n\na\n");
    CHECK(long_one.said == Lines{"p:4:1 section-words", "p:8:1 section-words"});
    CHECK(long_one.sentences[0] == "the section 'Uppdrag' has 6 words; the limit is ≤ 5");
}

TEST_CASE("a required section without words is warned of, unless it shows another's", "[schema]") {
    CHECK(check_body("## Uppdrag\n\n## Källor\n").said == Lines{"p:4:1 (warning) section-empty"});
    CHECK(check_body("## Uppdrag\n\n![[npo/x#uppdrag]]\n\n## Kontakt\n\n![[npo/x#kontakt]]\n").said == Lines{});
}

TEST_CASE("the lead can be asked for like any section", "[schema]") {
    const auto type = "sections = [{ id = 'lead', required = true, max_words = 2 }]\nother_sections = true\n";
    CHECK(check_body("\nEtt två.\n\n## A\n", type).said == Lines{});
    CHECK(check_body("\nEtt två tre.\n", type).said == Lines{"p:4:1 section-words"});
    CHECK(check_body("## Lead\n\na\n", type).said == Lines{"p:4:1 (warning) section-empty"});
}
