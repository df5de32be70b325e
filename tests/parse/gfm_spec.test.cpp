// The published examples of CommonMark and GitHub's Markdown, read as we use the parser and compared as a browser would
// see them: white space between blocks, the order of attributes and ways of encoding an address do not count.
// What we do otherwise on purpose is undone before comparing (see `as_expected`); what remains is listed with why.
#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "parse/page_source.hpp"
#include "text/escape.hpp"

using namespace knav;

namespace {

std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    REQUIRE(file);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::string replaced(const std::string& text, const std::string& pattern, const std::string& by) {
    static std::map<std::string, std::regex> compiled;  // compiling one costs more than using it
    auto known = compiled.find(pattern);
    if (known == compiled.end()) known = compiled.emplace(pattern, pattern).first;
    return std::regex_replace(text, known->second, by);
}

std::string address(const Link& link) {
    return link.target + (link.query.empty() ? "" : "?" + link.query) +
           (link.fragment.empty() ? "" : "#" + link.fragment);
}

std::string filled(const Hole& hole, const Document& document) {
    const auto link = [&]() -> const Link& { return document.links[hole.number]; };
    switch (hole.kind) {
        case HoleKind::link_open: return "<a href=\"" + html_escape(address(link())) + "\">";
        case HoleKind::link_close: return "</a>";
        case HoleKind::link_label: return link().target;
        case HoleKind::image:
            return "<img src=\"" + html_escape(address(link())) + "\" alt=\"" +
                   html_escape(document.link_words[hole.number].label) + "\">";
        case HoleKind::transclusion: return "<transclusion>";
        case HoleKind::abbreviation: return html_escape(document.candidates[hole.number]);
        case HoleKind::task_open: return "<input type=\"checkbox\" disabled=\"\"> ";
        case HoleKind::task_done: return "<input type=\"checkbox\" checked=\"\" disabled=\"\"> ";
        case HoleKind::anchor:
        case HoleKind::table_label: return "";
    }
    return "";
}

/// The document as one piece of HTML, its holes filled in the plainest way.
std::string whole(const Document& document) {
    std::string html;
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        const Section& section = document.sections[i];
        if (i > 0) html += "<h2>" + html_escape(section.heading) + "</h2>\n";
        std::size_t at = 0;
        for (const Hole& hole : section.holes) {
            html.append(section.html, at, hole.offset - at);
            html += filled(hole, document);
            at = hole.offset;
        }
        html.append(section.html, at);
    }
    return html;
}

std::string percent_decoded(const std::string& text) {
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && std::isxdigit(text[i + 1]) && std::isxdigit(text[i + 2])) {
            made += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            made += text[i];
        }
    }
    return made;
}

std::string decoded_attribute(const std::string& attribute) {
    std::string made = attribute;
    for (const auto& [from, to] : {std::pair{"&quot;", "%22"}, std::pair{"&amp;", "&"}, std::pair{"&#x27;", "'"}}) {
        for (auto at = made.find(from); at != made.npos; at = made.find(from, at + 1))
            made.replace(at, std::strlen(from), to);
    }
    return percent_decoded(made);
}

/// Addresses decoded, white space folded outside <pre>, none of it beside a block's tag.
std::string canonical(const std::string& html) {
    std::string made;
    for (std::size_t i = 0; i < html.size();) {
        const std::string_view rest = std::string_view{html}.substr(i);
        std::size_t length = 1;
        if (rest.starts_with("<pre")) {
            length = std::min(rest.find("</pre>"), rest.size());
            made += rest.substr(0, length);
        } else if (rest.starts_with("href=\"") || rest.starts_with("src=\"")) {
            length = std::min(rest.find('"', rest.find('"') + 1), rest.size());
            made += decoded_attribute(std::string{rest.substr(0, length)});
        } else if (std::isspace(static_cast<unsigned char>(html[i]))) {
            if (!made.ends_with(' ')) made += ' ';
        } else {
            made += html[i];
        }
        i += length;
    }
    static const std::string blocks =
        "(</?(?:p|li|ul|ol|blockquote|h[1-6]|pre|hr|table|thead|tbody|tr|th|td|br)(?: [^>]*)?>)";
    return replaced(replaced(replaced(made, " " + blocks, "$1"), blocks + " ", "$1"), "^ +| +$", "");
}

