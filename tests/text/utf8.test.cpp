#include <catch2/catch.hpp>

#include "text/utf8.hpp"

using namespace knav;

TEST_CASE("the first byte that is not UTF-8 is found", "[text]") {
    CHECK_FALSE(first_invalid_utf8(""));
    CHECK_FALSE(first_invalid_utf8("Östergötland, 26 åäö € 😀 och en lång rad som är mest ASCII"));
    CHECK(first_invalid_utf8("\xFFx") == 0U);
    CHECK(first_invalid_utf8("H\xE4lsa och en lång rad") == 1U);  // Latin-1
    CHECK(first_invalid_utf8("0123456789abcdef\xC3") == 16U);     // cut short
    CHECK(first_invalid_utf8("a\xC0\xAF") == 1U);                 // overlong '/'
    CHECK(first_invalid_utf8("a\xED\xA0\x80") == 1U);             // a surrogate
    CHECK(first_invalid_utf8("a\xF4\x90\x80\x80") == 1U);         // above U+10FFFF
    CHECK(first_invalid_utf8("\xE0\x80\xAF") == 0U);
    CHECK(first_invalid_utf8("\xF0\x80\x80\xAF") == 0U);
}

TEST_CASE("code points are read one by one, and broken bytes as replacement characters", "[text]") {
    const std::string text = "aå€😀";
    std::size_t offset = 0;
    CHECK(next_code_point(text, offset) == U'a');
    CHECK(next_code_point(text, offset) == U'å');
    CHECK(next_code_point(text, offset) == U'€');
    CHECK(next_code_point(text, offset) == U'😀');
    CHECK(offset == text.size());
    CHECK(code_points(text) == 4);

    offset = 0;
    CHECK(next_code_point("\xC3", offset) == 0xFFFD);
    CHECK(offset == 1);
}

TEST_CASE("code points written and read again are the same", "[text]") {
    for (const char32_t code_point :
         {0x0U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xD7FFU, 0xE000U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
        std::string out;
        append_utf8(out, code_point);
        std::size_t offset = 0;
        CHECK_FALSE(first_invalid_utf8(out));
        CHECK(next_code_point(out, offset) == code_point);
        CHECK(offset == out.size());
    }
    std::string out;
    append_utf8(out, 0xD800);
    CHECK(out == "\uFFFD");
}

TEST_CASE("composition joins a letter and its ring", "[text]") {
    CHECK(nfc("A\u030Angstro\u0308m") == "Ångström");
    CHECK(nfc("Ångström") == "Ångström");
    CHECK(nfc("bad \xFF stays") == "bad \xFF stays");
    CHECK(nfc("en – två “tre” …") == "en – två “tre” …");
    CHECK(nfc("\u2000\u2001") == "\u2002\u2003");
    CHECK(nfc("– a\u030A") == "– å");
}

TEST_CASE("lower case keeps å ä ö, folding does not", "[text]") {
    CHECK(lower("ÅÄÖ Égalité RMPO") == "åäö égalité rmpo");
    CHECK(fold("ÅÄÖ Égalité RMPO") == "aao egalite rmpo");
    CHECK(fold("Smørrebrød, Straße, Æbler, Łódź") == "smorrebrod, strasse, aebler, lodz");
    CHECK(fold("e\u0301") == "e");
    CHECK(lower("Ψ \xFF") == "ψ \uFFFD");
}
