#include <catch2/catch.hpp>

#include "edit/splice.hpp"

using namespace knav;

TEST_CASE("splices change their own bytes and no others, in any order and each once", "[edit]") {
    CHECK(spliced("abcdef", {{4, 5, "E"}, {0, 1, "A"}, {4, 5, "E"}}) == "AbcdEf");
    CHECK(spliced("abc", {{3, 3, "d"}, {0, 0, ">"}}) == ">abcd");
    CHECK(spliced("abc", {}) == "abc");
}

TEST_CASE("a place is counted in lines and code points, and found again from its byte", "[edit]") {
    const std::string_view text = "första\nandra åäö x\n";
    const auto x = text.find('x');
    CHECK(position_of(text, x) == Position{2, 11});
    CHECK(offset_of(text, {2, 11}) == x);
    CHECK(offset_of(text, {1, 1}) == std::size_t{0});
}

TEST_CASE("a place that the text does not have is nowhere", "[edit]") {
    CHECK_FALSE(offset_of("ab\n", {1, 9}));
    CHECK_FALSE(offset_of("ab\n", {7, 1}));
    CHECK_FALSE(offset_of("ab\n", {}));
}
