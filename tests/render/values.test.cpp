#include "render/values.hpp"

#include <catch2/catch.hpp>

using namespace knav;

TEST_CASE("a text that is nothing but an address leads there", "[render][values]") {
    CHECK(address_in("https://www.sbu.se/om") == "https://www.sbu.se/om");
    CHECK(address_in("skl.se/halsa/nyheter.24508.html") == "https://skl.se/halsa/nyheter.24508.html");
    for (const auto* other : {"Anteckningar från 2019", "skl.se", "och/eller", "skl.se/.../nyheter", "Se skl.se/halsa"})
        CHECK(address_in(other).empty());
}

TEST_CASE("a long address is told by where it leads", "[render][values]") {
    CHECK(address_in_short("https://www.sbu.se/") == "sbu.se");
    CHECK(address_in_short("vardgivarguiden.se/nyheter/2019/") == "vardgivarguiden.se/nyheter/2019");
    CHECK(address_in_short("https://skl.se/halsasjukvard/kunskapsstodvardochbehandling.html") == "skl.se/…");
}

TEST_CASE("values don't repeat the label they stand under, unless a number is left", "[render][values]") {
    CHECK(under_label("Kunskapsråd Kirurgi och cancer", "Kunskapsråd") == "Kirurgi och cancer");
    CHECK(under_label("Kunskapsråden", "Kunskapsråd") == "Kunskapsråden");
    CHECK(under_label("Omgång 1", "Omgång") == "Omgång 1");
    CHECK(under_label("Region", "Region") == "Region");
}
