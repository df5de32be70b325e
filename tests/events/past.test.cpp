#include <catch2/catch.hpp>

#include <random>
#include <set>

#include "events/chronicle.hpp"
#include "graph/read_pages.hpp"
#include "tests/events/memory_history.hpp"

using namespace knav;
using Strings = std::vector<std::string>;

namespace {

constexpr std::int64_t start = 1'770'000'000;
constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 24 * hour;

constexpr std::string_view plan_schema = R"(label = { sv = "Plan", en = "Plan" }
path = "{slug}.md"
other_sections = true
[fields.goals]
kind = "list"
[fields.goals.item]
title = { kind = "string", required = true }
state = { kind = "enum", values = ["pågår", "klart"] }
[fields.about]
kind = "list"
item = { kind = "reference", news = "up" }
[[events]]
id = "created"
change = "created"
say = { sv = "Ny: {page}" }
[[events]]
id = "removed"
change = "removed"
say = { sv = "{page} är borta[ från {above}]" }
[[events]]
id = "goal"
field = "goals"
column = "state"
change = "changed"
say = { sv = "{page}: mål {number} gick från {before} till {after}", en = "{page}: goal {number}: {after}" }
[[events]]
id = "section"
section = "*"
change = "changed"
say = { sv = "{page}: {section}" }
)";

std::string plan(const std::string& title, const std::string& state, const std::string& text = "Som det var.") {
    return "+++\ntitle = \"" + title + "\"\n[[goals]]\ntitle = \"Kortare väntan\"\nstate = \"" + state +
           "\"\n+++\n\nEn plan för året som kommer.\n\n## Text\n\n" + text + "\n";
}

/// A site of plans at one moment.
struct World {
    explicit World(const test::MemoryHistory& memory, const test::MemoryHistory::Files& files,
                   std::shared_ptr<const Past> known = nullptr)
        : history(memory.history()) {
        std::vector<File> all{make_file("schema/plan.toml", std::string{plan_schema})};
        for (const auto& [path, bytes] : files) all.push_back(make_file(path, bytes));
        const Snapshot snapshot{std::move(all)};
        schema = read_schema(snapshot, found);
        PageMemo memo;
        graph = assemble_graph(read_pages(snapshot, schema, Language::sv, 1, memo, found), schema, snapshot,
                               Language::sv, found);
        past = work_out_past(OldPages{*history, graph, schema, Language::sv}, {}, std::move(known), 2);
        chronicle = Chronicle{graph, schema, *history, past};
    }

    [[nodiscard]] Strings told(std::string_view scope = "") const {
        Strings sentences;
        for (const auto& event : chronicle.events(scope, 1000)) sentences.push_back(event.sentence.sv);
        return sentences;
    }

    std::shared_ptr<const History> history;
    Diagnostics found;
    Schema schema;
    Graph graph;
    std::shared_ptr<const Past> past;
    Chronicle chronicle;
};

}  // namespace

TEST_CASE("a version says the same whichever version it is read beside", "[events]") {
    const World world{test::MemoryHistory{}, {}};
    const auto read = [&](const std::string& text, const Version& beside) {
        return read_version("content/a.md", text, beside, world.schema, Language::sv);
    };
    const auto draft = "+++\ntitle = \"Utkast\"\ndraft = true\n+++\n";
    const std::vector<std::string> texts = {
        plan("A", "pågår"), plan("A", "pågår", "Andra ord."), plan("A", "klart"), draft, "+++\n+++\nTom.\n", "Text.\n",
        "+++\nfel\n+++\n",  "+++\r\ntitle = \"R\"\r\n+++\r\n"};
    for (const auto& text : texts) {
        for (const auto& other : texts) {
            INFO(text << " beside " << other);
            const auto alone = read(text, {});
            const auto beside = read(text, read(other, {}));
            CHECK(beside.title() == alone.title());
            CHECK(digest_of(beside.values()) == digest_of(alone.values()));
            CHECK(digest_of(beside.source->front_matter) == digest_of(alone.source->front_matter));
            CHECK(beside.source->front_matter_read == alone.source->front_matter_read);
        }
    }
}

