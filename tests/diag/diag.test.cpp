#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "diag/print.hpp"
#include "task/parallel.hpp"

using namespace knav;

namespace {

const Place here{"content/x.md", {4, 11}};

Diagnostic unknown_reference() {
    return {Severity::error, here, &rule::reference_unknown, {"npo/endokrin"}, "npo/endokrina-sjukdomar"};
}

std::string printed(const Diagnostic& diagnostic, Language language = Language::sv) {
    return print(std::span{&diagnostic, 1}, DiagnosticFormat::text, language);
}

}  // namespace

TEST_CASE("every rule has its name, sentences and help in both languages", "[diag]") {
#define KNAV_NAME(identifier, name) name,
    const std::vector<std::string_view> names = {KNAV_RULES(KNAV_NAME)};
#undef KNAV_NAME
    REQUIRE(all_rules().size() == names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Rule& rule = *all_rules()[i];
        INFO(names[i]);
        CHECK(rule.name == names[i]);
        CHECK(find_rule(names[i]) == &rule);
        CHECK_FALSE(rule.sentence_sv.empty());
        CHECK_FALSE(rule.sentence_en.empty());
        CHECK(rule.help_sv.size() > 40);
        CHECK(rule.help_en.size() > 40);
        CHECK(rule.help_sv.ends_with('.') == rule.help_en.ends_with('.'));
    }
    CHECK(find_rule("no-such-rule") == nullptr);
}

TEST_CASE("the two languages of a rule use the same arguments", "[diag]") {
    for (const auto* rule : all_rules()) {
        for (const char* argument : {"{0}", "{1}", "{2}", "{3}"}) {
            INFO(rule->name << ' ' << argument);
            CHECK((rule->sentence_sv.find(argument) == rule->sentence_sv.npos) ==
                  (rule->sentence_en.find(argument) == rule->sentence_en.npos));
        }
    }
}

TEST_CASE("what stands in brackets in a sentence is left out without its argument, so it has one", "[diag]") {
    for (const auto* rule : all_rules()) {
        for (const auto sentence : {rule->sentence_sv, rule->sentence_en}) {
            INFO(sentence);
            for (auto open = sentence.find('['); open != sentence.npos; open = sentence.find('[', open + 1)) {
                const auto close = sentence.find(']', open);
                REQUIRE(close != sentence.npos);
                CHECK(sentence.substr(open, close - open).find('{') != sentence.npos);
            }
        }
    }
}

TEST_CASE("a diagnostic is printed as compilers do", "[diag]") {
    CHECK(printed(unknown_reference()) ==
          "content/x.md:4:11: error: 'npo/endokrin' finns inte; menade du 'npo/endokrina-sjukdomar'? "
          "[reference-unknown]\n");
    CHECK(printed(unknown_reference(), Language::en) ==
          "content/x.md:4:11: error: 'npo/endokrin' does not exist; did you mean 'npo/endokrina-sjukdomar'? "
          "[reference-unknown]\n");
}

TEST_CASE("what is unknown is left out", "[diag]") {
    CHECK(printed({Severity::warning, {"a.md", {}}, &rule::final_newline, {}, {}}) ==
          "a.md: warning: filens sista rad saknar radslut [final-newline]\n");
    CHECK(printed({Severity::note, {"a.md", {3, 0}}, &rule::raw_html, {}, {}}) ==
          "a.md:3: note: rå HTML är inte tillåten [raw-html]\n");
    CHECK(printed({Severity::error, {}, &rule::raw_html, {"<b>"}, {}}) ==
          "error: rå HTML är inte tillåten: <b> [raw-html]\n");
    CHECK(printed({Severity::error, {}, &rule::table_too_large, {"9 kolumner", ""}, {}}, Language::en) ==
          "error: the table is too large: 9 kolumner [table-too-large]\n");
}

TEST_CASE("arguments cannot steer a terminal, break the line or flood it", "[diag]") {
    const auto out = printed({Severity::error, here, &rule::rule_broken, {"a\x1b[2Jb\nc\u009Bd {0} {1}"}, {}});
    CHECK(out == "content/x.md:4:11: error: a [2Jb c d {0} {1} [rule-broken]\n");
    CHECK(printed({Severity::error, here, &rule::rule_broken, {std::string(100000, 'x')}, {}}).size() < 600);
}

