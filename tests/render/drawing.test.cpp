#include "render/drawing.hpp"

#include <catch2/catch.hpp>

using namespace knav;

TEST_CASE("numbers in drawings have at most one decimal and no empty sign", "[render][drawing]") {
    CHECK(svg_number(12) == "12");
    CHECK(svg_number(12.34) == "12.3");
    CHECK(svg_number(-0.46) == "-0.5");
    CHECK(svg_number(-0.04) == "0");
}

TEST_CASE("a dial's angles go clockwise from twelve", "[render][drawing]") {
    const Dial dial{{100, 100}};
    CHECK(svg_number(dial.at(50, 0).y) == "50");
    CHECK(svg_number(dial.at(50, 90).x) == "150");
    CHECK(svg_number(dial.at(50, 180).y) == "150");
}

TEST_CASE("words on a bow are read from the left above the middle and below it", "[render][drawing]") {
    const Dial dial{{100, 100}};
    CHECK(dial.bow(50, 330, 390) == "M75 56.7A50 50 0 0 1 125 56.7");
    CHECK(dial.bow(50, 150, 210) == "M75 143.3A50 50 0 0 0 125 143.3");
}

TEST_CASE("lines are about as long as each other", "[render][drawing]") {
    CHECK(in_lines("Nationella programområden", 30, 2) == std::vector<std::string>{"Nationella programområden"});
    CHECK(in_lines("Ledningen, i maj med direktörerna", 30, 2) ==
          std::vector<std::string>{"Ledningen, i maj", "med direktörerna"});
}

TEST_CASE("words that don't fit are not cut: there are no lines", "[render][drawing]") {
    CHECK(in_lines("Överenskommelse", 14, 3).empty());
    CHECK(in_lines("Överenskommelse", 15, 3).size() == 1);  // letters are counted, not bytes
    CHECK(in_lines("ett två tre", 4, 2).empty());
}
