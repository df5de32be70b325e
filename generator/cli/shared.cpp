// What several commands need: where the site is, how diagnostics are shown, what the exit status is.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "cli/command.hpp"
#include "diag/print.hpp"
#include "disk/program_digest.hpp"
#include "task/parallel.hpp"
#include "text/nearest.hpp"
#include "text/utf8.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;

DiagnosticFormat format_of(const Arguments& arguments) {
    const auto said = arguments.value("format", "text");
    if (said == "text") return DiagnosticFormat::text;
    if (said == "json") return DiagnosticFormat::json;
    if (said == "sarif") return DiagnosticFormat::sarif;
    throw UsageError{{"--format är text, json eller sarif", "--format is text, json or sarif"}};
}

Date clock_day() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return stockholm_time(std::chrono::duration_cast<std::chrono::seconds>(now).count()).date;
}

/// The name of the type that somebody called "möte" or "RMPO".
std::string type_meant(const Schema& schema, std::string_view word) {
    const auto folded = fold(word);
    std::vector<std::string_view> known;
    for (const auto& type : schema.types) {
        if (type.abstract) continue;
        const auto& label = type.label;
        if (fold(label.sv) == folded || fold(label.en) == folded || fold(type.short_name) == folded) return type.name;
        known.push_back(type.name);
    }
    return nearest(word, known).value_or("");
}

}  // namespace

std::string id_said(std::string_view word) {
    while (word.ends_with('/')) word.remove_suffix(1);
    if (word.starts_with("content/")) return id_of_path(word);
    while (word.starts_with('/')) word.remove_prefix(1);
    return std::string{word};
}

Date today_of(const Arguments& arguments) {
    if (!arguments.has("today")) return clock_day();
    const auto said = parse_date(arguments.value("today"));
    if (!said) throw UsageError{{"--today vill ha en dag som 2026-03-12", "--today takes a day such as 2026-03-12"}};
    return *said;
}

unsigned threads_of(const Arguments& arguments) {
    if (!arguments.has("threads")) return default_threads();
    const auto said = std::atoi(arguments.value("threads").c_str());
    if (said < 1 || said > 256)
        throw UsageError{{"--threads vill ha ett tal från 1 till 256", "--threads takes a number from 1 to 256"}};
    return static_cast<unsigned>(said);
}

void enter_folder(const Arguments& arguments) {
    std::error_code failed;
    if (arguments.has("C")) fs::current_path(arguments.value("C"), failed);
    if (failed)
        throw UsageError{{"mappen " + arguments.value("C") + " går inte att gå till",
                          "can't go to the folder " + arguments.value("C")}};
}

ProjectOptions project_options(const Arguments& arguments) {
    enter_folder(arguments);
    std::error_code failed;
    const auto start = arguments.has("root") ? fs::path{arguments.value("root")} : fs::current_path();
    const auto root = find_root(start);
    if (!root || (arguments.has("root") && *root != fs::absolute(start).lexically_normal() &&
                  !fs::equivalent(*root, start, failed))) {
        throw UsageError{
            {"hittar ingen sajt (content/site.toml) i eller ovanför " + start.string() + "; knav init MAPP gör en ny",
             "no site (content/site.toml) in or above " + start.string() + "; knav init DIR makes one"}};
    }
    ProjectOptions options;
    options.root = *root;
    options.output = arguments.has("output") ? fs::absolute(arguments.value("output")) : *root / "public";
    options.today = today_of(arguments);
    options.clock = clock_day();
    options.threads = threads_of(arguments);
    options.drafts = arguments.has("drafts");
    options.program = program_digest();
    return options;
}

const PageType& type_said(const Schema& schema, const std::string& name) {
    const auto* type = schema.find(name);
    if (type != nullptr) return *type;
    const auto meant = type_meant(schema, name);
    throw UsageError{{"sidtypen " + name + " finns inte" + (meant.empty() ? "" : "; menade du " + meant + "?"),
                      "there is no page type " + name + (meant.empty() ? "" : "; did you mean " + meant + "?")}};
}

void print_diagnostics(const Arguments& arguments, const Diagnostics& found, Language language) {
    const auto format = format_of(arguments);
    const auto all = found.sorted();
    const bool text = format == DiagnosticFormat::text;
    const char* no_colour = std::getenv("NO_COLOR");
    const bool colour = text && isatty(STDERR_FILENO) != 0 && (no_colour == nullptr || *no_colour == '\0');
    (text ? std::cerr : std::cout) << print(all, format, arguments.language_said ? arguments.language : language,
                                            colour ? Colour::on : Colour::off);
}

int status_of(const Diagnostics& found, bool strict) {
    return found.errors() > 0 || (strict && found.warnings() > 0) ? content_errors : all_right;
}

Arguments in_site_language(Arguments arguments, Language language) {
    if (!arguments.language_said) arguments.language = language;
    return arguments;
}

void say(const Arguments& arguments, const Label& sentence) { std::cout << sentence.in(arguments.language) << "\n"; }

}  // namespace knav::cli
