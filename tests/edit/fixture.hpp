// A small site for edits: a snapshot from a literal, joined, and what a move makes of it.
#pragma once

#include <string>
#include <string_view>

#include "edit/move.hpp"
#include "tests/graph/fixture.hpp"

namespace knav::edit_test {

using graph_test::page;
using graph_test::World;

inline std::string text_of(const Snapshot& snapshot, std::string_view path) {
    const auto* file = snapshot.find(path);
    return file == nullptr ? "(there is no " + std::string{path} + ")" : std::string{file->bytes()};
}

inline MovePlan plan(const World& world, const Move& move, OldAddresses old = OldAddresses::keep) {
    return plan_move(move, world.snapshot, world.types, world.graph, old);
}

inline Snapshot moved(const World& world, const Move& move, OldAddresses old = OldAddresses::keep) {
    return world.snapshot.with(plan(world, move, old).changes);
}

}  // namespace knav::edit_test
