// What must hold of every move, tried on random sites.
#include <catch2/catch.hpp>

#include <random>

#include "fixture.hpp"
#include "graph/page_memo.hpp"

using namespace knav;
using namespace knav::edit_test;

namespace {

std::string id_of(unsigned number) {
    return "sidor/" + std::string(number % 3 == 0 ? "g" + std::to_string(number % 2) + "/" : "") + "s" +
           std::to_string(number);
}

/// One of the ways to point at a page.
std::string link_to(unsigned number, std::mt19937& random) {
    const auto id = id_of(number);
    switch (random() % 8) {
        case 0: return "[[" + id + "]]";
        case 1: return "[[" + id + "|ord om å]]";
        case 2: return "[[s" + std::to_string(number) + "]]";
        case 3: return "[text](/" + id + "/)";
        case 4: return "\n\n![[" + id + "#data]]\n\n";
        case 5: return "[[Sida " + std::to_string(number) + "]]";
        case 6: return "`[[" + id + "]]`";
        default: return "[med [klammer]](/" + id + "#data)";
    }
}

std::string random_site(std::mt19937& random) {
    constexpr unsigned pages = 12;
    std::string site = page("_index.md", "title = \"Start\"\n");
    for (unsigned i = 0; i < pages; ++i) {
        std::string body = "Åäö ";
        for (unsigned link = 0; link < random() % 4; ++link) {
            const auto to = random() % pages;
            // Pages that show each other would be a circle.
            auto words = link_to(to, random);
            if (words.find("![[") != std::string::npos && to <= i) words = "ingenting";
            body += words + " och ";
        }
        const bool folder = random() % 2 == 0;
        site += page(id_of(i) + (folder ? "/_index.md" : ".md"),
                     "title     = \"Sida " + std::to_string(i) + "\" # namn\n", body + "slut.\n\n## Data\n\nTal.\n");
        if (folder)
            site += page(id_of(i) + "/under.md", "title = \"Under " + std::to_string(i) + "\"\n",
                         link_to(random() % pages, random) + "\n");
    }
    for (unsigned i = 0; i < 4; ++i) {
        site += page("npo/n" + std::to_string(i) + ".md",
                     "title = \"N" + std::to_string(i) + "\"\nlevel = \"nationell\"\n");
        site += page("rmpo/r" + std::to_string(i) + "/_index.md",
                     "title = \"R" + std::to_string(i) + "\"\nnpo   = \"npo/n" + std::to_string(random() % 4) +
                         "\"   # speglar\n" + "cooperates_with = [ 'rmpo/r" + std::to_string(random() % 4) +
                         "',\n  \"npo/n1\" ]\n",
                     link_to(random() % pages, random) + "\n");
    }
    return site;
}

Move random_move(std::mt19937& random) {
    switch (random() % 3) {
        case 0: return {"npo/n" + std::to_string(random() % 4), "npo/flyttad"};
        case 1: return {"rmpo/r" + std::to_string(random() % 4), "rmpo/flyttad"};
        default:
            return {id_of(static_cast<unsigned>(random() % 12)),
                    random() % 2 == 0 ? "sidor/flyttad" : "sidor/ny/flyttad"};
    }
}

std::map<std::string, std::string> bytes_of(const Snapshot& snapshot) {
    std::map<std::string, std::string> all;
    for (const auto& file : snapshot.files()) all.emplace(file.path, file.bytes());
    return all;
}

/// The same graph out of what was remembered of an earlier run, which is less than what a file says.
Graph remembered(const World& world) {
    const auto bytes = std::make_shared<const std::string>(serialise(world.memo, 1));
    auto memo = parse_memo(*bytes, bytes);
    Diagnostics told_before;
    auto pages = read_pages(world.snapshot, world.types, Language::sv, 1, memo, told_before);
    return assemble_graph(std::move(pages), world.types, world.snapshot, Language::sv, told_before, world.generated);
}

}  // namespace

TEST_CASE("a move made from memory is the move made from the files", "[edit]") {
    for (unsigned seed = 100; seed < 110; ++seed) {
        std::mt19937 random{seed};
        const World world{random_site(random)};
        const auto move = random_move(random);
        INFO("seed " << seed << ": " << move.from << " to " << move.to);
        const auto plan = plan_move(move, world.snapshot, world.types, remembered(world), OldAddresses::keep);
        CHECK(bytes_of(world.snapshot.with(plan.changes)) == bytes_of(moved(world, move)));
    }
}

TEST_CASE("a move makes no error that was not there, and moving back restores every byte", "[edit]") {
    for (unsigned seed = 0; seed < 60; ++seed) {
        std::mt19937 random{seed};
        const World before{random_site(random)};
        const auto move = random_move(random);
        INFO("seed " << seed << ": " << move.from << " to " << move.to);
        REQUIRE_FALSE(objection(move, before.snapshot, before.graph));

        const World kept{moved(before, move)};
        CHECK(new_errors(move, before.found, kept.found).empty());
        CHECK(kept.graph.resolve(move.from).found() == kept.graph.find(move.to));

        const World there{moved(before, move, OldAddresses::forget)};
        CHECK(new_errors(move, before.found, there.found).empty());
        CHECK(there.graph.backlink_pairs() == before.graph.backlink_pairs());
        CHECK(bytes_of(moved(there, {move.to, move.from}, OldAddresses::forget)) == bytes_of(before.snapshot));

        const Move back{move.to, move.from};
        const World home{moved(kept, back)};
        CHECK(new_errors(back, kept.found, home.found).empty());
        CHECK(bytes_of(moved(kept, back, OldAddresses::forget)) == bytes_of(before.snapshot));
    }
}
