// Circles among arrows, for whatever must not come back to itself. Knows nothing of pages. Internal to this room.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace knav {

/// Nodes 0 … n - 1 with arrows between them. The arrows of a node keep the order in which they were given.
class Arrows {
public:
    using Node = std::uint32_t;

    Arrows(std::size_t nodes, std::span<const std::pair<Node, Node>> from_to);

    [[nodiscard]] std::size_t nodes() const { return begin_.size() - 1; }
    [[nodiscard]] std::span<const Node> from(Node node) const {
        return std::span{to_}.subspan(begin_[node], begin_[node + 1] - begin_[node]);
    }

private:
    std::vector<std::uint32_t> begin_;
    std::vector<Node> to_;
};

/// For each node the number of its knot: nodes that can reach each other share one. Arrows between knots only lead to
/// lower numbers.
[[nodiscard]] std::vector<std::uint32_t> knots(const Arrows& arrows);

/// Circles, each beginning with its lowest node, which is not repeated at the end. Every node that lies on a circle is
/// on one of those given, as far as `most` of them in each knot reach. By first node.
[[nodiscard]] std::vector<std::vector<Arrows::Node>> circles(const Arrows& arrows, std::size_t most = 16);

}  // namespace knav
