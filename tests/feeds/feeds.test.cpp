#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>
#include <random>

#include "feeds/feed.hpp"
#include "tests/feeds/following.hpp"

using namespace knav;
using feeds_test::between;
using test::SiteFixture;

namespace {

bool has(const std::string& text, std::string_view wanted) { return text.find(wanted) != text.npos; }

const std::string note = "content/rag/skogen/moten/ett.md";

}  // namespace

TEST_CASE("a group's feeds hold its news up to today, and its calendar what is to come as well", "[feeds]") {
    SiteFixture site{feeds_test::site()};
    site.build();
    const auto& atom = site.published().at("rag/skogen/feed.xml");
    CHECK(has(atom, "<id>tag:example.org,2020:feed/rag/skogen</id>"));
    CHECK(has(atom, "<id>tag:example.org,2020:rag/skogen/moten/ett</id>"));
    CHECK(has(atom, "<link rel=\"alternate\" href=\"https://example.org/prov/rag/skogen/moten/ett/\"/>"));
    CHECK_FALSE(has(atom, "snart"));
    CHECK_FALSE(has(atom, "sjon"));
    CHECK(has(site.published().at("rag/skogen/rss.xml"),
              "<guid isPermaLink=\"false\">tag:example.org,2020:rag/skogen/moten/ett</guid>"));
    const auto json = nlohmann::json::parse(site.published().at("rag/skogen/feed.json"));
    REQUIRE(json["items"].size() == 1);
    CHECK(json["items"][0]["id"] == "tag:example.org,2020:rag/skogen/moten/ett");
    const auto& calendar = site.published().at("rag/skogen/kalender.ics");
    CHECK(has(calendar, "UID:rag/skogen/moten/snart@example.org\r\n"));
    CHECK(has(calendar, "SUMMARY:due: Skriva\\, läsa\\; räkna (Ordföranden)\r\n"));
}

TEST_CASE("a council has what its groups have, and no other's", "[feeds]") {
    SiteFixture site{feeds_test::site()};
    site.build();
    const auto& council = site.published().at("rad/norr/feed.xml");
    CHECK(has(council, "Möte i skogen"));
    CHECK(has(council, "Möte i sjon"));
    CHECK_FALSE(has(council, "Möte i berget"));
    CHECK(has(site.published().at("feed.xml"), "Möte i berget"));
    CHECK(has(site.published().at("prenumerera/moten.xml"), "Möte i berget"));
    const auto lists = between(site.published().at("rad/norr/floden.opml"), "xmlUrl=\"", "\"");
    CHECK(lists == std::vector<std::string>{"https://example.org/prov/rad/norr/feed.xml",
                                            "https://example.org/prov/rag/sjon/feed.xml",
                                            "https://example.org/prov/rag/skogen/feed.xml"});
}

TEST_CASE("what also concerns a group stands in its feed", "[feeds]") {
    auto files = feeds_test::site();
    SiteFixture site{files};
    site.build();
    CHECK_FALSE(has(site.published().at("rag/berget/feed.xml"), "Möte i skogen"));
    site.replace(note, "summary", "about = [\"rag/berget\"]\nsummary");
    CHECK(site.build().contains("rag/berget/feed.xml"));
    CHECK(has(site.published().at("rag/berget/feed.xml"), "Möte i skogen"));
}

TEST_CASE("a change in one group makes its feeds anew and no other group's", "[feeds]") {
    SiteFixture site{feeds_test::site()};
    site.build();
    site.replace(note, "Möte i skogen", "Vårmöte i skogen");
    const auto made = site.build();
    for (const auto* file : {"feed.xml", "rss.xml", "feed.json", "kalender.ics"}) {
        INFO(file);
        CHECK(made.contains("rag/skogen/" + std::string{file}));
        CHECK(made.contains("rad/norr/" + std::string{file}));
        CHECK(made.contains(file));
        CHECK_FALSE(made.contains("rag/sjon/" + std::string{file}));
        CHECK_FALSE(made.contains("rag/berget/" + std::string{file}));
    }
    CHECK(site.reason("rag/skogen/feed.xml") == "changed: card rag/skogen/moten/ett");
    // The text of a note is in no feed.
    site.replace(note, "Kaffe.", "Te.");
    const auto after = site.build();
    CHECK_FALSE(after.contains("rag/skogen/feed.xml"));
    CHECK_FALSE(after.contains("feed.xml"));
    // A new meeting reaches the calendar and, once its day has come, the feed.
    site.files()["content/rag/skogen/moten/tva.md"] = "+++\ntitle = \"Två\"\nstart = 2026-03-20\n+++\n";
    CHECK(site.build().contains("rag/skogen/kalender.ics"));
    CHECK_FALSE(has(site.published().at("rag/skogen/feed.xml"), "Två"));
    site.today = {2026, 3, 20};
    const auto next = site.build();
    CHECK(next.contains("rag/skogen/feed.xml"));
    CHECK_FALSE(next.contains("rag/sjon/feed.xml"));
    CHECK(has(site.published().at("rag/skogen/feed.xml"), "Två"));
    CHECK(site.published() == site.built_clean());
}

