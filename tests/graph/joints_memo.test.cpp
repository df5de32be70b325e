#include "graph/joints_memo.hpp"

#include <catch2/catch.hpp>

#include "tests/graph/fixture.hpp"

using namespace knav;

namespace {

const auto rules = digest_of("schema and program");

const std::string group =
    graph_test::page("rmpo/a/_index.md", "title = \"A\"\nnpo = \"npo/n\"\naliases = [\"gammal\"]\n",
                     "Se [[rmpo/b|den]], och [[npo/n]].\n\n## Ett\n\nOrd.\n");
const std::string others = graph_test::page("npo/n.md", "title = \"N\"\nlevel = \"nationell\"\n", "Nationellt.\n") +
                           graph_test::page("rmpo/b/_index.md", "title = \"B\"\n", "![[rmpo/a#ett]]\n");

struct Joined : graph_test::World {
    explicit Joined(const std::string& text) : World{std::string{graph_test::schema} + text} {}
    [[nodiscard]] Digest joins() const { return joins_of(graph.pages(), snapshot, rules); }
    [[nodiscard]] std::optional<Joints> recalled(std::string_view bytes) const {
        return recall_joints(bytes, joins(), graph, types);
    }
};

auto all_of(const Relation& each) {
    return std::tuple{each.from, each.to, each.field, each.name, each.inverse, each.at.line, each.at.column};
}

void require_same(const std::vector<Relation>& one, const std::vector<Relation>& other) {
    REQUIRE(one.size() == other.size());
    for (std::size_t i = 0; i < one.size(); ++i) CHECK(all_of(one[i]) == all_of(other[i]));
}

}  // namespace

TEST_CASE("pages that say of each other what they said are joined as they were", "[graph]") {
    const Joined world{group + others};
    REQUIRE(world.told() == graph_test::Lines{});
    const auto joints = world.recalled(serialise(world.graph, world.joins()));
    REQUIRE(joints.has_value());
    const auto& were = world.graph.joints();
    REQUIRE(were.outgoing.size() == 1);
    require_same(joints->outgoing, were.outgoing);
    require_same(joints->incoming, were.incoming);
    CHECK(joints->outgoing[0].field->name == "npo");
    CHECK(joints->outgoing_begin == were.outgoing_begin);
    CHECK(joints->incoming_begin == were.incoming_begin);
    REQUIRE(joints->mentions.size() == were.mentions.size());
    CHECK(joints->mentions.back().from == were.mentions.back().from);
    CHECK(joints->mentions_begin == were.mentions_begin);
    CHECK(joints->link_targets == were.link_targets);
    CHECK(joints->link_targets_begin == were.link_targets_begin);
    CHECK(joints->names == were.names);
    CHECK(joints->aliases == were.aliases);
    CHECK(joints->backlink_pairs == were.backlink_pairs);
}

TEST_CASE("new words leave the joints as they were, and what points elsewhere does not", "[graph]") {
    const Joined before{group + others};
    const auto bytes = serialise(before.graph, before.joins());
    const auto now_says = [&](const std::string& from, const std::string& to) {
        auto text = group;
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        return Joined{text.replace(at, from.size(), to) + others}.recalled(bytes).has_value();
    };
    CHECK(now_says("Ord.", "Andra ord.\n\nFlera."));
    CHECK(now_says("Se [[", "Se här, nu: [["));
    CHECK(now_says("|den]]", "|denna]]"));
    CHECK_FALSE(now_says("[[rmpo/b|den]]", "[[npo/n|den]]"));
    CHECK_FALSE(now_says("## Ett", "## Två"));
    CHECK_FALSE(now_says("Ord.", "### Under\n"));
    CHECK_FALSE(now_says("Ord.", "Ord, [[npo/n]].\n"));
    CHECK_FALSE(now_says("title = \"A\"", "title = \"Aa\""));
    CHECK_FALSE(now_says("title = \"A\"", "\ntitle = \"A\""));  // mistakes are told by the line
    CHECK_FALSE(now_says("gammal", "ny"));
    CHECK_FALSE(Joined{group + others + graph_test::page("npo/m.md", "title = \"M\"\n", "")}.recalled(bytes));
    CHECK_FALSE(Joined{group + others + "-- content/rmpo/a/fil.pdf --\nx\n"}.recalled(bytes));
}

TEST_CASE("damaged joints are none", "[graph]") {
    const Joined world{group + others};
    const auto bytes = serialise(world.graph, world.joins());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(world.recalled(std::string_view{bytes}.substr(0, size)));
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        auto other = bytes;
        other[at] = static_cast<char>(other[at] ^ 4);
        CHECK_FALSE(world.recalled(other));
    }
}