TEST_CASE("saves without a long pause are one stretch, and only its outcome is told", "[events]") {
    test::MemoryHistory memory;
    const std::string path = "content/a.md";
    memory.commit(start, {{path, plan("A", "pågår")}});
    memory.commit(start + 5 * day, {{path, plan("A", "klart")}});
    memory.commit(start + 5 * day + hour, {{path, plan("A", "pågår")}});
    memory.commit(start + 5 * day + 2 * hour,
                  {{path, plan("A", "klart", "Nu är det andra ord som står i texten här.")}});
    memory.commit(start + 9 * day, {{path, plan("A", "pågår", "Nu är det andra ord som står i texten här.")}});
    const World world{memory, {{path, plan("A", "pågår", "Nu är det andra ord som står i texten här.")}}};
    CHECK(world.told() ==
          Strings{"A: mål 1 gick från klart till pågår", "A: mål 1 gick från pågår till klart", "A: Text", "Ny: A"});
    const auto events = world.chronicle.events("", 10);
    CHECK(events[1].seconds == start + 5 * day + 2 * hour);
    CHECK(events[1].sentence.en == "A: goal 1: klart");
    CHECK(events[2].url == "/a/#text");
    CHECK(world.told("a") == world.told());
    CHECK(world.told("type:plan") == world.told());
    CHECK(world.told("type:page").empty());
}

TEST_CASE("each unit has the commit that last changed it", "[events]") {
    test::MemoryHistory memory;
    const std::string path = "content/a.md";
    memory.commit(start, {{path, plan("A", "pågår")}});
    memory.commit(start + day, {{path, plan("A", "klart")}});
    memory.commit(start + 2 * day, {{path, plan("A", "klart", "Nytt.")}});
    const World world{memory, {{path, plan("A", "klart", "Nytt.")}}};
    const auto when = [&](std::string_view unit) {
        const auto* commit = world.chronicle.changes(0, unit).last;
        return commit == nullptr ? -1 : (commit->when - start) / day;
    };
    CHECK(when("title") == 0);
    CHECK(when("goals") == 1);
    CHECK(when("#text") == 2);
    CHECK(when("#lead") == 0);
    CHECK(when("#missing") == -1);
    CHECK(world.past->page(path)->steps[1].units == Strings{"goals"});
}

TEST_CASE("an event keeps its id through renames, rebuilds and later saves, and none is told twice", "[events]") {
    std::mt19937 random{7};
    test::MemoryHistory memory;
    memory.digests = GENERATE(false, true);
    test::MemoryHistory::Files files;
    for (int i = 0; i < 5; ++i) {
        const auto name = std::to_string(i);
        files["content/p" + name + ".md"] = plan("Plan " + name, "pågår");
    }
    memory.commit(start, files);
    std::set<std::string> ids;
    std::shared_ptr<const Past> known;
    std::size_t events = 0;
    for (int step = 1; step <= 100; ++step) {
        auto page = std::next(files.begin(), static_cast<long>(random() % files.size()));
        auto bytes = page->second;
        std::map<std::string, std::string> moved;
        if (step % 2 == 0) {
            const bool done = bytes.find("klart") != std::string::npos;
            const std::string from = done ? "klart" : "pågår", to = done ? "pågår" : "klart";
            page->second.replace(page->second.find(from), from.size(), to);
        } else {
            const auto to = "content/q" + std::to_string(step) + ".md";
            moved[to] = page->first;
            files.erase(page);
            files[to] = bytes;
        }
        memory.commit(start + step * day, files, moved);
        const World world{memory, files, known};
        known = parse_past(serialise(*world.past));
        CHECK(serialise(*World{memory, files}.past) == serialise(*world.past));
        const auto all = world.chronicle.events("", 1000);
        std::set<std::string> now;
        for (const auto& event : all) now.insert(event.id);
        CHECK(now.size() == all.size());
        CHECK(std::includes(now.begin(), now.end(), ids.begin(), ids.end()));
        // A move is no news, a goal's new state is one piece of it.
        CHECK(now.size() - ids.size() == (step == 1 ? 5 : step % 2 == 0 ? 1 : 0));
        ids = now;
        events = all.size();
    }
    CHECK(events == 5 + 50);
}

