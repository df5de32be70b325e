#include <catch2/catch.hpp>

#include <random>

#include "text/eight_bytes.hpp"

using namespace knav;

namespace {

std::size_t find_slowly(std::string_view text, std::size_t offset, std::uint8_t least, std::uint8_t most) {
    const auto found = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(offset), text.end(), [&](char c) {
        return static_cast<std::uint8_t>(c) >= least && static_cast<std::uint8_t>(c) <= most;
    });
    return static_cast<std::size_t>(found - text.begin());
}

}  // namespace

TEST_CASE("a byte among eight is found where a look at each finds it", "[text]") {
    std::mt19937 random{11};
    const std::string_view bytes{"\0\x1F !'()*;<=@AZ[az\x7F\x80\x9F\xA4\xC2\xC3\xC4\xCC\xFF", 26};
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (auto left = random() % 30; left > 0; --left) text += bytes[random() % bytes.size()];
        const auto from = text.empty() ? 0 : random() % text.size();
        const auto check = [&](std::uint8_t least, std::uint8_t most, auto find) {
            INFO(text << " from " << from << ", " << int{least} << " to " << int{most});
            REQUIRE(find_byte(text, from, find) == find_slowly(text, from, least, most));
        };
        check(0, 0x1F, [](EightBytes eight) { return eight.below(' '); });
        check('<', '<', [](EightBytes eight) { return eight.equal('<'); });
        check(0x80, 0xFF, [](EightBytes eight) { return eight.beyond_ascii(); });
        check('A', 'Z', [](EightBytes eight) { return eight.within('A', 'Z'); });
        check(0, 0x7F, [](EightBytes eight) { return eight.within(0, 0x7F); });
        check(0x80, 0x9F, [](EightBytes eight) { return eight.within(0x80, 0x9F); });
        check(0xCC, 0xFF, [](EightBytes eight) { return eight.within(0xCC, 0xFF); });
    }
}

TEST_CASE("all of eight bytes within a range are marked, and no others", "[text]") {
    const EightBytes eight{"@AZ[\xC3\xC4 A", 0};
    CHECK(eight.within('A', 'Z') == 0x8000000000808000ULL);
    CHECK(eight.within(0xC3, 0xC3) == 0x0000008000000000ULL);
}

TEST_CASE("what is changed of eight bytes is written over as much as the text has", "[text]") {
    std::string text = "0123456789";
    EightBytes{"abcdefgh", 0}.write(text, 1);
    CHECK(text == "0abcdefgh9");
    EightBytes{"ABCDEFGH", 0}.write(text, 6);
    CHECK(text == "0abcdeABCD");
}
