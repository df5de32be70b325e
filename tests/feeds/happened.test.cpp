// What happened, in words, beside the pages that are news: in feeds, newsletters and calendars.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "diag/print.hpp"
#include "tests/feeds/following.hpp"

using namespace knav;
using feeds_test::between;
using test::SiteFixture;
using Strings = std::vector<std::string>;

namespace {

constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 24 * hour;
const std::int64_t start = unix_seconds({{2026, 2, 20}, {9, 0, 0}, {}});

const std::string skogen = "content/rag/skogen/_index.md";
const std::string soon = "content/rag/skogen/moten/snart.md";

std::map<std::string, std::string> living_site() {
    auto files = feeds_test::site();
    files["schema/group.toml"] +=
        "[fields.members]\nkind = \"list\"\ndisplay = \"seats\"\n[fields.members.item]\n"
        "role = { kind = \"enum\", values = \"roles\" }\nperson = { kind = \"string\" }\nfrom = { kind = \"date\" }\n"
        "region = { kind = \"string\" }\nstate = { kind = \"enum\", values = [\"tillsatt\", \"vakant\"] }\n"
        "[[events]]\nid = \"created\"\nchange = \"created\"\nsay = { sv = \"Ny grupp: {page}\" }\n"
        "[[events]]\nid = \"renamed\"\nchange = \"renamed\"\nsay = { sv = \"{before} heter nu {after}\" }\n"
        "[[events]]\nid = \"section\"\nsection = \"*\"\nchange = \"changed\"\n"
        "say = { sv = \"{page}: avsnittet {section} har ändrats\" }\n"
        "[[events]]\nid = \"vacated\"\nfield = \"members\"\nchange = \"vacated\"\n"
        "say = { sv = \"{page}: vakant: {role}\" }\n";
    files["schema/meeting.toml"] +=
        "[fields.for_information]\nkind = \"boolean\"\n"
        "[[events]]\nid = \"created\"\nchange = \"created\"\nsay = { sv = \"Nytt möte: {page}\" }\n"
        "[[events]]\nid = \"removed\"\nchange = \"removed\"\nsay = { sv = \"{page}[, {above},] har tagits bort\" }\n"
        "[[events]]\nid = \"notes\"\nsection = \"anteckningar\"\nchange = \"added\"\n"
        "say = { sv = \"Mötesanteckning publicerad: {page}\" }\n"
        "[[sections]]\nid = \"anteckningar\"\nheading = \"Anteckningar\"\n";
    files["schema/vocabularies.toml"] += "[roles]\nterms = [ { value = \"ledamot\", page = \"rad/norr\" } ]\n";
    files["content/site.toml"] += "newsletter = \"Brevet\"\n";
    files[skogen] =
        "+++\ntitle = \"RAG skogen\"\ncouncil = \"rad/norr\"\n[[members]]\nrole = \"ledamot\"\n"
        "region = \"a\"\nstate = \"tillsatt\"\n+++\n\n## Uppdrag\n\nAtt vårda granar, tallar och bäckar.\n";
    return files;
}

Strings titles(const SiteFixture& site, const std::string& feed) {
    auto all = between(site.published().at(feed), "<title>", "<");
    all.erase(all.begin());  // the feed's own
    return all;
}

bool tells(const SiteFixture& site, const std::string& feed, const std::string& title) {
    const auto all = titles(site, feed);
    return std::find(all.begin(), all.end(), title) != all.end();
}

/// A site whose pages have all come to be long before.
SiteFixture begun() {
    SiteFixture site{living_site()};
    site.commit(start);
    site.build();
    return site;
}

}  // namespace

TEST_CASE("feeds say in words what happened, there and above, and are remade nowhere else", "[feeds]") {
    auto site = begun();
    site.replace(skogen, "granar, tallar", "lövskogar, ängar");
    site.commit(start + 5 * day);
    const auto made = site.build();
    for (const auto* place : {"rag/skogen/", "rad/norr/", ""}) {
        INFO(place);
        CHECK(made.contains(std::string{place} + "feed.xml"));
        CHECK(titles(site, std::string{place} + "feed.xml").size() >= 1);
        CHECK(tells(site, std::string{place} + "feed.xml", "RAG skogen: avsnittet Uppdrag har ändrats"));
    }
    CHECK(tells(site, "prenumerera/grupper.xml", "RAG skogen: avsnittet Uppdrag har ändrats"));
    CHECK_FALSE(made.contains("rag/sjon/feed.xml"));
    CHECK_FALSE(tells(site, "rag/berget/feed.xml", "RAG skogen: avsnittet Uppdrag har ändrats"));
    CHECK(site.reason("rag/skogen/feed.xml") == "changed: news rag/skogen 0");
    const auto& atom = site.published().at("rag/skogen/feed.xml");
    CHECK(atom.find("<link rel=\"alternate\" href=\"https://example.org/prov/rag/skogen/#uppdrag\"/>") != atom.npos);
    CHECK(site.published() == site.built_clean());
}

