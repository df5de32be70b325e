#include "serve/panel.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "diag/print.hpp"
#include "text/escape.hpp"

namespace knav {

namespace {

std::string_view severity_name(Severity severity, Language language) {
    const bool sv = language == Language::sv;
    switch (severity) {
        case Severity::error: return sv ? "fel" : "error";
        case Severity::warning: return sv ? "varning" : "warning";
        case Severity::note: return sv ? "upplysning" : "note";
    }
    return {};
}

std::string place_text(const Place& place) {
    if (place.at.line == 0) return place.path;
    if (place.at.column == 0) return fmt::format("{}:{}", place.path, place.at.line);
    return fmt::format("{}:{}:{}", place.path, place.at.line, place.at.column);
}

std::string_view css_class(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

void append_item(std::string& out, const Diagnostic& diagnostic, Language language) {
    const auto place = place_text(diagnostic.place);
    out += fmt::format("<li class=\"knav-{}\">{}<b>{}</b> {} <i>[{}]</i></li>\n", css_class(diagnostic.severity),
                       place.empty() ? "" : "<code>" + html_escape(place) + "</code> ",
                       severity_name(diagnostic.severity, language), html_escape(sentence(diagnostic, language)),
                       diagnostic.rule->name);
}

std::string counted(std::size_t errors, std::size_t warnings, Language language) {
    if (language == Language::sv)
        return fmt::format("{} fel, {} {}", errors, warnings, warnings == 1 ? "varning" : "varningar");
    return fmt::format("{} {}, {} {}", errors, errors == 1 ? "error" : "errors", warnings,
                       warnings == 1 ? "warning" : "warnings");
}

std::string open_panel(const Report& report, std::string_view run, bool quiet) {
    return fmt::format(
        "<aside id=\"knav-panel\"{} lang=\"{}\" aria-label=\"{}\" data-run=\"{}\" data-generation=\"{}\">\n",
        quiet ? " class=\"knav-quiet\"" : "", report.language == Language::sv ? "sv" : "en",
        report.language == Language::sv ? "Förhandsvisning" : "Preview", html_escape(run), report.generation);
}

std::string rest_text(const Report& report, std::size_t own_errors, std::size_t own_warnings, bool any_own) {
    const auto errors = report.errors - own_errors;
    const auto warnings = report.warnings - own_warnings;
    const bool sv = report.language == Language::sv;
    if (errors + warnings == 0) return sv ? "Hela listan" : "The whole list";
    const auto count = counted(errors, warnings, report.language);
    if (any_own) return sv ? count + " till på webbplatsen" : count + " more on the site";
    return sv ? count + " på andra ställen" : count + " elsewhere";
}

std::size_t count(const std::vector<const Diagnostic*>& diagnostics, Severity severity) {
    return static_cast<std::size_t>(std::count_if(diagnostics.begin(), diagnostics.end(),
                                                  [severity](const auto* each) { return each->severity == severity; }));
}

}  // namespace

std::vector<std::string> sources_of(std::string_view published) {
    constexpr std::string_view index = "index.html";
    if (!published.ends_with(index)) return {};
    published.remove_suffix(index.size());
    if (published.empty()) return {"content/_index.md", "content/index.md"};
    const auto id = std::string{published.substr(0, published.size() - 1)};
    return {"content/" + id + ".md", "content/" + id + "/index.md", "content/" + id + "/_index.md"};
}

std::string panel(const Report& report, std::string_view run, std::string_view published) {
    const auto sources = sources_of(published);
    std::vector<const Diagnostic*> own;
    for (const auto& each : report.diagnostics) {
        if (std::find(sources.begin(), sources.end(), each.place.path) != sources.end()) own.push_back(&each);
    }
    const bool quiet = report.errors + report.warnings == 0 && own.empty();
    auto out = open_panel(report, run, quiet);
    if (!own.empty()) {
        const auto errors = count(own, Severity::error);
        const auto warnings = count(own, Severity::warning);
        out += fmt::format("<details open><summary>{}: {}</summary>\n<ul>\n",
                           report.language == Language::sv ? "Den här sidan" : "This page",
                           counted(errors, warnings, report.language));
        for (const auto* each : own) append_item(out, *each, report.language);
        out += "</ul>\n</details>\n";
    }
    const auto rest = rest_text(report, count(own, Severity::error), count(own, Severity::warning), !own.empty());
    if (!quiet) out += fmt::format("<p><a href=\"/_knav/\">{}</a></p>\n", rest);
    return out + "</aside>\n";
}

std::string with_panel(std::string_view html, const std::string& panel) {
    constexpr std::string_view links = "<link rel=\"stylesheet\" href=\"/_knav/preview.css\">\n";
    constexpr std::string_view script = "<script src=\"/_knav/reload.js\" defer></script>\n";
    const auto end = std::min(html.rfind("</body>"), html.size());
    std::string out;
    out.reserve(html.size() + panel.size() + links.size() + script.size());
    out.append(html.substr(0, end)).append(links).append(panel).append(script).append(html.substr(end));
    return out;
}

std::string list_page(const Report& report, std::string_view run) {
    const bool sv = report.language == Language::sv;
    const std::string_view title = sv ? "Det som är fel" : "What is wrong";
    auto out = fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
        "<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"/_knav/preview.css\">\n</head>\n"
        "<body class=\"knav-list\">\n<main>\n<h1>{}</h1>\n<p>{} · {} · <a href=\"{}\">{}</a></p>\n",
        sv ? "sv" : "en", title, title, fmt::format(fmt::runtime(sv ? "{} sidor" : "{} pages"), report.pages),
        counted(report.errors, report.warnings, report.language), html_escape(url_path(report.base_path)),
        sv ? "till webbplatsen" : "to the site");
    if (report.diagnostics.empty()) out += fmt::format("<p>{}</p>\n", sv ? "Inget är fel." : "Nothing is wrong.");
    std::string_view file;
    for (const auto& each : report.diagnostics) {
        if (each.place.path != file || &each == &report.diagnostics.front()) {
            if (&each != &report.diagnostics.front()) out += "</ul>\n";
            file = each.place.path;
            out +=
                fmt::format("<h2>{}</h2>\n<ul>\n", file.empty() ? sv ? "Webbplatsen" : "The site" : html_escape(file));
        }
        append_item(out, each, report.language);
    }
    if (!report.diagnostics.empty()) out += "</ul>\n";
    return out + "</main>\n" + open_panel(report, run, true) +
           "</aside>\n<script src=\"/_knav/reload.js\" defer></script>\n</body>\n</html>\n";
}

std::string status_json(const Report& report) {
    return fmt::format("{{\"generation\":{},\"pages\":{},\"milliseconds\":{:.1f},\"errors\":{},\"warnings\":{}}}\n",
                       report.generation, report.pages, report.milliseconds, report.errors, report.warnings);
}

}  // namespace knav
