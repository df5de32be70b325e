#include <catch2/catch.hpp>

#include <random>

#include "tests/build/site_fixture.hpp"

using namespace knav;
using test::SiteFixture;
using test::small_site;

namespace {

const std::string meeting = "content/rag/matsal/moten/varmote.md";

/// Random changes of every sort that an editor, a coordinator or a designer makes.
class RandomEditor {
public:
    RandomEditor(SiteFixture& site, unsigned seed) : site_(site), random_(seed) {}

    /// A sentence at the end of a page, the most common change of all.
    std::string words() { return append("\nOrd " + std::to_string(random_() % 100) + " till.\n"); }

    std::string change() {
        switch (random_() % 10) {
            case 0: return append("\nMer text om [[" + any_id() + "]].\n");
            case 1: return append("\n## Avsnitt " + std::to_string(random_() % 3) + "\n\nNytt stycke.\n");
            case 2: return add_page();
            case 3: return remove_page();
            case 4: return move_page();
            case 5: return retitle();
            case 6:
                return edit("schema/group.toml",
                            "\n[fields.f" + std::to_string(random_() % 1000) + "]\nkind = \"string\"\n");
            case 7: return edit("themes/prov/templates/_foot.mustache", "<p>" + std::to_string(random_()) + "</p>\n");
            case 8: return grant();
            default: return append("\n![[rag#uppdrag]]\n");
        }
    }

private:
    std::vector<std::string> pages() const {
        std::vector<std::string> paths;
        for (const auto& [path, bytes] : site_.files()) {
            if (path.ends_with(".md")) paths.push_back(path);
        }
        return paths;
    }
    std::string any_page() {
        const auto paths = pages();
        return paths[random_() % paths.size()];
    }
    std::string any_id() { return random_() % 4 == 0 ? "rag/skogen" : id_of_path(any_page()); }

    std::string edit(const std::string& path, const std::string& more) {
        site_.files()[path] += more;
        return "edit " + path;
    }
    std::string append(const std::string& more) { return edit(any_page(), more); }
    /// The policy anew: whose a page is stands on it by name, while the grant holds.
    std::string grant() {
        site_.files()["schema/editors.toml"] =
            "[[editors]]\nid = \"e\"\nname = \"Redaktör " + std::to_string(random_() % 9) +
            "\"\nemails = [\"e@example.org\"]\ngrants = [ { role = \"editor\", scope = "
            "\"rag/**\", to = 2026-0" +
            std::to_string(1 + random_() % 9) + "-11 } ]\n";
        return "grant";
    }
    std::string add_page() {
        const auto path = "content/rag/matsal/moten/m" + std::to_string(random_() % 6) + ".md";
        site_.files()[path] = "+++\ntitle = \"Möte " + std::to_string(random_() % 9) + "\"\ndate = 2026-0" +
                              std::to_string(1 + random_() % 9) + "-11\n+++\n\nSe [[" + any_id() + "]].\n";
        return "add " + path;
    }
    std::string remove_page() {
        const auto path = any_page();
        if (path == "content/_index.md") return "nothing";
        site_.files().erase(path);
        return "remove " + path;
    }
    std::string move_page() {
        const auto path = any_page();
        if (path.ends_with("index.md")) return "nothing";
        const auto to = random_() % 2 == 0 ? "content/rag/skogen/moten/flyttat" + std::to_string(random_() % 3) + ".md"
                                           : path.substr(0, path.size() - 3) + "/index.md";  // the same page
        site_.files()[to] = site_.files()[path];
        site_.files().erase(path);
        return "move " + path + " to " + to;
    }
    std::string retitle() {
        const auto path = any_page();
        auto& text = site_.files()[path];
        const auto at = text.find("title = \"");
        if (at != std::string::npos) text.insert(at + 9, std::string(1, static_cast<char>('A' + random_() % 26)));
        return "retitle " + path;
    }

    SiteFixture& site_;
    std::mt19937 random_;
};

}  // namespace

TEST_CASE("editing a meeting's text leaves its group's page alone", "[build]") {
    SiteFixture site{small_site()};
    site.build();
    site.replace(meeting, "Kaffe", "Te");
    const auto made = site.build();
    CHECK(made.contains("rag/matsal/moten/varmote/index.html"));
    CHECK_FALSE(made.contains("rag/matsal/index.html"));
    CHECK(site.reason("rag/matsal/moten/varmote/index.html") == "changed: document rag/matsal/moten/varmote");
}

