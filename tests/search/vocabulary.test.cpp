// What words have to do with each other: dictionary, compounds, abbreviations, synonyms.
#include <catch2/catch.hpp>

#include "diag/rules.hpp"
#include "search/compounds.hpp"
#include "search/dictionary.hpp"
#include "search/page_words.hpp"
#include "search/synonyms.hpp"

using namespace knav;

namespace {

/// A dictionary of a few words, in hunspell's own format.
std::shared_ptr<const search::DictionaryFiles> few_words() {
    return std::make_shared<search::DictionaryFiles>(search::DictionaryFiles{R"(SET UTF-8
COMPOUNDBEGIN X
COMPOUNDMIDDLE U
ONLYINCOMPOUND Z
FORBIDDENWORD %
SFX A Y 1
SFX A 0 s .
SFX C Y 2
SFX C er ret [^m]er
SFX C 0 t [aeiouyåäö]
SFX G Y 3
SFX G 0 en [^a]
SFX G 0 ar [^a]
SFX G a or a
)",
                                                                             R"(9
register/AC
styrning/AG
kunskap/AGX
kvinno/XZ
kvinna/AG
vård/AGX
hälsa/A
fel/%
system/AC
)"});
}

std::vector<std::string> parts(const search::Splitter& splitter, std::string_view word) {
    std::vector<std::string> words;
    for (const auto& part : splitter.split(word)) words.push_back(part.word);
    return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a dictionary takes endings off as its affix rules say", "[search]") {
    const search::Dictionary dictionary{few_words()};
    CHECK(dictionary.lemmas("registret") == Words{"register"});
    CHECK(dictionary.lemmas("register") == Words{"register"});
    CHECK(dictionary.lemmas("styrningar") == Words{"styrning"});
    CHECK(dictionary.lemmas("kvinnor") == Words{"kvinna"});
    CHECK(dictionary.lemmas("hälsas") == Words{"hälsa"});
    CHECK(dictionary.lemmas("kvinnot").empty());
    CHECK_FALSE(dictionary.knows("kvinno"));  // only within compounds
    CHECK_FALSE(dictionary.knows("fel"));     // forbidden
    CHECK(dictionary.lists_as_part("kvinno"));
    CHECK(dictionary.lists_as_part("register"));
    CHECK_FALSE(dictionary.lists_as_part("registret"));
    CHECK(search::Dictionary{}.lemmas("register").empty());
}

TEST_CASE("broken dictionaries are read as far as they go", "[search]") {
    const auto broken = GENERATE(std::string{"SFX"}, std::string{"SFX A 0 [a"}, std::string{"SFX A 0 x [^"},
                                 std::string{"COMPOUNDBEGIN"}, std::string(3, '\0'));
    const search::Dictionary dictionary{
        std::make_shared<search::DictionaryFiles>(search::DictionaryFiles{broken, "x\nord/A\n/\n//\n"})};
    CHECK(dictionary.knows("ord"));
    CHECK_FALSE(dictionary.knows("ordx"));
}

TEST_CASE("compounds are split over the site's words, then the dictionary's", "[search]") {
    const search::Dictionary dictionary{few_words()};
    const search::Splitter splitter{dictionary,
                                    [](std::string_view word) { return word == "tandvård" || word == "taxa"; }};
    CHECK(parts(splitter, "kunskapsstyrning") == Words{"kunskap", "styrning"});
    CHECK(parts(splitter, "kunskapsstyrningssystem") == Words{"kunskap", "styrning", "system"});
    CHECK(parts(splitter, "kvinnohälsa") == Words{"kvinno", "hälsa"});
    CHECK(parts(splitter, "hälsovård") == Words{"hälsa", "vård"});
    CHECK(parts(splitter, "tandvårdsregistret") == Words{"tandvård", "registret"});
    CHECK(parts(splitter, "register").empty());
    CHECK(parts(splitter, "okändaord").empty());
    CHECK(parts(splitter, "").empty());
    CHECK(parts(splitter, std::string(100000, 'a')).empty());
}

TEST_CASE("abbreviations are found beside what they stand for", "[search]") {
    const auto told = [](std::string_view text) {
        std::vector<std::pair<std::string, Words>> all;
        for (const auto& each : search::abbreviations_in(text)) all.emplace_back(each.abbreviation, each.words);
        return all;
    };
    CHECK(told("Det regionala medicinska programområdet (RMPO) leder.") ==
          std::vector<std::pair<std::string, Words>>{{"rmpo", {"regionala", "medicinska", "programområdet"}}});
    CHECK(told("VRI vårdrelaterade infektioner. Annat.") ==
          std::vector<std::pair<std::string, Words>>{{"vri", {"vårdrelaterade", "infektioner"}}});
    CHECK(told("En sida (se här) om annat (XYZ).").empty());
    CHECK(told("((((((").empty());
}

TEST_CASE("a list of synonyms says who finds whom, and where it is wrong", "[search]") {
    Diagnostics found;
    const auto file = make_file("content/synonymer.toml", R"(same = [["sepsis", "blodförgiftning"]]
[words]
"tandvärk" = ["tandvård"]
)");
    const auto synonyms = search::read_synonyms(file, found);
    REQUIRE(synonyms.size() == 3);
    CHECK(synonyms[0].asked == "sepsis");
    CHECK(synonyms[0].meant == "blodförgiftning");
    CHECK(synonyms[2].asked == "tandvärk");
    CHECK(synonyms[2].place.at.line == 3);
    CHECK_FALSE(synonyms[0].general);
    CHECK(found.sorted().empty());

    CHECK(search::read_synonyms(make_file("schema/synonyms.toml", "same = [\"a\", [1]]\nother = 2\n"), found).empty());
    CHECK(found.errors() == 3);
}