TEST_CASE("colour paints the severity and nothing else changes", "[diag]") {
    const auto diagnostic = unknown_reference();
    auto coloured = print(std::span{&diagnostic, 1}, DiagnosticFormat::text, Language::sv, Colour::on);
    CHECK(coloured.find("\x1b[1;31merror\x1b[0m") != std::string::npos);
    for (auto at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
        coloured.erase(at, coloured.find('m', at) - at + 1);
    }
    CHECK(coloured == printed(diagnostic));
}

TEST_CASE("the sink sorts by place, drops repeats and counts", "[diag]") {
    Diagnostics found;
    found.error({"b.md", {1, 1}}, rule::field_required, {"title"});
    found.warning({"a.md", {10, 1}}, rule::link_text);
    found.error({"a.md", {9, 1}}, rule::field_required, {"title"});
    found.error({"b.md", {1, 1}}, rule::field_required, {"title"});
    found.note({"a.md", {9, 1}}, rule::history_unknown);
    const auto sorted = found.sorted();
    REQUIRE(sorted.size() == 4);
    CHECK(sorted[0].place.at.line == 9);
    CHECK(sorted[0].severity == Severity::error);
    CHECK(sorted[1].severity == Severity::note);
    CHECK(sorted[2].place.at.line == 10);
    CHECK(sorted[3].place.path == "b.md");
    CHECK(found.errors() == 2);
    CHECK(found.warnings() == 1);
}

TEST_CASE("the sink may be filled from several threads", "[diag]") {
    Diagnostics found;
    parallel_for(500, 4, [&found](std::size_t index, unsigned) {
        found.error({std::to_string(index), {}}, rule::final_newline);
    });
    CHECK(found.errors() == 500);
}

TEST_CASE("diagnostics as JSON", "[diag]") {
    const std::vector<Diagnostic> two = {unknown_reference(),
                                         {Severity::note, {"a\xFF", {}}, &rule::line_ending, {}, {}}};
    const auto json = nlohmann::json::parse(print(two, DiagnosticFormat::json, Language::en));
    REQUIRE(json.is_array());
    REQUIRE(json.size() == 2);
    CHECK(json[0] ==
          nlohmann::json{{"path", "content/x.md"},
                         {"line", 4},
                         {"column", 11},
                         {"severity", "error"},
                         {"rule", "reference-unknown"},
                         {"message", "'npo/endokrin' does not exist; did you mean 'npo/endokrina-sjukdomar'?"},
                         {"proposal", "npo/endokrina-sjukdomar"}});
    CHECK(json[1]["line"] == 0);
    CHECK(print({}, DiagnosticFormat::json, Language::sv) == "[]\n");
}

TEST_CASE("diagnostics as SARIF", "[diag]") {
    const std::vector<Diagnostic> three = {unknown_reference(),
                                           {Severity::warning, {"bilder/möte 1.png", {}}, &rule::image_text, {}, {}},
                                           unknown_reference()};
    const auto sarif = nlohmann::json::parse(print(three, DiagnosticFormat::sarif, Language::sv));
    CHECK(sarif["version"] == "2.1.0");
    REQUIRE(sarif["runs"].is_array());
    const auto& run = sarif["runs"][0];
    CHECK(run["tool"]["driver"]["name"] == "knav");
    const auto& rules = run["tool"]["driver"]["rules"];
    REQUIRE(rules.is_array());
    REQUIRE(rules.size() == 2);
    REQUIRE(run["results"].size() == 3);
    for (const auto& result : run["results"]) {
        CHECK(rules[result["ruleIndex"].get<std::size_t>()]["id"] == result["ruleId"]);
    }
    const auto& first = run["results"][0]["locations"][0]["physicalLocation"];
    CHECK(first["artifactLocation"]["uri"] == "content/x.md");
    CHECK(first["region"] == nlohmann::json{{"startLine", 4}, {"startColumn", 11}});
    const auto& second = run["results"][1]["locations"][0]["physicalLocation"];
    CHECK(second["artifactLocation"]["uri"] == "bilder/m%C3%B6te%201.png");
    CHECK_FALSE(second.contains("region"));
    CHECK(run["results"][1]["level"] == "warning");
    CHECK_FALSE(rules[0]["help"]["text"].get<std::string>().empty());
    const auto none = nlohmann::json::parse(print({}, DiagnosticFormat::sarif, Language::sv));
    CHECK(none["runs"][0]["results"].is_array());
}