TEST_CASE("a meeting's new title reaches the pages that show it", "[build]") {
    SiteFixture site{small_site()};
    site.build();
    site.replace(meeting, "Vårmöte", "Majmöte");
    const auto made = site.build();
    CHECK(made.contains("rag/matsal/moten/varmote/index.html"));
    CHECK(made.contains("rag/matsal/index.html"));
    CHECK_FALSE(made.contains("rag/index.html"));
    CHECK(site.published().at("rag/matsal/moten/varmote/index.html").find("<h1>Majmöte</h1>") != std::string::npos);
}

TEST_CASE("a page with a dead link is made again the day its target appears", "[build]") {
    SiteFixture site{small_site()};
    site.build();
    const std::string path = "rag/matsal/moten/hostmote/index.html";
    CHECK(site.published().at(path).find("missing-page") != std::string::npos);
    site.files()["content/rag/skogen/_index.md"] = "+++\ntitle = \"Skogen\"\n+++\n";
    CHECK(site.build().contains(path));
    CHECK(site.published().at(path).find("missing-page") == std::string::npos);
    CHECK(site.published().at(path).find("/prov/rag/skogen/") != std::string::npos);
}

TEST_CASE("a transcluded section that changes is changed where it is shown", "[build]") {
    SiteFixture site{small_site()};
    site.build();
    site.replace("content/rag/_index.md", "Att ordna.", "Att ordna allt.");
    CHECK(site.build().contains("rag/matsal/index.html"));
    CHECK(site.published().at("rag/matsal/index.html").find("Att ordna allt.") != std::string::npos);
}

TEST_CASE("a page that moves into a folder of its own is made anew: its file lies elsewhere", "[build]") {
    SiteFixture site{small_site()};
    site.build();
    site.files()["content/rag/matsal/moten/varmote/index.md"] = site.files()[meeting];
    site.files().erase(meeting);
    CHECK(site.build().contains("rag/matsal/moten/varmote/index.html"));
    CHECK(site.published() == site.built_clean());
}

TEST_CASE("a second build makes nothing", "[build]") {
    SiteFixture site{small_site()};
    CHECK_FALSE(site.build().empty());
    CHECK(site.build().empty());
}

TEST_CASE("a page that is removed is unpublished", "[build]") {
    SiteFixture site{small_site()};
    site.build();
    CHECK(site.published().contains("rag/matsal/moten/varmote/index.html"));
    site.files().erase(meeting);
    site.build();
    CHECK_FALSE(site.published().contains("rag/matsal/moten/varmote/index.html"));
}

TEST_CASE("an edited page remakes the parts of the search index that its words are in", "[build][search]") {
    SiteFixture site{small_site()};
    site.files()["themes/prov/assets/search.js"] = "// an engine\n";
    // Enough words for several shards and blocks, in the order of the alphabet.
    for (int page = 0; page < 120; ++page) {
        std::string text = "+++\ntitle = \"Sida " + std::to_string(page) + "\"\n+++\n\n";
        for (int word = 0; word < 60; ++word)
            text += std::string{static_cast<char>('b' + word % 20), static_cast<char>('a' + page % 26), 'r',
                                static_cast<char>('a' + word % 26), static_cast<char>('a' + page / 26), ' '};
        site.files()["content/sidor/sida-" + std::to_string(page) + ".md"] = text + "\n";
    }
    const auto index_of = [](const std::set<std::string>& paths) {
        std::set<std::string> index;
        for (const auto& path : paths) {
            if (path.starts_with("sok/index/")) index.insert(path.substr(10, 1));
        }
        return index;
    };
    const auto first = site.build();
    const auto shards = [&](const std::set<std::string>& paths, char kind) {
        return std::count_if(paths.begin(), paths.end(), [&](const std::string& path) {
            return path.starts_with("sok/index/") && path[10] == kind;
        });
    };
    REQUIRE(shards(first, 'w') > 2);
    REQUIRE(shards(first, 'p') > 3);
    site.replace("content/sidor/sida-60.md", "\n\n", "\n\nZebror zebrorna. ");
    const auto made = site.build();
    CHECK(index_of(made) == std::set<std::string>{"l", "r", "t", "w", "x"});
    CHECK(shards(made, 'w') == 1);
    CHECK(shards(made, 'x') == 1);
    CHECK(site.published() == site.built_clean());
    CHECK(site.build().empty());
}

TEST_CASE("incremental equals clean, whatever was edited, moved or removed", "[build]") {
    const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U, 6U);
    SiteFixture site{small_site()};
    site.files()["themes/prov/assets/search.js"] = "// a theme with an engine: the site publishes an index\n";
    site.build();
    RandomEditor editor{site, seed};
    std::string story;
    for (int step = 0; step < 12; ++step) {
        story += editor.change() + "\n";
        site.build();
        INFO(story);
        REQUIRE(site.published() == site.built_clean());
    }
}

