#include <catch2/catch.hpp>

#include <algorithm>

#include "text/collate.hpp"

using namespace knav;

namespace {

std::vector<std::string> in_order(std::vector<std::string> words) {
    std::reverse(words.begin(), words.end());
    sort_by_words(words, [](const std::string& word) -> std::string_view { return word; });
    return words;
}

}  // namespace

TEST_CASE("Swedish order puts å ä ö last and keeps v and w apart", "[text]") {
    const std::vector<std::string> words = {"adel",  "vanadin", "vit",   "wilson", "xenon",
                                            "zebra", "ål",      "ängel", "öl",     "öppen"};
    CHECK(in_order(words) == words);
}

TEST_CASE("case and accents only break ties", "[text]") {
    const std::vector<std::string> words = {"ide", "idé", "ideal", "rag", "RAG", "ragata", "ångest", "Ångest", "ångra"};
    CHECK(in_order(words) == words);
}

TEST_CASE("numbers stand in order of their values", "[text]") {
    const std::vector<std::string> words = {"Mål 0", "Mål 2", "Mål 02", "Mål 10", "Mål 10 a", "Mål 100", "Målning"};
    const auto sorted = in_order(words);
    CHECK(sorted[0] == "Mål 0");
    CHECK(sorted[3] == "Mål 10");
    CHECK(sorted[5] == "Mål 100");
    CHECK(sorted[6] == "Målning");
    CHECK(sort_key("1" + std::string(300, '0')) < sort_key("2" + std::string(300, '0')));
    CHECK(sort_key("9" + std::string(299, '9')) < sort_key("1" + std::string(300, '0')));
}

TEST_CASE("words stand before longer words, and foreign letters where they are looked for", "[text]") {
    const std::vector<std::string> words = {"Hud",   "Hud och kön", "Huden", "Lund",  "Łódź",    "Lyon", "Müller",
                                            "Mynta", "Mäta",        "Ærø",   "Öland", "Øresund", "Åre"};
    const auto expected = in_order(words);
    const auto place = [&](std::string_view word) { return std::find(expected.begin(), expected.end(), word); };
    CHECK(place("Hud och kön") < place("Huden"));
    CHECK(place("Łódź") < place("Lund"));
    CHECK(place("Lyon") < place("Müller"));
    CHECK(place("Müller") < place("Mynta"));
    CHECK(place("Åre") < place("Ærø"));
    CHECK(place("Ærø") < place("Öland"));
    CHECK(place("Öland") < place("Øresund"));
}

TEST_CASE("different texts have different keys, equal texts equal keys", "[text]") {
    const std::vector<std::string> texts = {"",   " ",   "a",   "A",  "å", "a\u030A", "1",
                                            "01", "a-b", "a b", "ab", "é", "e",       "Ω"};
    for (const auto& left : texts) {
        for (const auto& right : texts) CHECK((sort_key(left) == sort_key(right)) == (left == right));
    }
}
