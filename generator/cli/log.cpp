// knav log: every save of a page, with what it changed and what happened.
#include <iostream>

#include "cli/commands.hpp"
#include "cli/past.hpp"

namespace knav::cli {
namespace {

void print_version(const Arguments& arguments, const History& history, const FileHistory& file, const PagePast& past,
                   std::size_t number) {
    const auto& revision = file.revisions[number];
    const auto& commit = history.commit(revision);
    std::cout << time_in_words(arguments, commit) << "  " << commit.id.substr(0, 10) << "  "
              << author_in_words(arguments, commit) << "\n    " << commit.subject << "\n";
    const auto& units = past.steps[number].units;
    if (!units.empty()) std::cout << "    " << joined(units) << "\n";
    const bool moved = number + 1 < file.revisions.size() && file.revisions[number + 1].path != revision.path;
    if (moved) std::cout << "    " << file.revisions[number + 1].path << " -> " << revision.path << "\n";
}

void print_events(const Arguments& arguments, const Site& site, const Page& page) {
    const auto page_number = site.graph.find(page.id);
    bool any = false;
    for (const auto& event : site.chronicle.events(page.id, SIZE_MAX)) {
        if (event.page != page_number) continue;
        std::cout << iso(event.when.date) << "  " << event.sentence.in(arguments.language) << "\n";
        any = true;
    }
    if (any) return;
    say(arguments,
        {"Inget att berätta. Små rättelser är inga nyheter, och inte att en sida är en av många i en stor ändring.",
         "Nothing to tell. Small corrections are no news, nor is being one of many pages in a large change."});
}

int run_log(const Arguments& arguments) {
    Project project{project_options(arguments)};
    Diagnostics found;
    const auto& site = project.read(found);
    const auto in_words = in_site_language(arguments, site.language());
    const auto& page = page_asked_for(site, in_words);
    const auto* file = site.history().file(page.path);
    const auto* past = site.chronicle.past(site.graph.find(page.id));
    if (file == nullptr || past == nullptr || past->steps.size() != file->revisions.size()) {
        say(in_words, {"Sidans historik är okänd.", "The page's history is unknown."});
        return all_right;
    }
    if (in_words.has("events")) {
        print_events(in_words, site, page);
        return all_right;
    }
    for (std::size_t i = 0; i < file->revisions.size(); ++i) print_version(in_words, site.history(), *file, *past, i);
    if (!file->whole) say(in_words, {"Äldre historik är inte känd.", "Older history is not known."});
    return all_right;
}

}  // namespace

const Command log{
    "log",
    {"En sidas historik: när, vem och vilka fält och avsnitt", "A page's history: when, who and which units"},
    {{"ID", {"sidans id; / är startsidan", "the page's id; / is the start page"}}},
    {{"--events", "", {"vad som har hänt, i ord", "what has happened, in words"}}},
    {{"knav log rmpo/tandvard", {"alla sparningar, den senaste först", "all saves, latest first"}},
     {"knav log rmpo/tandvard --events", {"det som hände", "what happened"}}},
    run_log};

}  // namespace knav::cli