TEST_CASE("incremental equals clean, when it is mostly words that change", "[build]") {
    const auto seed = GENERATE(1U, 2U, 3U, 4U);
    SiteFixture site{small_site()};
    site.replace("content/rag/matsal/moten/hostmote.md", ", men inte [[rag/skogen]]", "");
    site.files()["themes/prov/assets/search.js"] = "// a theme with an engine: the site publishes an index\n";
    site.build();
    RandomEditor editor{site, seed};
    std::string story;
    for (int step = 0; step < 16; ++step) {
        story += (step % 5 == 4 ? editor.change() : editor.words()) + "\n";
        site.build();
        INFO(story);
        REQUIRE(site.published() == site.built_clean());
        if (step == 3) CHECK(site.recalled == 4);
        if (step == 3) CHECK(site.stepped == 4);
    }
}

namespace {

/// A small site whose template shows what has happened and when sections changed.
std::map<std::string, std::string> living_site() {
    auto files = small_site();
    files["themes/prov/templates/page.mustache"] +=
        "{{#happenings}}{{#rows}}<p>{{when_iso}} {{sentence}}{{#elsewhere}} *{{/elsewhere}}</p>{{/rows}}{{/happenings}}"
        "{{#sections}}<i>{{changed_iso}}</i>{{/sections}}{{#meta}}<b>{{updated}} {{history_url}}</b>{{/meta}}\n";
    for (const auto* name : {"special-history", "special-happenings"}) {
        files["themes/prov/templates/" + std::string{name} + ".mustache"] =
            "<h1>{{page.title}}</h1>{{#happenings_page}}{{#days}}{{#rows}}{{sentence}}{{/rows}}{{/days}}{{/"
            "happenings_page}}"
            "{{#history}}{{#versions}}{{when}}{{#units}}{{label}}{{{html}}}{{/units}}{{/versions}}{{/history}}\n";
    }
    const std::string events = R"(
[[events]]
id = "created"
change = "created"
say = { sv = "Ny: {page}[, {above}]" }
[[events]]
id = "renamed"
change = "renamed"
say = { sv = "{before} heter {after}" }
[[events]]
id = "section"
section = "*"
change = "changed"
say = { sv = "{page}: {section} har ändrats" }
[[events]]
id = "section-added"
section = "*"
change = "added"
say = { sv = "{page}: {section} är nytt" }
)";
    for (const auto* type : {"page", "group", "meeting"}) files["schema/" + std::string{type} + ".toml"] += events;
    files["schema/group.toml"] += "[fields.about]\nkind = \"list\"\nitem = { kind = \"reference\", news = \"up\" }\n";
    return files;
}

constexpr std::int64_t first_day = 1'770'000'000;
constexpr std::int64_t day = 86'400;

}  // namespace

TEST_CASE("incremental equals clean, with a history that grows", "[build][events]") {
    const auto seed = GENERATE(1U, 2U, 3U, 4U);
    SiteFixture site{living_site()};
    site.commit(first_day);
    site.build();
    RandomEditor editor{site, seed};
    std::string story;
    for (int step = 0; step < 12; ++step) {
        story += editor.change() + "\n";
        if (step % 4 != 3) site.commit(first_day + step * (step % 3 == 0 ? day : 3600));
        site.build();
        INFO(story);
        REQUIRE(site.published() == site.built_clean(step % 2 == 0 ? 1 : 3));
    }
}

TEST_CASE("what happens in one group remakes its list and no other group's", "[build][events]") {
    SiteFixture site{living_site()};
    site.files()["content/rag/skogen/_index.md"] = "+++\ntitle = \"Skogen\"\n+++\n\n## Ved\n\nBjörk.\n";
    site.commit(first_day);
    site.build();
    site.replace("content/rag/matsal/moten/varmote.md", "Kaffe finns.",
                 "## Mat\n\nVi bjuder på soppa och bröd klockan tolv.");
    site.commit(first_day + 3 * day);
    const auto made = site.build();
    CHECK(made.contains("rag/matsal/index.html"));
    CHECK_FALSE(made.contains("rag/skogen/index.html"));
    CHECK(site.reason("rag/matsal/index.html") == "changed: events rag/matsal");
    CHECK(site.published().at("rag/matsal/index.html").find("Vårmöte: Mat är nytt") != std::string::npos);
    CHECK(made.contains("rag/matsal/moten/varmote/historik/index.html"));
    CHECK(site.published().at("rag/matsal/moten/varmote/historik/index.html").find("<ins>") != std::string::npos);
}