/// The published HTML, with what we mean to do otherwise done to it.
std::string as_expected(std::string html) {
    html = replaced(html, " />", ">");
    html = replaced(html, R"re((<(?:a|img) [^>]*?) title="[^"]*")re", "$1");  // titles reach neither touch nor keyboard
    html = replaced(html, "<(/?)h1>", "<$1h3>");                              // the page's title is the only level 1
    html = replaced(html, R"(<h[1-6]></h[1-6]>)", "");                        // empty headings are not written
    html = replaced(html, R"re( align="(\w+)")re", " class=\"align-$1\"");
    html = replaced(html, "<th></th>", "<td></td>");  // nor is an empty head a head
    std::smatch heading;                              // a section's heading is plain text
    static const std::regex marked{R"(<h2>((?:[^<]|<(?!/h2>))*<(?!/h2>)[\s\S]*?)</h2>)"};
    while (std::regex_search(html, heading, marked)) {
        html = heading.prefix().str() + "<h2>" + replaced(heading[1].str(), "<[^>]*>", "") + "</h2>" +
               heading.suffix().str();
    }
    return canonical(html);
}

std::string as_ours(const Document& document) {
    std::string html = whole(document);
    html = replaced(html, R"re(<pre tabindex="0">)re", "<pre>");
    html = replaced(html, R"re(<div class="table">(<table>)|(</table>)</div>)re", "$1$2");
    html = replaced(html, R"re(<th scope="col")re", "<th");
    html = replaced(html, R"re(<td data-label="[^"]*")re", "<td");
    html = replaced(html, R"re( rel="external")re", "");
    html = replaced(html, R"re(<li class="task">)re", "<li>");
    html = replaced(html, R"(<h[1-6]></h[1-6]>)", "");
    return canonical(html);
}

/// Tags that nobody but us writes; anything else in the HTML would be the content's own.
void check_tags(const std::string& html) {
    static const std::set<std::string> ours = {"p",     "h2", "h3",         "h4",  "h5",    "h6",          "ul",
                                               "ol",    "li", "blockquote", "pre", "code",  "em",          "strong",
                                               "del",   "a",  "img",        "br",  "hr",    "table",       "thead",
                                               "tbody", "tr", "th",         "td",  "input", "transclusion"};
    static const std::regex tag{R"(</?([A-Za-z!?][A-Za-z0-9-]*))"};
    for (std::sregex_iterator it{html.begin(), html.end(), tag}; it != std::sregex_iterator{}; ++it) {
        CHECK(ours.contains((*it)[1].str()));
    }
}

struct Outcome {
    bool same = false;
    bool refused = false;  // raw HTML or a scheme that content may not use: reported, and shown as text
    std::string expected, ours;
};

Outcome read_example(const nlohmann::json& example) {
    Diagnostics found;
    const Document document = parse_markdown("x.md", example["markdown"].get<std::string>(), 1, 0, found);
    Outcome outcome;
    outcome.expected = as_expected(example["html"].get<std::string>());
    outcome.ours = as_ours(document);
    outcome.same = outcome.expected == outcome.ours;
    for (const Diagnostic& one : found.sorted()) {
        outcome.refused = outcome.refused || *one.rule == rule::raw_html || *one.rule == rule::link_scheme;
    }
    return outcome;
}

struct Exception {
    int example;
    const char* reason;
};

void check_set(const std::string& name, const std::vector<Exception>& exceptions, std::size_t expected_same) {
    const auto all =
        nlohmann::json::parse(read_file(std::string{KNAV_SOURCE_DIR} + "/tests/specs/cmark-gfm-spec.json"));
    std::set<int> differing;
    std::size_t same = 0;
    for (const auto& example : all["sets"][name]) {
        if (example["disabled"].get<bool>()) continue;
        const Outcome outcome = read_example(example);
        check_tags(outcome.ours);
        same += outcome.same ? 1 : 0;
        if (outcome.same || outcome.refused) continue;
        const int number = example["number"].get<int>();
        differing.insert(number);
        const bool known =
            std::any_of(exceptions.begin(), exceptions.end(), [&](const Exception& e) { return e.example == number; });
        if (known) continue;
        INFO(name << " " << number << "\n" << example["markdown"].get<std::string>());
        CHECK(outcome.ours == outcome.expected);
    }
    CHECK(same == expected_same);
    for (const Exception& exception : exceptions) {
        INFO(name << " " << exception.example << " no longer differs: " << exception.reason);
        CHECK(differing.contains(exception.example));
    }
}

}  // namespace

TEST_CASE("Markdown is read as the GFM specification's examples say, with known exceptions", "[parse][specs]") {
    check_set("spec.txt",
              {
                  {278, "a level-2 heading inside a list is no section, so it is written as a subheading, level 3"},
                  {556, "[[...]] is a wiki link"},
                  {598, "![[...]] alone on its line shows another page's section"},
                  {614, "a mail address in running text becomes a link"},
                  {616, "a web address in running text becomes a link"},
                  {619, "a web address in running text becomes a link"},
                  {620, "a mail address in running text becomes a link"},
                  {628, "ftp is not an address that content may use"},
              },
              588);
}

TEST_CASE("tables and task lists are read as cmark-gfm's own examples say, with known exceptions", "[parse][specs]") {
    check_set("extensions.txt",
              {
                  {17, "one tilde is a tilde (\"~10 st\"); only two strike"},
                  {18, "one tilde is a tilde"},
                  {20, "the published result is only that nothing crashes"},
                  {23, "footnotes are not turned on"},
              },
              21);
}

TEST_CASE("cmark-gfm's regressions stay mended", "[parse][specs]") {
    check_set("regression.txt",
              {
                  {10, "one tilde is a tilde"},
                  {11, "one tilde is a tilde"},
                  {13, "footnotes are not turned on"},
              },
              11);
}
