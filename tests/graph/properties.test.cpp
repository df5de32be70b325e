#include <catch2/catch.hpp>

#include <random>
#include <set>

#include "graph/circles.hpp"
#include "tests/graph/fixture.hpp"

using namespace knav;
using namespace knav::graph_test;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

/// Groups, people and pages that refer and link to each other at random, some of it dead.
std::vector<File> random_files(Random& random) {
    const auto name = [&](std::string_view folder) { return std::string{folder} + std::to_string(below(random, 12)); };
    std::string text{schema};
    for (int i = 0; i < 10; ++i) {
        const auto number = std::to_string(i);
        text += page("npo/n" + number + ".md",
                     "title = \"N\"\ncooperates_with = [\"" + name("npo/n") + "\", \"" + name("npo/n") + "\"]\n" +
                         "reports_to = \"" + name("npo/n") + "\"\n[[members]]\nrole = \"ledamot\"\nperson = \"" +
                         name("personer/p") + "\"\n",
                     "## X\n\n[[" + name("sidor/s") + "]] [[" + name("npo/n") + "]] [[" + name("s") + "]]\n\n![[" +
                         name("npo/n") + "#x]]\n");
        text += page("personer/p" + number + ".md", "title = \"P\"\n");
        text +=
            page("sidor/s" + number + ".md", "title = \"S" + number + "\"\naliases = [\"" + name("gammal/") + "\"]\n",
                 "[[" + name("npo/n") + "]] [[" + name("npo/n") + "]]\n");
    }
    return files_of(text);
}

/// Everything a graph answers, as text.
std::string all_of(const World& world) {
    const auto& graph = world.graph;
    std::string all;
    for (PageNo page = 0; page < graph.pages().size(); ++page) {
        all += "page " + graph.page(page).id + " " + graph.page(page).card.hex() + "\n";
        for (const auto& relation : graph.outgoing(page))
            all += " out " + graph.relation_name(relation.name) + " " + graph.page(relation.to).id + "\n";
        for (const auto& relation : graph.incoming(page))
            all += " in " + graph.relation_name(relation.inverse) + " " + graph.page(relation.from).id + "\n";
        for (const auto& mention : graph.mentions(page))
            all += " by " + graph.page(mention.from).id + " " + std::to_string(mention.link) + "\n";
        for (const auto to : graph.link_targets(page))
            all += to == no_page ? " -\n" : " to " + graph.page(to).id + "\n";
    }
    for (const auto& [address, page] : graph.aliases()) all += address + " " + graph.page(page).id + "\n";
    for (const auto& wanted : graph.wanted()) all += wanted.target + " " + std::to_string(wanted.from.size()) + "\n";
    for (const auto& line : world.told()) all += line + "\n";
    return all;
}

}  // namespace

TEST_CASE("neither the order of files nor the number of threads changes a graph", "[graph]") {
    const auto seed = GENERATE(range(0U, 6U));
    Random random{seed};
    auto files = random_files(random);
    const World world{Snapshot{files}};
    std::shuffle(files.begin(), files.end(), random);
    const World other{Snapshot{files}, Drafts::leave_out, 4};
    CHECK(all_of(world) == all_of(other));
}

TEST_CASE("relations and links say the same from both ends", "[graph]") {
    const auto seed = GENERATE(range(10U, 16U));
    Random random{seed};
    const World world{Snapshot{random_files(random)}};
    const auto& graph = world.graph;
    std::multiset<std::pair<PageNo, PageNo>> out, in;
    std::set<std::pair<PageNo, PageNo>> links, mentions, pairs;
    for (PageNo page = 0; page < graph.pages().size(); ++page) {
        for (const auto& relation : graph.outgoing(page)) out.emplace(page, relation.to);
        for (const auto& relation : graph.incoming(page)) in.emplace(relation.from, page);
        for (const auto to : graph.link_targets(page)) {
            if (to != no_page && to != page) links.emplace(page, to);
        }
        for (const auto& mention : graph.mentions(page)) {
            CHECK(mentions.emplace(mention.from, page).second);
            CHECK(graph.link_targets(mention.from)[mention.link] == page);
        }
        for (const auto& relation : graph.incoming(page)) {
            const auto& inverse = graph.relation_name(relation.inverse);
            const auto sources = graph.related(page, inverse);
            CHECK(std::count(sources.begin(), sources.end(), relation.from) == 1);
            const auto targets = graph.related(relation.from, graph.relation_name(relation.name));
            CHECK(std::count(targets.begin(), targets.end(), page) == 1);
        }
        CHECK(graph.find(graph.page(page).id) == page);
    }
    CHECK(out == in);
    CHECK(links == mentions);
    for (const auto& pair : out) {
        if (pair.first != pair.second) pairs.insert(pair);
    }
    pairs.insert(links.begin(), links.end());
    CHECK(graph.backlink_pairs() == pairs.size());
}

TEST_CASE("every node that can come back to itself is on a circle that is told, and no other", "[graph]") {
    const auto seed = GENERATE(range(0U, 40U));
    Random random{seed};
    const std::size_t nodes = 1 + below(random, 12);
    std::vector<std::pair<Arrows::Node, Arrows::Node>> ends(below(random, 2 * nodes));
    for (auto& [from, to] : ends) {
        from = static_cast<Arrows::Node>(below(random, nodes));
        to = static_cast<Arrows::Node>(below(random, nodes));
    }
    std::vector<std::vector<char>> reaches(nodes, std::vector<char>(nodes));
    for (const auto& [from, to] : ends) reaches[from][to] = 1;
    for (std::size_t via = 0; via < nodes; ++via) {
        for (std::size_t from = 0; from < nodes; ++from) {
            for (std::size_t to = 0; to < nodes; ++to) reaches[from][to] |= reaches[from][via] & reaches[via][to];
        }
    }
    std::set<Arrows::Node> expected, told;
    for (Arrows::Node node = 0; node < nodes; ++node) {
        if (reaches[node][node] != 0) expected.insert(node);
    }
    for (const auto& circle : circles(Arrows{nodes, ends})) {
        CHECK(circle[0] == *std::min_element(circle.begin(), circle.end()));
        for (std::size_t i = 0; i < circle.size(); ++i) {
            const std::pair arrow{circle[i], circle[(i + 1) % circle.size()]};
            CHECK(std::count(ends.begin(), ends.end(), arrow) > 0);
        }
        told.insert(circle.begin(), circle.end());
    }
    CHECK(told == expected);
}

TEST_CASE("a chain of a hundred thousand is followed to its end in time", "[graph]") {
    constexpr Arrows::Node nodes = 100000;
    std::vector<std::pair<Arrows::Node, Arrows::Node>> ends;
    for (Arrows::Node node = 0; node + 1 < nodes; ++node) ends.emplace_back(node, node + 1);
    CHECK(circles(Arrows{nodes, ends}).empty());
    ends.emplace_back(nodes - 1, 0);
    CHECK(circles(Arrows{nodes, ends}).at(0).size() == nodes);
}
