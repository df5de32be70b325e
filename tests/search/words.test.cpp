// The word functions that the browser has too. forms.json is read by tests/search/run.mjs as well: both must give what
// it says.
#include <catch2/catch.hpp>

#include <fstream>
#include <random>

#include <nlohmann/json.hpp>

#include "search/words.hpp"
#include "text/utf8.hpp"

using namespace knav;

namespace {

nlohmann::json forms() {
    std::ifstream file{KNAV_SOURCE_DIR "/tests/search/forms.json"};
    return nlohmann::json::parse(file);
}

bool meet(std::string_view one, std::string_view other) {
    const auto left = search::stems_of(fold(lower(one))), right = search::stems_of(fold(lower(other)));
    return std::any_of(left.begin(), left.end(), [&](const std::string& stem) {
        return std::find(right.begin(), right.end(), stem) != right.end();
    });
}

/// Words read a character at a time.
std::vector<std::string> words_slowly(std::string_view text) {
    std::u32string small;
    const auto composed = nfc(text);
    for (std::size_t at = 0; at < composed.size();) small += lower(next_code_point(composed, at));
    const auto end_of_word = [&small](std::size_t at) {
        while (at < small.size() && search::is_word_character(small[at])) ++at;
        return at;
    };
    const auto is_swedish = [](char32_t c) { return (c >= U'a' && c <= U'z') || c == U'å' || c == U'ä' || c == U'ö'; };
    std::vector<std::string> words;
    for (std::size_t at = 0; at < small.size(); ++at) {
        const auto end = end_of_word(at);
        if (end == at) continue;
        words.emplace_back();
        for (; at < end; ++at) append_utf8(words.back(), small[at]);
        if (at == small.size() || small[at] != U':') continue;
        const auto hanging = std::u32string_view{small}.substr(at + 1, end_of_word(at + 1) - at - 1);
        if (hanging.size() <= 3 && std::all_of(hanging.begin(), hanging.end(), is_swedish)) at += hanging.size();
    }
    return words;
}

}  // namespace

TEST_CASE("words are the same whether characters are read one by one or many together", "[search]") {
    using namespace std::string_view_literals;
    constexpr std::string_view pieces[] = {"a",      "Z",      "0",  "å",       "Å", "É", "ß",   "Þ",      "ÿ",
                                           "×",      "÷",      "ı",  "İ",       "Ж", "ж", "日",  "\u212A", "😀",
                                           "\u0301", "\u00A0", "–",  " ",       ".", ":", "[",   "`",      "{",
                                           "\0"sv,   "\n",     ":s", "RMPO:er", "@", "/", "ÅÄÖ", "ö:",     "SVF"};
    std::mt19937 random{5};
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (auto left = random() % 40; left > 0; --left) text += pieces[random() % std::size(pieces)];
        INFO(text);
        REQUIRE(search::words_of(text) == words_slowly(text));
    }
}

TEST_CASE("bytes that are no UTF-8 are read to their end, and the words among them found", "[search]") {
    std::mt19937 random{9};
    for (int round = 0; round < 1000; ++round) {
        std::string text;
        for (auto left = random() % 24; left > 0; --left) text += static_cast<char>(random() % 256);
        INFO(text);
        const auto words = search::words_of(text + " ord");
        REQUIRE(!words.empty());
        REQUIRE(words.back() == "ord");
    }
}

TEST_CASE("words, folding, stems and names are as the shared table says", "[search]") {
    const auto table = forms();
    for (const auto& [text, words] :
         table.at("words").get<std::vector<std::pair<std::string, std::vector<std::string>>>>()) {
        INFO(text);
        CHECK(search::words_of(text) == words);
    }
    for (const auto& [text, folded] : table.at("fold").get<std::vector<std::pair<std::string, std::string>>>()) {
        INFO(text);
        CHECK(fold(lower(text)) == folded);
    }
    for (const auto& [word, stems] :
         table.at("stems").get<std::vector<std::pair<std::string, std::vector<std::string>>>>()) {
        INFO(word);
        CHECK(search::stems_of(fold(word)) == stems);
    }
    for (const auto& [name, key] : table.at("names").get<std::vector<std::pair<std::string, std::string>>>()) {
        INFO(name);
        CHECK(search::name_key(fold(lower(name))) == key);
    }
}

TEST_CASE("forms of one Swedish word meet in a stem, and different words don't", "[search]") {
    for (const auto& [one, other] : std::vector<std::pair<const char*, const char*>>{{"registren", "register"},
                                                                                     {"systemet", "system"},
                                                                                     {"mötena", "möte"},
                                                                                     {"ledamöterna", "ledamot"},
                                                                                     {"tänderna", "tand"},
                                                                                     {"rummen", "rum"},
                                                                                     {"nycklarna", "nyckel"},
                                                                                     {"planernas", "plan"}}) {
        INFO(one << " " << other);
        CHECK(meet(one, other));
    }
    for (const auto& [one, other] :
         std::vector<std::pair<const char*, const char*>>{{"plant", "plan"}, {"vård", "vara"}, {"möte", "mått"}}) {
        INFO(one << " " << other);
        CHECK_FALSE(meet(one, other));
    }
}

TEST_CASE("names that sound alike have one key", "[search]") {
    CHECK(search::name_key("lindqvist") == search::name_key("lindkvist"));
    CHECK(search::name_key("carlsson") == search::name_key("karlson"));
    CHECK(search::name_key("wallin") == search::name_key("vallin"));
    CHECK(search::name_key("thoren") == search::name_key("toren"));
    CHECK(search::name_key("hallberg") != search::name_key("hallgren"));
}