TEST_CASE("what is known from before is not worked out again", "[events]") {
    test::MemoryHistory memory;
    memory.digests = GENERATE(false, true);
    const test::MemoryHistory::Files one{{"content/a.md", plan("A", "pågår")}, {"content/b.md", plan("B", "pågår")}};
    auto two = one;
    two["content/a.md"] = plan("A", "klart");
    memory.commit(start, one);
    const World first{memory, one};
    CHECK(first.past->worked_out == 4);  // a step and a stretch each
    CHECK(World{memory, one, first.past}.past == first.past);
    memory.commit(start + 3 * day, two);
    const World second{memory, two, first.past};
    CHECK(second.past->worked_out == 2);
    CHECK((second.past->pages.at("content/b.md") == first.past->pages.at("content/b.md")) == memory.digests);
    CHECK(second.told() == World{memory, two}.told());
}

TEST_CASE("old bytes that are lost, and dates that are not believed, leave the rest told", "[events]") {
    test::MemoryHistory memory;
    const test::MemoryHistory::Files first{{"content/a.md", plan("A", "pågår")}, {"content/b.md", plan("B", "pågår")}};
    auto second = first;
    second["content/a.md"] = plan("A", "klart");
    auto third = second;
    third["content/b.md"] = plan("B", "klart");
    memory.commit(start, first);
    memory.commit(0, second);  // as doubt_dates leaves it
    memory.commit(start + 5 * day, third);
    memory.lose(plan("B", "pågår"));
    const World world{memory, third};
    CHECK(world.told() == Strings{"Ny: A"});
    CHECK(world.past->unreadable == 1);
    CHECK(world.chronicle.changes(0, "goals").last->when == 0);
}

TEST_CASE("a page that has become another type says so, or nothing, and is compared no further", "[events]") {
    test::MemoryHistory memory;
    memory.commit(start, {{"content/gammal/a.md", plan("A", "pågår")}});
    memory.commit(start + 3 * day, {{"content/a.md", plan("A", "klart")}}, {{"content/a.md", "content/gammal/a.md"}});
    const World world{memory, {{"content/a.md", plan("A", "klart")}}};
    // Where it first lay no type was at home: as a plan it is new.
    CHECK(world.told() == Strings{"Ny: A"});
    CHECK(world.chronicle.events("", 1)[0].seconds == start + 3 * day);
}

TEST_CASE("news spread upward along references, and one step down", "[events]") {
    test::MemoryHistory memory;
    const auto with = [](const std::string& title, const std::string& about) {
        return "+++\ntitle = \"" + title + "\"\nabout = [" + about + "]\n+++\n";
    };
    const test::MemoryHistory::Files files{
        {"content/a.md", with("A", "\"b\"")}, {"content/b.md", with("B", "\"c\"")}, {"content/c.md", with("C", "")}};
    memory.commit(start, files);
    const World world{memory, files};
    CHECK(world.told("a") == Strings{"Ny: A"});
    CHECK(world.told("b") == Strings{"Ny: A", "Ny: B"});
    CHECK(world.told("c") == Strings{"Ny: A", "Ny: B", "Ny: C"});
    CHECK(world.chronicle.events("a", 1)[0].scopes == Strings{"", "a", "b", "c", "month:2026-02", "type:plan"});
    CHECK(world.chronicle.digest("a") != world.chronicle.digest("b"));
    CHECK(world.chronicle.count("c") == 3);
}

TEST_CASE("a past that is damaged is no past", "[events]") {
    test::MemoryHistory memory;
    const test::MemoryHistory::Files files{{"content/a.md", plan("A", "pågår")}};
    memory.commit(start, files);
    const auto bytes = serialise(*World{memory, files}.past);
    CHECK(parse_past(bytes)->pages.size() == 1);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        CHECK(parse_past(bytes.substr(0, i))->pages.empty());
        auto damaged = bytes;
        damaged[i] = static_cast<char>(damaged[i] ^ 4);
        CHECK(parse_past(damaged)->pages.empty());
    }
}

