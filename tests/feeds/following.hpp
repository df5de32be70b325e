// A site that can be followed: two groups of one council, with meetings, news and actions, in every format.
#pragma once

#include "tests/build/site_fixture.hpp"

namespace knav::feeds_test {

inline std::map<std::string, std::string> site() {
    auto files = test::small_site();
    std::erase_if(files, [](const auto& file) { return file.first.starts_with("content/rag/"); });
    for (const auto* language : {"sv", "en"}) {
        for (const auto* word : {"calendar",         "feed_atom",        "review_entry",
                                 "vacant",           "vacancies_title",  "date_long",
                                 "month_1",          "month_2",          "month_3",
                                 "month_4",          "period",           "digest_title",
                                 "digest_foot",      "no_news",          "coming_up",
                                 "happened",         "and_more",         "for_information",
                                 "newsletter_intro", "newsletter_issue", "responsible_for_site",
                                 "actions_title",    "actions_intro"})
            files["themes/prov/i18n/" + std::string{language} + ".toml"] += std::string{word} + " = \"" + word + "\"\n";
    }
    files["content/site.toml"] =
        "title = \"Provsajten\"\nbase_url = \"https://example.org/prov/\"\ntheme = \"prov\"\n"
        "tag = \"example.org,2020\"\nfeeds = [\"atom\", \"rss\", \"json\", \"calendar\"]\n";
    files["schema/council.toml"] =
        "label = \"Råd\"\nplural = \"Råd\"\npath = \"rad/{slug}.md\"\nfollow = true\n"
        "other_sections = true\n";
    files["schema/vocabularies.toml"] =
        "[states]\nterms = [ { value = \"planerad\" }, { value = \"inställd\", calendar = \"CANCELLED\" } ]\n"
        "[progress]\nterms = [ { value = \"öppen\" }, { value = \"klar\", tone = \"done\" } ]\n";
    files["schema/group.toml"] =
        "label = \"Grupp\"\nplural = \"Grupper\"\npath = \"rag/{slug}/_index.md\"\nfollow = true\nother_sections = "
        "true\n"
        "[fields.council]\nkind = \"reference\"\nnews = \"up\"\n";
    files["schema/meeting.toml"] =
        "label = \"Möte\"\nplural = \"Möten\"\npath = \"rag/{slug}/moten/{day}.md\"\nfeed = true\nother_sections = "
        "true\n"
        "[fields.start]\nkind = \"datetime\"\ncalendar = \"start\"\n"
        "[fields.end]\nkind = \"datetime\"\ncalendar = \"end\"\n"
        "[fields.state]\nkind = \"enum\"\nvalues = \"states\"\ndisplay = \"status\"\ncalendar = \"state\"\n"
        "[fields.about]\nkind = \"list\"\nitem = { kind = \"reference\", news = \"up\" }\n"
        "[fields.actions]\nkind = \"list\"\n[fields.actions.item]\ntitle = { kind = \"string\" }\n"
        "state = { kind = \"enum\", values = \"progress\" }\nresponsible = { kind = \"string\" }\n"
        "due = { kind = \"date\", calendar = \"deadline\" }\n";
    files["content/rad/norr.md"] = "+++\ntitle = \"Rådet\"\n+++\n";
    for (const std::string group : {"skogen", "sjon", "berget"}) {
        files["content/rag/" + group + "/_index.md"] = "+++\ntitle = \"RAG " + group + "\"\n" +
                                                       (group == "berget" ? "" : "council = \"rad/norr\"\n") +
                                                       "+++\n\nText.\n";
        files["content/rag/" + group + "/moten/ett.md"] =
            "+++\ntitle = \"Möte i " + group + "\"\nsummary = \"Kort.\"\nstart = 2026-03-0" +
            std::to_string(group.size() % 9 + 1) + "T09:00:00\n+++\n\nKaffe.\n";
        files["content/rag/" + group + "/moten/snart.md"] =
            "+++\ntitle = \"Nästa möte i " + group +
            "\"\nstart = 2026-04-01T09:00:00\nend = 2026-04-01T10:00:00\n"
            "[[actions]]\ntitle = \"Skriva, läsa; räkna\"\nstate = \"öppen\"\nresponsible = \"Ordföranden\"\n"
            "due = 2026-04-15\n+++\n";
    }
    return files;
}

/// What stands between two marks, each time they do, in order.
inline std::vector<std::string> between(std::string_view text, std::string_view open, std::string_view close) {
    std::vector<std::string> found;
    for (auto at = text.find(open); at != text.npos; at = text.find(open, at)) {
        at += open.size();
        found.emplace_back(text.substr(at, text.find(close, at) - at));
    }
    return found;
}

}  // namespace knav::feeds_test