TEST_CASE("many saves in a quiet period are one item, whose update moves with real news alone", "[feeds]") {
    auto site = begun();
    const std::string feed = "rag/skogen/feed.xml";
    const auto newest = [&](std::string_view what) {
        const auto entries = between(site.published().at(feed), "<entry>", "</entry>");
        return between(entries.at(0), "<" + std::string{what} + ">", "<").at(0);
    };
    const auto entries = [&] { return between(site.published().at(feed), "<entry>", "</entry>").size(); };
    site.replace(skogen, "granar, tallar", "lövskogar, ängar");
    site.commit(start + 5 * day);
    site.build();
    const auto id = newest("id"), first = newest("updated");
    const auto count = entries();
    CHECK(newest("published") == first);
    site.replace(skogen, "bäckar", "bäckarr");
    site.commit(start + 5 * day + hour);
    site.build();
    CHECK(newest("updated") == first);
    site.replace(skogen, "RAG skogen", "RAG träden");
    site.commit(start + 5 * day + 2 * hour);
    site.build();
    CHECK(newest("id") == id);
    CHECK(entries() == count);
    CHECK(newest("published") == first);
    CHECK(newest("updated") > first);
    CHECK(newest("title") == "RAG skogen heter nu RAG träden and_more");
    CHECK(newest("content type=\"html\"") ==
          "&lt;ul&gt;&lt;li&gt;RAG skogen heter nu RAG träden&lt;/li&gt;"
          "&lt;li&gt;RAG träden: avsnittet Uppdrag har ändrats&lt;/li&gt;&lt;/ul&gt;");
    const auto json = nlohmann::json::parse(site.published().at("rag/skogen/feed.json"));
    CHECK(json["items"][0]["content_html"].get<std::string>().starts_with("<ul><li>RAG skogen heter nu"));
}

TEST_CASE("a new page that is news is one item, told when it came and not again on its day", "[feeds]") {
    auto site = begun();
    const std::string path = "content/rag/skogen/moten/ny.md";
    site.files()[path] = "+++\ntitle = \"Nytt möte i skogen\"\nstart = 2026-03-20\n+++\n";
    site.commit(start + 5 * day);
    site.build();
    const auto entry = [&] {
        for (const auto& each : between(site.published().at("rag/skogen/feed.xml"), "<entry>", "</entry>")) {
            if (each.find("rag/skogen/moten/ny<") != each.npos) return each;
        }
        return std::string{};
    };
    const auto announced = entry();
    CHECK(between(announced, "<published>", "<") == Strings{"2026-02-25T09:00:00+01:00"});
    CHECK_FALSE(tells(site, "rag/skogen/feed.xml", "Nytt möte: Nytt möte i skogen"));
    site.today = {2026, 3, 21};
    site.build();
    CHECK(entry() == announced);
    // Its notes are news of their own.
    site.files()[path] += "\n## Anteckningar\n\nVi sågs vid den stora eken och talade om allt.\n";
    site.commit(start + 30 * day);
    site.build();
    CHECK(entry() == announced);
    CHECK(tells(site, "rag/skogen/feed.xml", "Mötesanteckning publicerad: Nytt möte i skogen"));
    CHECK(site.published() == site.built_clean());
}

TEST_CASE("without history a page is news from its day on, and nothing else is told", "[feeds]") {
    SiteFixture site{living_site()};
    site.build();
    CHECK(titles(site, "rag/skogen/feed.xml") == Strings{"Möte i skogen"});
    site.today = {2026, 4, 1};
    site.build();
    CHECK(titles(site, "rag/skogen/feed.xml") == Strings{"Nästa möte i skogen", "Möte i skogen"});
}

TEST_CASE("what is only for information says so first", "[feeds]") {
    auto site = begun();
    site.replace(soon, "start =", "for_information = true\nstart =");
    site.build();
    CHECK(tells(site, "rag/skogen/feed.xml", "for_information: Nästa möte i skogen"));
    const auto& atom = site.published().at("rag/skogen/feed.xml");
    CHECK(atom.find("<category term=\"for-information\" label=\"for_information\"/>") != atom.npos);
}

