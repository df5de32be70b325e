#include <catch2/catch.hpp>

#include "tests/parse/reading.hpp"

using namespace knav;
using test::read;
using Words = std::vector<std::string>;

TEST_CASE("words of two capitals or more are candidates for the glossary", "[parse]") {
    const auto words = [](const char* text) { return read(text).document.candidates; };
    CHECK(words("RMPO, NPO och SVN.") == Words{"RMPO", "NPO", "SVN"});
    CHECK(words("S-KiS, NSK-S, ICD-10 och ÅÄÖ2") == Words{"S-KiS", "NSK-S", "ICD-10", "ÅÄÖ2"});
    CHECK(words("RMPO:s, RAG-möte, SVFer, VGR-akademin, (SKR)") == Words{"RMPO", "RAG", "SVF", "VGR", "SKR"});
    CHECK(words("EU/EES") == Words{"EU", "EES"});
    CHECK(words("Sverige PowerPoint YouTube iPhone E-hälsa B12 Å A a").empty());
    CHECK(words("RMPO_ny.pdf RMPO@example.org WWW.EXAMPLE.ORG xRMPO").empty());
}

TEST_CASE("an abbreviation is a hole at its first use, and plain text after that", "[parse]") {
    CHECK(read("RMPO:s och RMPO\n").html() == "<p>{abbreviation 0}:s och RMPO</p>\n");
}

TEST_CASE("abbreviations in links, code and headings are left alone", "[parse]") {
    const auto page = read("[RMPO](/a/) `RAG` [[b|NPO]]\n\n## A\n\n### SVN\n\n    SKR\n");
    CHECK(page.document.candidates.empty());
}
