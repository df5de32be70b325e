#include <catch2/catch.hpp>

#include <random>
#include <string>

#include "text/word_diff.hpp"

using namespace knav;

namespace {

/// "-gone-" and "+come+" within what stayed.
std::string marked(std::string_view before, std::string_view after) {
    std::string text;
    for (const auto& piece : word_diff(before, after)) {
        const std::string mark = piece.kind == DiffKind::same ? "" : piece.kind == DiffKind::added ? "+" : "-";
        text += mark + std::string{piece.text} + mark;
    }
    return text;
}

std::string side(std::string_view before, std::string_view after, DiffKind other) {
    std::string text;
    for (const auto& piece : word_diff(before, after)) {
        if (piece.kind != other) text += piece.text;
    }
    return text;
}

std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

}  // namespace

TEST_CASE("the words that differ are found, what went before what came", "[text]") {
    CHECK(marked("", "") == "");
    CHECK(marked("a b c", "a b c") == "a b c");
    CHECK(marked("", "a b") == "+a b+");
    CHECK(marked("a b", "") == "-a b-");
    CHECK(marked("vi möts fyra gånger", "vi möts tre gånger") == "vi möts -fyra -+tre +gånger");
    CHECK(marked("a b c d", "a x c y d") == "a -b -+x +c +y +d");
    CHECK(marked("en rad\nen till", "en rad\nnågot annat\nen till") == "en rad\n+något annat\n+en till");
}

TEST_CASE("each side of a comparison is the whole text it was, but for spaces", "[text]") {
    std::mt19937 random{3};
    const auto text = [&] {
        std::string made;
        for (auto words = random() % 40; words > 0; --words) {
            made += static_cast<char>('a' + random() % 4);
            made += random() % 8 == 0 ? '\n' : ' ';
        }
        return made;
    };
    for (int round = 0; round < 300; ++round) {
        const auto before = text(), after = text();
        INFO(before << "|" << after);
        CHECK(side(before, after, DiffKind::removed) == after);
        CHECK(without_spaces(side(before, after, DiffKind::added)) == without_spaces(before));
    }
}

TEST_CASE("texts with nothing in common are compared in bounded time, as a whole", "[text]") {
    std::string before, after;
    for (int i = 0; i < 20'000; ++i) {
        before += "b" + std::to_string(i) + " ";
        after += "a" + std::to_string(i) + " ";
    }
    const auto pieces = word_diff("först " + before + "sist", "först " + after + "sist");
    REQUIRE(pieces.size() == 4);
    CHECK(pieces[1].kind == DiffKind::removed);
    CHECK(pieces[2].kind == DiffKind::added);
}
