// knav mv: a page gets another address, and everything that points to it follows.
#include <iostream>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "diag/print.hpp"
#include "disk/publish.hpp"
#include "edit/move.hpp"
#include "text/nearest.hpp"

namespace knav::cli {
namespace {

void refuse(const Move& move, const Site& site) {
    auto why = objection(move, site.snapshot, site.graph, generated_pages());
    if (!why) return;
    if (!move.from.empty() && site.graph.find(move.from) == no_page) {
        std::vector<std::string_view> ids;
        for (const auto& page : site.graph.pages()) ids.push_back(page.id);
        if (const auto meant = nearest(move.from, ids)) {
            why->sv += "; menade du " + *meant + "?";
            why->en += "; did you mean " + *meant + "?";
        }
    }
    throw UsageError{std::move(*why)};
}

std::string at(const Place& place) { return fmt::format("{}:{}:{}", place.path, place.at.line, place.at.column); }

void tell(const Arguments& arguments, const MovePlan& plan) {
    const bool swedish = arguments.language == Language::sv;
    for (const auto& [from, to] : plan.files) fmt::print("{} -> {}\n", from, to);
    for (const auto& each : plan.followed) fmt::print("{}: {} -> {}\n", at(each.place), each.before, each.after);
    for (const auto& place : plan.left) {
        fmt::print("{}: {}\n", at(place),
                   swedish ? "pekar på den gamla adressen men är skriven så att knav inte kan ändra den säkert"
                           : "points to the old address but is written so that knav cannot change it safely");
    }
    for (const auto& place : plan.schema) {
        fmt::print("{}: {}\n", at(place),
                   swedish ? "nämner den gamla adressen; rättigheter och schema ändras av förvaltningen (rollen admin)"
                           : "names the old address; rights and schema are changed by the administrator");
    }
}

/// Errors that the site would have and does not have now.
std::vector<Diagnostic> errors_after(const Move& move, const Site& site, const Changes& changes,
                                     const Diagnostics& before) {
    PageMemo memo;
    Diagnostics after;
    static_cast<void>(Site::assemble(site.snapshot.with(changes), site.surroundings, site.names, memo, after));
    return new_errors(move, before, after);
}

int run_mv(const Arguments& given) {
    auto options = project_options(given);
    options.drafts = true;  // drafts move and point too
    const auto root = options.root;
    Project project{std::move(options)};
    Diagnostics before;
    const auto& site = project.read(before);
    const auto arguments = in_site_language(given, site.language());
    const Move move{id_said(arguments.operand("OLD")), id_said(arguments.operand("NEW"))};
    refuse(move, site);
    const auto old = arguments.has("no-alias") ? OldAddresses::forget : OldAddresses::keep;
    const auto plan = plan_move(move, site.snapshot, site.schema, site.graph, old);
    if (const auto errors = errors_after(move, site, plan.changes, before); !errors.empty()) {
        std::cerr << print(errors, DiagnosticFormat::text, arguments.language);
        std::cerr << (arguments.language == Language::sv
                          ? "Inget har ändrats: så skulle sajten få de här felen.\n"
                          : "Nothing has been changed: the site would have these errors.\n");
        return content_errors;
    }
    tell(arguments, plan);
    const auto files = plan.files.size(), places = plan.followed.size();
    if (arguments.has("dry-run")) {
        say(arguments,
            {fmt::format("Skulle flytta {} filer och ändra {} hänvisningar. Inget har ändrats.", files, places),
             fmt::format("Would move {} files and change {} references. Nothing has been changed.", files, places)});
        return all_right;
    }
    rewrite(root, plan.changes);
    say(arguments, {fmt::format("Flyttade {} filer och ändrade {} hänvisningar.", files, places),
                    fmt::format("Moved {} files and changed {} references.", files, places)});
    return all_right;
}

}  // namespace

const Command mv{
    "mv",
    {"Flytta en sida; allt som pekar dit följer med", "Move a page; everything that points there follows"},
    {{"OLD", {"sidans id nu", "the page's id now"}}, {"NEW", {"dess nya id", "its new id"}}},
    {{"--no-alias",
      "",
      {"låt inte den gamla adressen leda till den nya", "don't let the old address lead to the new one"}},
     {"--dry-run", "", {"säg vad som skulle ändras, men ändra inget", "say what would change, but change nothing"}}},
    {{"knav mv amnen/sar amnen/svarlakta-sar", {"byt adress på en sida", "give a page another address"}},
     {"knav mv --dry-run rag/sepsis rag/sepsis-och-septisk-chock",
      {"se först vad som följer med", "first see what follows"}}},
    run_mv};

}  // namespace knav::cli