TEST_CASE("a page that was taken away is told of where it lay, by the name it had", "[events]") {
    test::MemoryHistory memory;
    const test::MemoryHistory::Files above{{"content/a.md", plan("A", "pågår")}, {"content/b.md", plan("B", "pågår")}};
    auto files = above;
    files["content/c.md"] = plan("C", "pågår");
    files["content/d.md"] = "+++\ntitle = \"D\"\ndraft = true\n+++\n";
    files["content/e.md"] = plan("E", "pågår");
    memory.commit(start, files);
    files.erase("content/c.md");
    files.erase("content/d.md");
    memory.commit(start + day, files);
    files.erase("content/e.md");
    files["content/b.md"] = "+++\ntitle = \"B\"\naliases = [\"/e/\"]\n+++\n";
    memory.commit(start + 2 * day, files);
    // Without a start page nothing is above them.
    CHECK(World{memory, files}.told() == Strings{"Ny: A", "Ny: B"});
    files["content/_index.md"] = "+++\ntitle = \"Start\"\n+++\n";
    files["schema/page.toml"] = "label = \"Sida\"\nplural = \"Sidor\"\npath = \"_index.md\"\n";
    const World world{memory, files};
    CHECK(world.told() == Strings{"C är borta", "Ny: A", "Ny: B"});
    const auto event = world.chronicle.events("", 1)[0];
    CHECK(event.title == "C");
    CHECK(event.url == "/");
    CHECK(event.seconds == start + day);
    CHECK(event.type->name == "plan");
    CHECK(World{memory, files, world.past}.past == world.past);
}

TEST_CASE("what comes of a stretch is one bulletin, that keeps its id while it grows", "[events]") {
    test::MemoryHistory memory;
    const std::string path = "content/a.md";
    const std::string more = "Nu är det andra ord som står i texten här.";
    memory.commit(start, {{path, plan("A", "pågår")}});
    memory.commit(start + 5 * day, {{path, plan("A", "klart")}});
    const World first{memory, {{path, plan("A", "klart")}}};
    const auto before = first.chronicle.bulletins("");
    REQUIRE(before.size() == 2);
    REQUIRE(before[0].events.size() == 1);
    CHECK(before[0].began == start + 5 * day);
    memory.commit(start + 5 * day + hour, {{path, plan("A", "klart", more)}});
    const World second{memory, {{path, plan("A", "klart", more)}}, first.past};
    const auto after = second.chronicle.bulletins("");
    REQUIRE(after.size() == 2);
    CHECK(after[0].id == before[0].id);
    CHECK(after[1].id == before[1].id);
    CHECK(after[0].events.size() == 2);
    CHECK(after[0].began == start + 5 * day);
    CHECK(after[0].when == start + 5 * day + hour);
    // A comma is no news, and no later news either.
    memory.commit(start + 5 * day + 2 * hour, {{path, plan("A", "klart", more + ".")}});
    const World third{memory, {{path, plan("A", "klart", more + ".")}}, second.past};
    CHECK(third.chronicle.bulletins("")[0].when == start + 5 * day + hour);
    CHECK(third.chronicle.events("", 1)[0].seconds == start + 5 * day + hour);
}

TEST_CASE("how often a unit was changed is counted from when the page was made", "[events]") {
    test::MemoryHistory memory;
    const std::string path = "content/a.md";
    memory.commit(start, {{path, plan("A", "pågår")}});
    memory.commit(start + day, {{path, plan("A", "klart")}});
    memory.commit(start - day, {{path, plan("A", "pågår")}});  // by a clock that is behind
    const World world{memory, {{path, plan("A", "pågår")}}};
    CHECK(world.chronicle.changes(0, "title").count == 0);
    CHECK(world.chronicle.changes(0, "goals").count == 2);
    CHECK(world.chronicle.changes(0, "goals").whole);
    CHECK(world.chronicle.changes(0, "summary").last == nullptr);
}