TEST_CASE("a news item that concerns another page stands in that page's list too", "[build][events]") {
    SiteFixture site{living_site()};
    site.files()["content/rag/skogen/_index.md"] =
        "+++\ntitle = \"Skogen\"\nabout = [\"rag/matsal\"]\n+++\n\n## Ved\n\nBjörk.\n";
    site.commit(first_day);
    site.build();
    CHECK(site.published().at("rag/matsal/index.html").find("Ny: Skogen, Arbetsgrupper *") != std::string::npos);
    CHECK(site.published().at("rag/skogen/index.html").find("Ny: Matsalen") == std::string::npos);
}

TEST_CASE("any number of threads publishes the same bytes", "[build]") {
    const SiteFixture site{small_site()};
    CHECK(site.built_clean(1) == site.built_clean(4));
}

TEST_CASE("a new type of page is a schema file and nothing else", "[build]") {
    SiteFixture site{small_site()};
    site.build();
    const auto errors_before = site.found().errors();
    site.files()["schema/recipe.toml"] = R"(label = { sv = "Recept", en = "Recipe" }
plural = { sv = "Recept", en = "Recipes" }
path = "recept/{slug}.md"
[fields.serves]
kind = "reference"
to = ["group"]
inverse = "recipes"
inverse_label = { sv = "Recept att laga", en = "Recipes to cook" }
required = true
[[sections]]
id = "gor-sa"
heading = { sv = "Gör så", en = "Do this" }
required = true
)";
    site.files()["content/recept/soppa.md"] =
        "+++\ntitle = \"Soppa\"\nserves = \"rag/matsal\"\n+++\n\n## Gör så\n\nKoka.\n";
    site.build();
    CHECK(site.found().errors() == errors_before);
    CHECK(site.published().at("recept/soppa/index.html").find("<h2 id=\"gor-sa\">Gör så</h2>") != std::string::npos);
    CHECK(site.published().at("rag/matsal/index.html").find("Recept att laga: Soppa") != std::string::npos);
}

TEST_CASE("a step leads from one ledger to the next, through bytes too", "[build]") {
    Names names;
    const auto key = [&](const char* page) { return FactKey{FactKind::card, names.of(page)}; };
    Ledger ledger;
    for (const auto* page : {"a", "b"}) ledger.facts.push_back({key(page), digest_of("answer")});
    const auto itself = [](std::uint32_t fact) { return fact; };
    ledger.add_target("a/index.html", digest_of("bytes"), std::array{0U, 1U}, itself);
    ledger.add_target("c/index.html", digest_of("bytes"), std::array{0U}, itself);
    const auto before = ledger.serialise(names);
    LedgerStep step;
    step.basis.records = digest_of("records");
    step.answered = {{key("b"), digest_of("another")}};
    step.removed = {"a/index.html"};
    step.made = {{"b/index.html", digest_of("other bytes"), {key("b"), key("new")}}};

    auto taken = ledger;
    CHECK(take(taken, {&step, 1}) == std::vector{2U});  // nobody has answered it yet
    step.answered.push_back({key("new"), digest_of("first")});
    const auto bytes = serialise(step, names);
    REQUIRE(take_written(ledger, bytes, names));
    CHECK(ledger.basis == step.basis);
    REQUIRE(ledger.targets.size() == 2);
    CHECK(ledger.targets[0].path == "b/index.html");
    CHECK(ledger.targets[0].output == digest_of("other bytes"));
    CHECK(ledger.targets[1].path == "c/index.html");
    REQUIRE(ledger.facts.size() == 3);
    CHECK(ledger.facts[0].answer == digest_of("answer"));
    CHECK(ledger.facts[1].answer == digest_of("another"));
    CHECK(ledger.facts[2].answer == digest_of("first"));
    const auto asked = ledger.asked_for(ledger.targets[0]);
    CHECK(std::vector(asked.begin(), asked.end()) == std::vector{1U, 2U});

    const auto again = Ledger::parse(ledger.serialise(names), names).value();
    CHECK(again.asked == std::vector{1U, 2U, 0U});  // without what only the old target asked
    for (std::size_t size = 1; size < bytes.size(); ++size) {
        auto other = Ledger::parse(before, names).value();
        CHECK_FALSE(take_written(other, std::string_view{bytes}.substr(0, size), names));
    }
}

TEST_CASE("a ledger that is damaged is no ledger", "[build]") {
    Names names;
    Ledger ledger;
    ledger.facts.push_back({FactKey{FactKind::card, names.of("a")}, digest_of("answer")});
    ledger.add_target("a/index.html", digest_of("bytes"), std::array{0U}, [](std::uint32_t fact) { return fact; });
    const auto bytes = ledger.serialise(names);
    CHECK(Ledger::parse(bytes, names).has_value());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(Ledger::parse(bytes.substr(0, size), names).has_value());
    CHECK_FALSE(Ledger::parse(bytes + "x", names).has_value());
}
