#include "diag/print.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "text/escape.hpp"

namespace knav {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_argument = 400;  // bytes; an argument may be a whole value out of a hostile file

std::string_view severity_word(Severity severity) {
    switch (severity) {
        case Severity::note: return "note";
        case Severity::warning: return "warning";
        case Severity::error: return "error";
    }
    return "error";
}

/// One line without control characters: content must not steer the terminal it is shown in.
std::string harmless(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        if (out.size() >= longest_argument && (byte & 0xC0) != 0x80) return out + "…";
        const bool c1_control = byte == 0xC2 && i + 1 < text.size() && static_cast<std::uint8_t>(text[i + 1]) < 0xA0;
        if (c1_control) ++i;
        out += byte < 0x20 || byte == 0x7F || c1_control ? ' ' : text[i];
    }
    return out;
}

/// The argument's number in "{0}…" at the start of `text`, or nothing.
std::optional<std::size_t> placeholder(std::string_view text) {
    if (text.size() < 3 || text[0] != '{' || text[2] != '}' || text[1] < '0' || text[1] > '9') return std::nullopt;
    return static_cast<std::size_t>(text[1] - '0');
}

std::string_view argument(const Diagnostic& diagnostic, std::size_t number) {
    return number < diagnostic.arguments.size() ? std::string_view{diagnostic.arguments[number]} : std::string_view{};
}

/// Fills {0}, {1} …; a part in [brackets] is left out when an argument in it is missing or empty.
std::string filled(const Diagnostic& diagnostic, std::string_view sentence) {
    std::string out;
    std::size_t bracket = 0;  // length of `out` where the open bracket stood
    bool complete = true;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (const auto number = placeholder(sentence.substr(i))) {
            const auto text = argument(diagnostic, *number);
            complete = complete && !text.empty();
            out += harmless(text);
            i += 2;
        } else if (sentence[i] == '[') {
            bracket = out.size();
            complete = true;
        } else if (sentence[i] == ']') {
            if (!complete) out.resize(bracket);
        } else {
            out += sentence[i];
        }
    }
    return out;
}

std::string_view severity_colour(Severity severity) {
    switch (severity) {
        case Severity::note: return "\x1b[1;36m";
        case Severity::warning: return "\x1b[1;35m";
        case Severity::error: return "\x1b[1;31m";
    }
    return {};
}

void append_text(std::string& out, const Diagnostic& diagnostic, Language language, Colour colour) {
    const auto paint = [colour](std::string_view code) { return colour == Colour::on ? code : std::string_view{}; };
    const auto [line, column] = diagnostic.place.at;
    out += paint("\x1b[1m");
    out += harmless(diagnostic.place.path);
    if (line != 0) out += fmt::format(":{}", line);
    if (line != 0 && column != 0) out += fmt::format(":{}", column);
    if (!diagnostic.place.path.empty()) out += ": ";
    out += paint(severity_colour(diagnostic.severity));
    out += severity_word(diagnostic.severity);
    out += paint("\x1b[0m");
    out += fmt::format(": {} [{}]\n", sentence(diagnostic, language), diagnostic.rule->name);
}

std::string json_text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json as_json(const Diagnostic& diagnostic, Language language) {
    return {{"path", diagnostic.place.path},        {"line", diagnostic.place.at.line},
            {"column", diagnostic.place.at.column}, {"severity", severity_word(diagnostic.severity)},
            {"rule", diagnostic.rule->name},        {"message", sentence(diagnostic, language)},
            {"proposal", diagnostic.proposal}};
}

// ---- SARIF 2.1.0 (OASIS). Section numbers are of that standard.

std::vector<const Rule*> rules_of(std::span<const Diagnostic> diagnostics) {
    std::vector<const Rule*> rules;
    for (const auto* rule : all_rules()) {
        const auto breaks = [rule](const Diagnostic& diagnostic) { return diagnostic.rule == rule; };
        if (std::any_of(diagnostics.begin(), diagnostics.end(), breaks)) rules.push_back(rule);
    }
    return rules;
}

Json sarif_rule(const Rule& rule, Language language) {  // 3.49
    const auto help = language == Language::sv ? rule.help_sv : rule.help_en;
    const auto first_sentence = help.substr(0, help.find(". ") == help.npos ? help.size() : help.find(". ") + 1);
    return {{"id", rule.name}, {"shortDescription", {{"text", first_sentence}}}, {"help", {{"text", help}}}};
}

Json sarif_location(const Place& place) {  // 3.28 … 3.30; a region needs a line
    Json physical = {{"artifactLocation", {{"uri", url_path(place.path)}}}};
    if (place.at.line != 0) {
        physical["region"] = {{"startLine", place.at.line}};
        if (place.at.column != 0) physical["region"]["startColumn"] = place.at.column;
    }
    return {{"physicalLocation", std::move(physical)}};
}

Json sarif_result(const Diagnostic& diagnostic, std::span<const Rule* const> rules, Language language) {  // 3.27
    const auto index = std::distance(rules.begin(), std::find(rules.begin(), rules.end(), diagnostic.rule));
    Json result = {{"ruleId", diagnostic.rule->name},
                   {"ruleIndex", index},
                   {"level", severity_word(diagnostic.severity)},
                   {"message", {{"text", sentence(diagnostic, language)}}}};
    if (!diagnostic.place.path.empty()) result["locations"] = Json::array({sarif_location(diagnostic.place)});
    return result;
}

Json sarif(std::span<const Diagnostic> diagnostics, Language language) {
    const auto rules = rules_of(diagnostics);
    Json rule_list = Json::array();
    for (const auto* rule : rules) rule_list.push_back(sarif_rule(*rule, language));
    Json results = Json::array();
    for (const auto& diagnostic : diagnostics) results.push_back(sarif_result(diagnostic, rules, language));
    Json run = {{"tool", {{"driver", {{"name", "knav"}, {"rules", std::move(rule_list)}}}}},
                {"columnKind", "unicodeCodePoints"},
                {"results", std::move(results)}};
    return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
            {"version", "2.1.0"},
            {"runs", Json::array({std::move(run)})}};
}

}  // namespace

std::string sentence(const Diagnostic& diagnostic, Language language) {
    const bool swedish = language == Language::sv;
    std::string out = filled(diagnostic, swedish ? diagnostic.rule->sentence_sv : diagnostic.rule->sentence_en);
    if (!diagnostic.proposal.empty()) {
        out += fmt::format("; {} '{}'?", swedish ? "menade du" : "did you mean", harmless(diagnostic.proposal));
    }
    return out;
}

std::string print(std::span<const Diagnostic> diagnostics, DiagnosticFormat format, Language language, Colour colour) {
    if (format == DiagnosticFormat::sarif) return json_text(sarif(diagnostics, language));
    if (format == DiagnosticFormat::json) {
        Json all = Json::array();
        for (const auto& diagnostic : diagnostics) all.push_back(as_json(diagnostic, language));
        return json_text(all);
    }
    std::string out;
    for (const auto& diagnostic : diagnostics) append_text(out, diagnostic, language, colour);
    return out;
}

}  // namespace knav
