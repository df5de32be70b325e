#include <catch2/catch.hpp>

#include "tests/graph/fixture.hpp"

using namespace knav;
using namespace knav::graph_test;

namespace {

const Date today{2026, 6, 1};

std::string seat(std::string_view role, std::string_view more) {
    return "[[members]]\nrole = \"" + std::string{role} + "\"\n" + std::string{more};
}

/// "role state phase written/missing"
Lines seats(const World& world, std::string_view id) {
    static const char* const states[] = {"filled", "vacant", "unknown"};
    static const char* const phases[] = {"now", "coming", "earlier"};
    Lines lines;
    for (const auto& each : seats_of(world.graph.page(world.graph.find(id)), today)) {
        lines.push_back(each.role + " " + states[static_cast<int>(each.state)] + " " +
                        phases[static_cast<int>(each.phase)] + (each.entry == nullptr ? " missing" : " written"));
    }
    return lines;
}

}  // namespace

TEST_CASE("a seat is filled by a person or by saying so, unknown by saying so, else vacant", "[graph]") {
    const World world{page("personer/p.md", "title = \"P\"\n") +
                      page("npo/a.md", "title = \"A\"\n" + seat("ordförande", "person = \"personer/p\"\n") +
                                           seat("ledamot", "state = \"tillsatt\"\n") +
                                           seat("ledamot", "state = \"okänd\"\n") + seat("ledamot", ""))};
    CHECK(seats(world, "npo/a") == Lines{"ordförande filled now written", "ledamot filled now written",
                                         "ledamot unknown now written", "ledamot vacant now written"});
}

TEST_CASE("seats that the schema demands and nobody wrote are vacancies", "[graph]") {
    const World world{page("npo/a.md", "title = \"A\"\n" + seat("ledamot", "state = \"tillsatt\"\n"))};
    CHECK(seats(world, "npo/a") ==
          Lines{"ledamot filled now written", "ordförande vacant now missing", "ledamot vacant now missing"});
    CHECK(seats_of(world.graph.page(0), today)[1].rule->role == "ordförande");
}

TEST_CASE("coming and earlier seats are shown but do not man the group today", "[graph]") {
    const World world{page("npo/a.md", "title = \"A\"\n" + seat("ledamot", "from = 2026-06-02\n") +
                                           seat("ledamot", "to = 2026-05-31\n") +
                                           seat("ordförande", "from = 2026-06-01\nto = 2026-06-01\n"))};
    CHECK(seats(world, "npo/a") == Lines{"ledamot vacant coming written", "ledamot vacant earlier written",
                                         "ordförande vacant now written", "ledamot vacant now missing",
                                         "ledamot vacant now missing"});
    const auto borders = seat_borders(world.graph.page(0));
    CHECK(borders == std::vector<Date>{{2026, 6, 2}, {2026, 6, 1}, {2026, 6, 1}, {2026, 6, 2}});
}

TEST_CASE("a type without seats has none", "[graph]") {
    const World world{page("sidor/a.md", "title = \"A\"\n")};
    CHECK(seats_field(*world.graph.page(0).type) == nullptr);
    CHECK(seats(world, "sidor/a").empty());
    CHECK(seat_borders(world.graph.page(0)).empty());
}
