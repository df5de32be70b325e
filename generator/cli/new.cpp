// knav new: a page of a type, with every field, seat and heading that the type knows.
#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "disk/publish.hpp"
#include "edit/new_page.hpp"
#include "text/slug.hpp"

namespace knav::cli {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string made;
    for (const auto& word : words) made.append(made.empty() ? "" : between).append(word);
    return made;
}

/// A type that pages can be of.
const PageType& type_of_new(const Schema& schema, const std::string& name) {
    const auto& type = type_said(schema, name);
    if (!type.abstract) return type;
    std::vector<std::string> kinds;
    for (const auto& each : schema.types) {
        if (!each.abstract && each.is_a(name)) kinds.push_back(each.name);
    }
    throw UsageError{{fmt::format("{} är bara en grund för andra typer: {}", name, joined(kinds, ", ")),
                      fmt::format("{} is only a base for other types: {}", name, joined(kinds, ", "))}};
}

/// What there is to choose from, for who does not know the names of types by heart.
void list_types(const Schema& schema, Language language) {
    for (const auto& type : schema.types) {
        if (!type.abstract)
            std::cout << fmt::format("{:<22}{:<44}{}\n", type.name, type.label.in(language), joined(type.paths, ", "));
    }
}

[[noreturn]] void refuse_place(const Schema& schema, const PageType& type, const std::string& wanted) {
    std::vector<std::string> better;
    for (const auto part : id_parts(wanted)) better.push_back(slugify(part));
    if (!is_page_id(wanted)) {
        throw UsageError{{fmt::format("{} kan inte vara ett id; skriv {}", wanted, joined(better, "/")),
                          fmt::format("{} cannot be an id; write {}", wanted, joined(better, "/"))}};
    }
    const auto patterns = joined(type.paths, ", ");
    const auto* other = schema.of_page(wanted);
    const bool taken = other != nullptr && other != &type && wanted.find('/') != std::string::npos;
    throw UsageError{{fmt::format("{} ligger på {}, och {} passar inte där{}", type.name, patterns, wanted,
                                  taken ? " (det är platsen för typen " + other->name + ")" : ""),
                      fmt::format("{} lies at {}, and {} does not fit there{}", type.name, patterns, wanted,
                                  taken ? " (it is the place of type " + other->name + ")" : "")}};
}

void refuse_existing(const Site& site, const NewPlace& place) {
    const auto page = site.graph.find(place.id);
    const auto& generated = generated_pages();
    const bool made_by_program = std::find(generated.begin(), generated.end(), place.id) != generated.end();
    if (page == no_page && site.snapshot.find(place.path) == nullptr && !made_by_program) return;
    const auto& path = page == no_page ? place.path : site.graph.page(page).path;
    if (made_by_program)
        throw UsageError{{"sidan " + place.id + " gör knav själv", "the page " + place.id + " is made by knav itself"}};
    throw UsageError{{path + " finns redan", path + " exists already"}};
}

int run_new(const Arguments& given) {
    auto options = project_options(given);
    options.drafts = true;  // an id that a draft has is taken
    const auto root = options.root;
    const auto today = options.today;
    Project project{std::move(options)};
    Diagnostics told_by_check;
    const auto& site = project.read(told_by_check);
    const auto arguments = in_site_language(given, site.language());
    if (arguments.operand("TYPE").empty()) {
        list_types(site.schema, arguments.language);
        return all_right;
    }
    const auto& type = type_of_new(site.schema, arguments.operand("TYPE"));
    if (arguments.operand("ID").empty()) throw UsageError{{"ID saknas", "ID is missing"}};
    const auto wanted = id_said(arguments.operand("ID"));
    const auto place = place_of_new(site.schema, type, wanted, id_said(arguments.value("below")), site.snapshot);
    if (!place) refuse_place(site.schema, type, wanted);
    refuse_existing(site, *place);
    auto text = text_of_new(type, {place->id, arguments.value("title"), today, site.language()});
    rewrite(root, {{make_file(place->path, std::move(text))}, {}});
    say(arguments, {fmt::format("{} är gjord. Fyll i den; knav check säger vad som saknas.", place->path),
                    fmt::format("{} is made. Fill it in; knav check says what is missing.", place->path)});
    return all_right;
}

}  // namespace

const Command new_page{
    "new",
    {"Gör en ny sida av en typ, med alla fält och rubriker",
     "Make a new page of a type, with all its fields and headings"},
    {{"TYPE",
      {"sidtypen, som rmpo, meeting eller page; utan den visas alla typer",
       "the page type, such as rmpo, meeting or page; without it all types are listed"},
      false},
     {"ID",
      {"sidans id, eller bara den del av det som typen lämnar öppen",
       "the page's id, or only the part that the type leaves open"},
      false}},
    {{"--title", "TITLE", {"sidans titel", "the page's title"}},
     {"--below",
      "ID",
      {"sidan den ska ligga under, för möten, nyheter och planer",
       "the page it is to lie below, for meetings, news and plans"}}},
    {{"knav new", {"vilka sidtyper som finns, och var de ligger", "what page types there are, and where they lie"}},
     {"knav new rmpo endokrina-sjukdomar",
      {"gör content/rmpo/endokrina-sjukdomar/_index.md", "makes content/rmpo/endokrina-sjukdomar/_index.md"}},
     {"knav new meeting rmpo/endokrina-sjukdomar/moten/2026-12-01", {"ett möte i en grupp", "a meeting of a group"}},
     {"knav new news vinst --below rmpo/tandvard", {"en nyhet under en grupp", "a news item below a group"}},
     {"knav new page om-oss --title \"Om oss\"", {"en vanlig sida", "an ordinary page"}}},
    run_new};

}  // namespace knav::cli