TEST_CASE("a cancelled meeting stays in the calendar and says so", "[feeds]") {
    SiteFixture site{feeds_test::site()};
    site.build();
    CHECK_FALSE(has(site.published().at("rag/skogen/kalender.ics"), "STATUS:CANCELLED"));
    site.replace("content/rag/skogen/moten/snart.md", "end =", "state = \"inställd\"\nend =");
    site.build();
    const auto& calendar = site.published().at("rag/skogen/kalender.ics");
    CHECK(has(calendar, "UID:rag/skogen/moten/snart@example.org\r\n"));
    CHECK(has(calendar, "STATUS:CANCELLED\r\n"));
}

TEST_CASE("what is done leaves the calendar", "[feeds]") {
    SiteFixture site{feeds_test::site()};
    site.build();
    const std::string path = "rag/skogen/kalender.ics";
    CHECK(has(site.published().at(path), "Skriva"));
    site.replace("content/rag/skogen/moten/snart.md", "öppen", "klar");
    site.build();
    CHECK_FALSE(has(site.published().at(path), "Skriva"));
    CHECK(has(site.published().at("rag/skogen/att-gora/index.html"), "actions_title"));
}

TEST_CASE("only a change of substance that the page itself tells moves an entry's update", "[feeds]") {
    SiteFixture site{feeds_test::site()};
    site.build();
    const auto updated = [&] { return between(site.published().at("rag/skogen/feed.xml"), "<updated>", "<").back(); };
    const auto before = updated();
    site.replace(note, "summary = \"Kort.\"", "summary = \"Kortare.\"");
    site.build();
    CHECK(updated() == before);
    site.replace(note, "summary", "updated = 2026-03-11\nsummary");
    site.build();
    CHECK(updated() == "2026-03-11T00:00:00+01:00");
    CHECK(between(site.published().at("rag/skogen/feed.xml"), "<updated>", "<").front() == updated());
}

TEST_CASE("a long feed is cut into archives that stay as news comes", "[feeds]") {
    CHECK(archives_of(0) == 0);
    CHECK(archives_of(2 * archive_size - 1) == 0);
    CHECK(archives_of(2 * archive_size) == 1);
    auto files = feeds_test::site();
    const auto add = [&](int number) {
        const auto day = add_days({2025, 1, 1}, number);
        files["content/rag/skogen/moten/m" + std::to_string(number) + ".md"] =
            "+++\ntitle = \"M" + std::to_string(number) + "\"\nstart = " + iso(day) + "\n+++\n";
    };
    for (int i = 0; i < 100; ++i) add(i);
    SiteFixture site{files};
    site.build();
    std::set<std::string> all;
    for (const auto* file : {"feed.xml", "feed-arkiv-1.xml", "feed-arkiv-2.xml"}) {
        for (auto& id : between(site.published().at("rag/skogen/" + std::string{file}), "<entry>\n<id>", "<"))
            CHECK(all.insert(id).second);
    }
    CHECK(all.size() == 101);  // and the one that was there
    const auto first = site.published().at("rag/skogen/feed-arkiv-1.xml");
    CHECK(has(first, "<fh:archive/>"));
    CHECK(has(first, "<link rel=\"next-archive\" href=\"https://example.org/prov/rag/skogen/feed-arkiv-2.xml\"/>"));
    CHECK(has(site.published().at("rag/skogen/feed.xml"),
              "<link rel=\"prev-archive\" href=\"https://example.org/prov/rag/skogen/feed-arkiv-2.xml\"/>"));
    // The other formats are cut at the same places.
    const auto& rss = site.published().at("rag/skogen/rss-arkiv-2.xml");
    CHECK(has(rss, "<fh:archive/>"));
    CHECK(has(rss, "<atom:link rel=\"prev-archive\" href=\"https://example.org/prov/rag/skogen/rss-arkiv-1.xml\"/>"));
    CHECK(has(rss, "<atom:link rel=\"current\" href=\"https://example.org/prov/rag/skogen/rss.xml\"/>"));
    std::size_t items = 0;
    for (std::string next = "rag/skogen/feed.json"; !next.empty();) {
        const auto page = nlohmann::json::parse(site.published().at(next));
        items += page["items"].size();
        next = page.contains("next_url") ? page["next_url"].get<std::string>().substr(25) : "";
    }
    CHECK(items == all.size());
    site.files()["content/rag/skogen/moten/nytt.md"] = "+++\ntitle = \"Nytt\"\nstart = 2026-03-11\n+++\n";
    const auto made = site.build();
    CHECK(made.contains("rag/skogen/feed.xml"));
    CHECK_FALSE(made.contains("rag/skogen/feed-arkiv-1.xml"));
    CHECK(site.published().at("rag/skogen/feed-arkiv-1.xml") == first);
}

