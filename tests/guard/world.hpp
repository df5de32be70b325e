// A site of four types and five editors, for the tests of rights: its pages and policy in a literal, its judge at hand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guard/judge.hpp"
#include "guard/policy.hpp"
#include "tests/graph/fixture.hpp"

namespace knav::guard_test {

inline constexpr std::string_view schema = R"(
-- schema/group.toml --
label = "Grupp"
plural = "Grupper"
path = "grupper/{slug}/_index.md"
children = ["plan", "meeting"]
editors = ["editor"]
[fields.npo]
kind = "string"
editors = ["coordinator"]
[fields.old_npo]
deprecated = "npo"
[fields.summary]
[fields.members]
kind = "list"
display = "seats"
[fields.members.item]
role = { kind = "enum", values = ["ordförande", "processtödjare", "ledamot"] }
person = { kind = "string" }
mandate = { kind = "string", editors = ["coordinator"] }
from = { kind = "date" }
to = { kind = "date" }
[[sections]]
id = "uppdrag"
heading = { sv = "Uppdrag", en = "Mission" }
editors = ["coordinator"]
[[sections]]
id = "insatser"
heading = { sv = "Insatser" }
[[sections]]
id = "mal"
heading = { sv = "Mål" }
editors = ["coordinator"]
[[sections]]
id = "kontakt"
heading = { sv = "Kontakt" }
[[sections]]
id = "patienter"
heading = { sv = "Patienternas röst" }
editors = ["patient"]
-- schema/plan.toml --
label = "Plan"
plural = "Planer"
path = "**/planer/{slug}.md"
editors = ["editor"]
other_sections = true
sections_in_order = false
[fields.owner]
[fields.adopted]
kind = "date"
editors = ["coordinator"]
-- schema/meeting.toml --
label = "Möte"
plural = "Möten"
path = "**/moten/{slug}.md"
editors = ["editor"]
other_sections = true
sections_in_order = false
-- schema/page.toml --
label = "Sida"
plural = "Sidor"
path = "**"
editors = ["coordinator"]
other_sections = true
sections_in_order = false
)";

inline constexpr std::string_view policy = R"(
-- schema/editors.toml --
[[roles]]
id = "patient"
[[editors]]
id = "chef"
name = "Förvaltningen"
emails = ["chef@example.org"]
grants = [ { role = "admin", scope = "**" } ]
[[editors]]
id = "samordning"
name = "Samordningen"
emails = ["samordning@example.org"]
grants = [ { role = "coordinator", scope = "**" } ]
[[editors]]
id = "ett"
name = "Grupp ett"
emails = ["ett@example.org", "Ett.Igen@example.org"]
grants = [ { role = "editor", scope = "grupper/ett/**" } ]
[[editors]]
id = "rost"
name = "Patienternas röst"
emails = ["rost@example.org"]
grants = [ { role = "patient", scope = "grupper/**" } ]
[[editors]]
id = "vikarie"
name = "Vikarie"
emails = ["vikarie@example.org"]
grants = [ { role = "editor", scope = "grupper/ett/**", from = 2026-03-01, to = 2026-03-31 } ]
[[editors]]
id = "anna"
name = "Anna"
emails = ["anna@example.org"]
person = "personer/anna"
[[rights]]
role = "editor"
seats = ["ordförande", "processtödjare"]
of = ["group"]
pages = ["plan"]
through = "owner"
)";

inline constexpr std::string_view pages = R"(
-- content/site.toml --
title = "Prov"
-- content/_index.md --
+++
title = "Start"
+++
-- content/grupper/ett/_index.md --
+++
title = "Ett"
npo = "npo/ett"
summary = "Grupp ett."
[[members]]
role = "ordförande"
person = "personer/anna"
mandate = "Östergötland"
to = 2026-06-30
+++

Ingress.

## Uppdrag

Det här är *uppdraget*: se [planen][plan] och [[grupper/tva]].

## Insatser

Vi gör saker.

[plan]: /grupper/ett/planer/a/

## Mål

Målet, med bilden ![Kurvan](kurva.png).

### Delmål

Ett delmål.

## Kontakt

Ring.

## Patienternas röst

Vi tycker.
-- content/grupper/ett/kurva.png --
bild
-- content/grupper/ett/planer/a.md --
+++
title = "Plan a"
owner = "grupper/ett"
+++

## Fritt

Text.
-- content/grupper/ett/moten/m.md --
+++
title = "Möte"
+++

Beslut.
-- content/grupper/tva/_index.md --
+++
title = "Två"
npo = "npo/tva"
aliases = ["/gamla-tva/"]
+++

Ingress.
)";

inline Snapshot published(std::string_view own_policy = policy) {
    return Snapshot{graph_test::files_of(std::string{schema} + std::string{own_policy} + std::string{pages})};
}

/// The world as published, and what a person's change of it would be.
struct World {
    explicit World(Snapshot files = published(), Date on = {2026, 5, 1}) : before(std::move(files)), today(on) {
        types = read_schema(before, found);
        rules = read_policy(before.find(policy_path), types, found);
    }
    World(const World&) = delete;

    /// "field npo field-closed" for each refusal.
    [[nodiscard]] std::vector<std::string> refusals(std::string_view who, const Snapshot& after) const {
        std::vector<std::string> lines;
        for (const auto& each : rulings(who, after)) {
            if (each.allowed()) continue;
            static const char* const kinds[] = {"file ", "page ", "field ", "section "};
            lines.push_back(kinds[static_cast<int>(each.kind)] + (each.unit.empty() ? each.path : each.unit) + " " +
                            std::string{each.ground->name});
        }
        return lines;
    }
    [[nodiscard]] std::vector<Ruling> rulings(std::string_view who, const Snapshot& after) const {
        const Law law{rules, types, Language::sv, today, [this](std::string_view path) -> std::optional<File> {
                          const auto* file = before.find(path);
                          return file == nullptr ? std::nullopt : std::optional{*file};
                      }};
        const auto* editor = rules.find(who);
        REQUIRE(editor != nullptr);
        return judge(Rights{law, *editor}, before, after);
    }

    /// The published site with one text put in place of another in a file; it must be there.
    [[nodiscard]] Snapshot with(std::string_view path, std::string_view old, std::string_view now) const {
        const auto* file = before.find(path);
        REQUIRE(file != nullptr);
        std::string bytes{file->bytes()};
        const auto at = bytes.find(old);
        REQUIRE(at != std::string::npos);
        return written(path, bytes.replace(at, old.size(), now));
    }
    [[nodiscard]] Snapshot written(std::string_view path, std::string bytes) const {
        return before.with({{make_file(std::string{path}, std::move(bytes))}, {}});
    }
    [[nodiscard]] Snapshot without(std::string_view path) const { return before.with({{}, {std::string{path}}}); }

    Snapshot before;
    Date today;
    Diagnostics found;
    Schema types;
    Policy rules;
};

using Lines = std::vector<std::string>;
inline const std::string group = "content/grupper/ett/_index.md";

}  // namespace knav::guard_test
