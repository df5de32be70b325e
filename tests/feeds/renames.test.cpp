// The ids by which readers know what they have seen must outlive every move: a hundred random ones, there and back.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "edit/move.hpp"
#include "feeds/calendar.hpp"
#include "feeds/feed.hpp"
#include "tests/feeds/following.hpp"

using namespace knav;

namespace {

struct World {
    Snapshot snapshot;
    Diagnostics found;
    std::unique_ptr<const Site> site;

    explicit World(Snapshot files) : snapshot(std::move(files)) {
        Surroundings around;
        around.today = {2026, 3, 12};
        PageMemo memo;
        site = Site::assemble(snapshot, std::move(around), std::make_shared<Names>(), memo, found);
    }

    /// Every id that any feed or calendar of the site tells, sorted: twins stay twins.
    std::vector<std::string> ids() const {
        Trace unread;
        const Lens lens{*site, unread};
        std::vector<std::string> all;
        const auto add = [&](const Scope& scope) {
            const auto feed = read_feed(lens, scope, FeedFormat::atom, 0);
            all.push_back(feed.id);
            for (const auto& item : feed.items) all.push_back(feed.id + " " + item.id);
            for (const auto& entry : read_calendar(lens, scope).entries) all.push_back(feed.id + " " + entry.uid);
        };
        add(Scope::of_site());
        for (PageNo number = 0; number < site->graph.pages().size(); ++number) {
            const auto& page = site->graph.page(number);
            if (page.type->follow) add(Scope::of_page(number, page.id));
        }
        std::sort(all.begin(), all.end());
        return all;
    }
};

Snapshot snapshot_of(const std::map<std::string, std::string>& files) {
    std::vector<File> made;
    for (const auto& [path, bytes] : files) made.push_back(make_file(path, bytes));
    return Snapshot{std::move(made)};
}

/// A group to another name, or a meeting to another day or another group's folder.
Move random_move(const World& world, std::mt19937& random) {
    std::vector<std::string> movable;
    for (const auto& page : world.site->graph.pages()) {
        if (page.id.starts_with("rag/")) movable.push_back(page.id);
    }
    const auto from = movable[random() % movable.size()];
    const auto name = "n" + std::to_string(random() % 6);
    const auto last = from.rfind('/');
    return {from, from.substr(0, last + 1) + name};
}

}  // namespace

TEST_CASE("a hundred random renames give no feed and no calendar an id it did not have", "[feeds]") {
    std::mt19937 random{7};
    auto world = std::make_unique<World>(snapshot_of(feeds_test::site()));
    const auto ids = world->ids();
    REQUIRE(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
    REQUIRE(ids.size() > 20);
    int moved = 0, tried = 0;
    while (moved < 100) {
        REQUIRE(++tried < 2000);
        const auto move = random_move(*world, random);
        if (objection(move, world->snapshot, world->site->graph)) continue;
        const auto plan = plan_move(move, world->snapshot, world->site->schema, world->site->graph, OldAddresses::keep);
        auto after = std::make_unique<World>(world->snapshot.with(plan.changes));
        if (!new_errors(move, world->found, after->found).empty()) continue;  // knav mv refuses such a move
        INFO(moved << ": " << move.from << " to " << move.to);
        REQUIRE(after->ids() == ids);
        world = std::move(after);
        ++moved;
    }
}
