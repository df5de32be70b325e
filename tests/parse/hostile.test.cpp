// Pages made to take the parser down. The bound on time is generous, for slow machines under a sanitizer; without the
// bounds in parse/bounds.hpp each of these takes from seconds to hours.
#include <chrono>
#include <random>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/parse/reading.hpp"

using namespace knav;
using test::read;

namespace {

std::string repeated(const std::string& text, std::size_t times) {
    std::string made;
    for (std::size_t i = 0; i < times; ++i) made += text;
    return made;
}

/// Bits of Markdown thrown together: what the properties below must hold for.
std::string random_markdown(unsigned seed) {
    static const std::vector<std::string> pieces = {"## Rubrik\n",
                                                    "### Under\n",
                                                    "\n",
                                                    "\n\n",
                                                    "text ",
                                                    "å ä ö ",
                                                    "RMPO ",
                                                    "RMPO:s ",
                                                    "[[mal]]",
                                                    "[[mal|å]]",
                                                    "![[mal#x]]\n",
                                                    "\n![[mal]]\n",
                                                    "[a](/b/)",
                                                    "[å](fil.pdf)",
                                                    "![alt](b.png)",
                                                    "https://example.org/å ",
                                                    "a@example.org ",
                                                    "~~",
                                                    "**",
                                                    "*",
                                                    "_",
                                                    "`",
                                                    "```\n",
                                                    "> ",
                                                    "- ",
                                                    "- [ ] ",
                                                    "1. ",
                                                    "| a | b |\n|---|:-:|\n| [[c\\|d]] | e |\n",
                                                    "---\n",
                                                    "===\n",
                                                    "<b>",
                                                    "</b>",
                                                    "<div>\n",
                                                    "<!-- ",
                                                    "-->",
                                                    "[r]: /x/\n",
                                                    "[r]",
                                                    "[[",
                                                    "]]",
                                                    "\\",
                                                    "&amp;",
                                                    "\n    ",
                                                    "\t",
                                                    "Kontakt\n---\n",
                                                    "|",
                                                    "  \n"};
    std::mt19937 random{seed};
    std::string made;
    const auto length = random() % 60;
    for (unsigned i = 0; i < length; ++i) made += pieces[random() % pieces.size()];
    return made;
}

std::string everything(const Document& document) {
    std::string made = document.excerpt;
    for (const Section& section : document.sections) {
        made += section.heading + section.anchor + section.digest.hex() + test::with_holes(section);
    }
    for (const Link& link : document.links) {
        made += link.target + link.said.hex() + std::to_string(link.at.line) + ":" + std::to_string(link.at.column);
    }
    for (const auto& [label, before, after] : document.link_words) made += label + before + after;
    return made;
}

bool begins_character(const std::string& text, std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

}  // namespace

TEST_CASE("sections cover the body exactly once, and holes stand in order between characters", "[parse]") {
    for (unsigned seed = 0; seed < 1500; ++seed) {
        const std::string text = random_markdown(seed);
        const auto page = read(text);
        INFO(seed << "\n" << text);
        std::size_t at = 0;
        for (const Section& section : page.document.sections) {
            REQUIRE(section.begin == at);
            REQUIRE(section.end >= section.begin);
            at = section.end;
            std::size_t before = 0;
            for (const Hole& hole : section.holes) {
                REQUIRE(hole.offset >= before);
                REQUIRE(hole.offset <= section.html.size());
                REQUIRE(begins_character(section.html, hole.offset));
                before = hole.offset;
            }
        }
        REQUIRE(at == text.size());
    }
}

TEST_CASE("the same text gives the same document, on one thread and on four", "[parse]") {
    std::vector<std::string> texts;
    std::vector<std::string> alone;
    for (unsigned seed = 0; seed < 200; ++seed) {
        texts.push_back(random_markdown(seed) + "\n~~a~~ https://example.org www.example.org a@example.org [[b]]\n");
        alone.push_back(everything(read(texts.back()).document));
    }
    std::vector<std::size_t> differing(4, 0);
    std::vector<std::thread> threads;
    for (std::size_t& mine : differing) {
        threads.emplace_back([&] {
            for (int round = 0; round < 5; ++round) {
                for (std::size_t i = 0; i < texts.size(); ++i)
                    mine += everything(read(texts[i]).document) != alone[i] ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(differing == std::vector<std::size_t>(4, 0));
}

TEST_CASE("what is too much for the parser is told and shown unread", "[parse]") {
    struct Case {
        std::string text;
        const char* rule;
    };
    const std::vector<Case> cases = {
        {repeated(">", 50'000) + "a" + repeated("\na", 50'000), "nesting-too-deep"},
        {repeated("- ", 100'000) + "a", "nesting-too-deep"},
        {repeated("* ", 60) + "x" + repeated("\n", 100'000), "nesting-too-deep"},
        {repeated("[", 100'000), "nesting-too-deep"},
        {repeated("![[]()", 100'000), "nesting-too-deep"},
        {repeated("![a](b)", 100'000), "nesting-too-deep"},
        {"[a]: " + std::string(100'000, 'u') + "\n\n" + repeated("[a] ", 20'000), "nesting-too-deep"},
        {repeated("|a", 2'000) + "|\n" + repeated("|-", 2'000) + "|\n", "table-too-large"},
        {repeated("|", 100'000) + "\n" + repeated("|-", 50), "table-too-large"},
        {repeated("|a", 90) + "\n" + repeated("|-", 90) + "\n" + repeated("a\n", 100'000), "table-too-large"},
        {repeated("|a|\n|-|-|\n", 100'000), "table-too-large"},
    };
    for (const Case& one : cases) {
        INFO(one.text.substr(0, 40));
        const auto begin = std::chrono::steady_clock::now();
        const auto page = read(one.text);
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{2});
        REQUIRE(page.told.size() == 1);
        CHECK(page.told[0].ends_with(one.rule));
        REQUIRE(page.document.sections.size() == 1);
        CHECK(page.document.sections[0].end == one.text.size());
        CHECK(page.html().starts_with("<pre tabindex=\"0\">"));
    }
}

TEST_CASE("lists deeper than the bound are refused even when each line is modest", "[parse]") {
    std::string text;
    for (std::size_t i = 0; i < 70; ++i) text += std::string(2 * i, ' ') + "- a\n";
    const auto page = read(text);
    CHECK(page.told == std::vector<std::string>{"65:1 nesting-too-deep"});
    CHECK(page.html().starts_with("<pre"));
}

TEST_CASE("ugly but bearable pages are read in reasonable time", "[parse]") {
    const std::vector<std::string> texts = {repeated("`", 100'000),
                                            repeated("*a **a ", 20'000),
                                            repeated("_*", 20'000) + "a",
                                            repeated("<", 50'000) + repeated(">", 50'000),
                                            repeated("&#104;ttp://a.se ", 10'000),
                                            repeated("[[a]]\n\n", 10'000),
                                            repeated("www.a.se ", 10'000),
                                            repeated("a@", 50'000),
                                            repeated("~~a~~ ", 20'000),
                                            repeated("AB-", 50'000),
                                            "http://a" + repeated("(", 50'000) + repeated(")", 50'000),
                                            repeated("## x\n", 10'000),
                                            repeated("### x\n\n", 10'000),
                                            std::string(500'000, 'a'),
                                            repeated("\\[\\[a]] \n\n", 10'000)};
    for (const std::string& text : texts) {
        INFO(text.substr(0, 40));
        const auto begin = std::chrono::steady_clock::now();
        CHECK(read(text).document.sections.back().end == text.size());
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{3});
    }
}