TEST_CASE("a page that was taken away is told of above it, and nothing leads to it", "[feeds]") {
    auto site = begun();
    site.files().erase(soon);
    site.commit(start + 5 * day);
    const auto made = site.build();
    CHECK(tells(site, "rag/skogen/feed.xml", "Nästa möte i skogen, RAG skogen, har tagits bort"));
    CHECK(tells(site, "rad/norr/feed.xml", "Nästa möte i skogen, RAG skogen, har tagits bort"));
    CHECK(site.published().at("rag/skogen/feed.xml").find("moten/snart/") == std::string::npos);
    CHECK_FALSE(made.contains("rag/sjon/feed.xml"));
    CHECK(site.published() == site.built_clean());
}

TEST_CASE("a vacant seat is told once in the feeds of vacancies and of its role", "[feeds]") {
    const std::string feeds[] = {"prenumerera/vakanser.xml", "rad/norr/feed.xml"};
    SECTION("in words, where nobody has said since when") {
        auto site = begun();
        site.replace(skogen, "state = \"tillsatt\"", "state = \"vakant\"");
        site.commit(start + 5 * day);
        site.build();
        for (const auto& feed : feeds) CHECK(tells(site, feed, "RAG skogen: vakant: ledamot"));
    }
    SECTION("as a vacancy of that day, where somebody has") {
        auto site = begun();
        site.replace(skogen, "state = \"tillsatt\"", "state = \"vakant\"\nfrom = 2026-02-25");
        site.commit(start + 5 * day);
        site.build();
        CHECK(titles(site, feeds[0]) == Strings{"vacant: Rådet, RAG skogen"});
    }
}

TEST_CASE("the month's newsletter tells pages first and then what happened", "[feeds]") {
    auto files = living_site();
    files["themes/prov/templates/special-letter.mustache"] =
        "{{#letter}}{{#parts}}<h2>{{title}}</h2>{{#items}}<p>{{title}}</p>{{/items}}{{/parts}}{{/letter}}";
    SiteFixture site{files};
    site.commit(start);
    site.replace(skogen, "granar, tallar", "lövskogar, ängar");
    site.commit(start + 5 * day);
    site.build();
    const auto& letter = site.published().at("nyhetsbrev/2026-02/index.html");
    CHECK(between(letter, "<h2>", "<") == Strings{"Möten", "happened"});
    CHECK(letter.find("<p>RAG skogen: avsnittet Uppdrag har ändrats</p>") != letter.npos);
    CHECK(letter.find("Nytt möte:") == letter.npos);  // the meetings themselves stand in it, from when they came to be
}

TEST_CASE("an event's number rises with each real change of it, whatever the clocks say", "[feeds]") {
    auto site = begun();
    const auto number = [&](std::string_view uid) {
        for (const auto& event :
             between(site.published().at("rag/skogen/kalender.ics"), "BEGIN:VEVENT", "END:VEVENT")) {
            if (event.find("UID:" + std::string{uid} + "@") != event.npos)
                return std::stoi(between(event, "SEQUENCE:", "\r").at(0));
        }
        return -1;
    };
    const std::string meeting = "rag/skogen/moten/snart";
    CHECK(number(meeting) == 0);
    site.replace(soon, "2026-04-01T09", "2026-04-01T08");
    site.commit(start + 5 * day);
    site.build();
    CHECK(number(meeting) == 1);
    site.files()[soon] += "\nVi ses.\n";  // of the page, not of the event
    site.commit(start + 6 * day);
    site.build();
    CHECK(number(meeting) == 1);
    site.replace(soon, "end =", "state = \"inställd\"\nend =");
    site.commit(start - 300 * day);  // by a clock that is behind
    site.build();
    CHECK(number(meeting) == 2);
    CHECK(site.published() == site.built_clean());
}

TEST_CASE("of versions that cannot be read it is said how many they are, and the site is built", "[feeds]") {
    SiteFixture site{living_site()};
    const auto first = site.files()[skogen];
    site.commit(start);
    site.replace(skogen, "granar, tallar", "lövskogar, ängar");
    site.commit(start + 5 * day);
    site.history.lose(first);
    CHECK(site.build().contains("rag/skogen/index.html"));
    const auto told = site.found().sorted();
    const auto note = std::find_if(told.begin(), told.end(),
                                   [](const Diagnostic& each) { return each.rule == &rule::version_unreadable; });
    REQUIRE(note != told.end());
    CHECK(note->severity == Severity::note);
    CHECK(sentence(*note, Language::sv) == "äldre versioner av sidor går inte att läsa: 1 st.");
}