TEST_CASE("a group that nothing has happened in can be followed all the same", "[feeds]") {
    auto files = feeds_test::site();
    files["content/rag/tyst/_index.md"] = "+++\ntitle = \"Tyst\"\n+++\n";
    SiteFixture site{files};
    site.build();
    CHECK(has(site.published().at("rag/tyst/feed.xml"), "<updated>2020-01-01T00:00:00+01:00</updated>"));
    CHECK_FALSE(has(site.published().at("rag/tyst/feed.xml"), "<entry>"));
    CHECK(has(site.published().at("rag/tyst/kalender.ics"), "END:VTIMEZONE\r\nEND:VCALENDAR\r\n"));
}

TEST_CASE("at a former address the feed goes on, with the same ids", "[feeds]") {
    auto files = feeds_test::site();
    SiteFixture site{files};
    site.build();
    const auto before = between(site.published().at("rag/skogen/feed.xml"), "<id>", "<");
    for (const auto* name : {"_index.md", "moten/ett.md", "moten/snart.md"}) {
        auto text = files.at("content/rag/skogen/" + std::string{name});
        const auto id = id_of_path("content/rag/skogen/" + std::string{name});
        text.insert(text.find("title"), "aliases = [\"/" + id + "/\"]\nfirst_id = \"" + id + "\"\n");
        site.files().erase("content/rag/skogen/" + std::string{name});
        site.files()["content/rag/dungen/" + std::string{name}] = text;
    }
    site.build();
    CHECK(between(site.published().at("rag/dungen/feed.xml"), "<id>", "<") == before);
    CHECK(site.published().at("rag/skogen/feed.xml") == site.published().at("rag/dungen/feed.xml"));
    CHECK(between(site.published().at("rag/dungen/kalender.ics"), "UID:rag", "@").front() == "/skogen/moten/ett");
}

TEST_CASE("feeds, calendars and action lists made step by step are those made at once", "[feeds]") {
    const auto seed = GENERATE(1U, 2U, 3U);
    std::mt19937 random{seed};
    SiteFixture site{feeds_test::site()};
    site.build();
    const std::vector<std::string> groups = {"skogen", "sjon", "berget"};
    const auto any_group = [&] { return groups[random() % groups.size()]; };
    std::string story;
    for (int step = 0; step < 12; ++step) {
        const auto group = any_group();
        const auto meeting = "content/rag/" + group + "/moten/m" + std::to_string(random() % 3) + ".md";
        switch (random() % 5) {
            case 0:
            case 1:
                site.files()[meeting] = "+++\ntitle = \"M" + std::to_string(step) + "\"\nstart = 2026-0" +
                                        std::to_string(1 + random() % 6) + "-11\nabout = [\"rag/" + any_group() +
                                        "\"]\n[[actions]]\ntitle = \"Gör\"\nstate = \"" +
                                        (random() % 2 == 0 ? "öppen" : "klar") + "\"\ndue = 2026-05-0" +
                                        std::to_string(1 + random() % 9) + "\n+++\n";
                break;
            case 2: site.files().erase(meeting); break;
            case 3:
                site.files()["content/rag/" + group + "/_index.md"] =
                    "+++\ntitle = \"RAG " + std::to_string(step) + "\"\n" +
                    (random() % 2 == 0 ? "council = \"rad/norr\"\n" : "") + "+++\n";
                break;
            default: site.today = add_days(site.today, 20);
        }
        story += std::to_string(step) + " " + meeting + "\n";
        site.build();
        INFO(story);
        REQUIRE(site.published() == site.built_clean());
    }
}
