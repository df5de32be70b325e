#include "schema/text_pattern.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

using namespace knav;

TEST_CASE("a pattern is about characters, and about the whole text", "[schema]") {
    const auto words = TextPattern::compile("[a-zåäö]{3}");
    REQUIRE(words);
    CHECK(words->matches("åäö"));
    CHECK_FALSE(words->matches("åäöa"));
    CHECK_FALSE(words->matches("åä"));
    CHECK_FALSE(words->matches("éäö"));
    CHECK(TextPattern::compile("\\d{4}(-\\d{2})?")->matches("2026-03"));
    CHECK(TextPattern::compile("..")->matches("🙂a"));
}

TEST_CASE("what is no regular expression gives no pattern", "[schema]") {
    CHECK(TextPattern::compile("[a-") == nullptr);
    CHECK(TextPattern::compile("(a") == nullptr);
    CHECK(TextPattern::compile("(a)\\1") == nullptr);  // back references take unbounded time
}

TEST_CASE("no text makes a pattern slow or deep", "[schema]") {
    const std::string text(20'000, 'a');
    const auto start = std::chrono::steady_clock::now();
    CHECK_FALSE(TextPattern::compile("(a+)+b")->matches(text));
    CHECK(TextPattern::compile(".*")->matches(text));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
}
