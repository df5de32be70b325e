#include <catch2/catch.hpp>

#include <random>
#include <tuple>
#include <utility>

#include <nlohmann/json.hpp>

#include "text/escape.hpp"

using namespace knav;

namespace {

std::string xml(std::string_view text) {
    std::string out;
    append_xml(out, text);
    return out;
}

std::string json(std::string_view text) {
    std::string out;
    append_json(out, text);
    return out;
}

}  // namespace

TEST_CASE("HTML's special characters become entities, everything else stays", "[text]") {
    CHECK(html_escape("") == "");
    CHECK(html_escape("Hud & kön <b> \"x\" 'y' åäö") == "Hud &amp; kön &lt;b&gt; &quot;x&quot; 'y' åäö");
    CHECK(html_escape("&&") == "&amp;&amp;");
    CHECK(html_escape("{{#tag}}") == "{{#tag}}");
}

TEST_CASE("what HTML has a name for is found wherever it stands", "[text]") {
    for (const auto& [sign, name] : std::vector<std::pair<char, std::string>>{
             {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'$', "$"}, {'=', "="}, {'\xE6', "\xE6"}}) {
        for (std::size_t at = 0; at < 20; ++at) {
            auto text = std::string(20, 'a');
            const auto expected = std::string(at, 'a') + name + std::string(19 - at, 'a');
            text[at] = sign;
            CHECK(html_escape(text) == expected);
        }
    }
}

TEST_CASE("what XML and JSON write otherwise is found wherever it stands", "[text]") {
    for (const auto& [sign, in_xml, in_json] :
         std::vector<std::tuple<char, std::string, std::string>>{{'<', "&lt;", "\\u003c"},
                                                                 {'"', "&quot;", "\\\""},
                                                                 {'\\', "\\", "\\\\"},
                                                                 {'\n', "\n", "\\n"},
                                                                 {'\0', "", "\\u0000"},
                                                                 {'\x1F', "", "\\u001f"},
                                                                 {'\x7F', "\x7F", "\\u007f"},
                                                                 {'!', "!", "!"}}) {
        for (std::size_t at = 0; at < 20; ++at) {
            auto text = std::string(20, 'a');
            text[at] = sign;
            CHECK(xml(text) == std::string(at, 'a') + in_xml + std::string(19 - at, 'a'));
            CHECK(json(text) == "\"" + std::string(at, 'a') + in_json + std::string(19 - at, 'a') + "\"");
        }
    }
}

TEST_CASE("XML drops what XML forbids", "[text]") {
    CHECK(xml("a\x01"
              "b\x0C"
              "c\td\ne") == "abc\td\ne");
    CHECK(xml("<&\uFFFE\uFFFF\uFFFDå") == "&lt;&amp;\uFFFDå");
    CHECK(xml("\xEF") == "\xEF");
}

TEST_CASE("JSON strings are read back as they were, and cannot close a script element", "[text]") {
    std::string text = "\"citat\" \\ </script><!-- \n\r\t åäö 😀 \x7F";
    for (int c = 0; c < 32; ++c) text += static_cast<char>(c);
    const auto written = json(text);
    CHECK(nlohmann::json::parse(written).get<std::string>() == text);
    CHECK(written.find('<') == std::string::npos);
    CHECK(json("") == "\"\"");
}

TEST_CASE("addresses are percent-encoded", "[text]") {
    CHECK(url_path("/bilder/Möte 1.png?") == "/bilder/M%C3%B6te%201.png%3F");
    CHECK(url_path("a-b_c.d~e/1") == "a-b_c.d~e/1");
    CHECK(url_value("a/b&c=å") == "a%2Fb%26c%3D%C3%A5");
}

TEST_CASE("plain text has neither tags nor entities, and single spaces", "[text]") {
    CHECK(plain_text("<p>Hud &amp; <em>kö</em>n</p>\n<p>x</p>") == "Hud & kön x");
    CHECK(plain_text("<ul><li>ett</li><li>två</li></ul>") == "ett två");
    CHECK(plain_text("a<!-- <b>hemligt</b> -->b") == "ab");
    CHECK(plain_text("a<script>var x = '<p>';</script>b") == "a b");
    CHECK(plain_text("1 < 2 &lt; 3 &unknown; & 4") == "1 < 2 < 3 &unknown; & 4");
    CHECK(plain_text("&#229;&#xE5;&aring;&nbsp;&ndash;") == "ååå –");
    CHECK(plain_text("&#0;&#x110000;&#;") == "\uFFFD\uFFFD&#;");
    CHECK(plain_text("  \n ") == "");
    CHECK(plain_text("<unclosed") == "<unclosed");
}

TEST_CASE("plain text is what its pieces say, in whatever order and at whatever distance they stand", "[text]") {
    using namespace std::string_view_literals;
    // What a piece of HTML says; a blank is white space.
    constexpr std::pair<std::string_view, std::string_view> pieces[] = {{"a", "a"},
                                                                        {"regionerna", "regionerna"},
                                                                        {"å", "å"},
                                                                        {"–", "–"},
                                                                        {"!", "!"},
                                                                        {"\x01", "\x01"},
                                                                        {"\0"sv, "\0"sv},
                                                                        {"\v", "\v"},
                                                                        {" ", " "},
                                                                        {"  ", " "},
                                                                        {"\n", " "},
                                                                        {" \t\r\f ", " "},
                                                                        {"<b>", ""},
                                                                        {"</em>", ""},
                                                                        {"<p>", " "},
                                                                        {"</li>", " "},
                                                                        {"<br/>", " "},
                                                                        {"<a\nhref>", ""},
                                                                        {"<!-- < -->", ""},
                                                                        {"&amp;", "&"},
                                                                        {"&shy;", ""},
                                                                        {"&nbsp;", " "},
                                                                        {"&#32;", " "},
                                                                        {"&#229;", "å"},
                                                                        {"& ", "& "},
                                                                        {"< ", "< "},
                                                                        {"<3", "<3"},
                                                                        {">", ">"},
                                                                        {"&okänd;", "&okänd;"}};
    std::mt19937 random{7};
    for (int round = 0; round < 3000; ++round) {
        std::string html, said;
        for (auto left = random() % 40; left > 0; --left) {
            const auto& [piece, text] = pieces[random() % std::size(pieces)];
            html += piece;
            said += text;
        }
        std::string folded;
        for (const char c : said) {
            if (c != ' ' || (!folded.empty() && folded.back() != ' ')) folded += c;
        }
        if (folded.ends_with(' ')) folded.pop_back();
        INFO(html);
        REQUIRE(plain_text(html) == folded);
    }
}
