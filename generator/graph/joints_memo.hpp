// What joined the pages of an earlier run, as bytes. It stands for the whole work of joining as long as every page says of
// the others what it said then: a change of running text, by far the most common one, leaves it as it was.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "graph/graph.hpp"

namespace knav {

/// Of all that assemble_graph() and check_rules() look at. `rules` is of what they do it by: schema and program.
[[nodiscard]] Digest joins_of(std::span<const Page> pages, const Snapshot& snapshot, const Digest& rules);

/// Of a graph about which there was nothing to say: diagnostics are not remembered.
[[nodiscard]] std::string serialise(const Graph& graph, const Digest& joins);
/// Nothing if the bytes are damaged or were made of other pages than `joins` says. `graph` is not joined yet; the fields of
/// `schema` are pointed to.
[[nodiscard]] std::optional<Joints> recall_joints(std::string_view bytes, const Digest& joins, const Graph& graph,
                                                  const Schema& schema);

}  // namespace knav
