#include "graph/circles.hpp"

#include <algorithm>

namespace knav {

namespace {

using Node = Arrows::Node;
constexpr std::uint32_t none = 0xffffffffU;

/// Tarjan's algorithm with a stack of its own: content may chain more nodes than the program's stack holds frames.
class KnotFinder {
public:
    explicit KnotFinder(const Arrows& arrows)
        : arrows_(arrows), order_(arrows.nodes(), none), lowest_(arrows.nodes()), knot_(arrows.nodes(), none) {}

    std::vector<std::uint32_t> find() {
        for (Node node = 0; node < arrows_.nodes(); ++node) {
            if (order_[node] == none) visit_from(node);
        }
        return std::move(knot_);
    }

private:
    struct Visit {
        Node node;
        std::size_t next = 0;  // arrow to follow
    };

    void enter(Node node) {
        order_[node] = lowest_[node] = count_++;
        open_.push_back(node);
        visits_.push_back({node});
    }

    void visit_from(Node root) {
        enter(root);
        while (!visits_.empty()) {
            auto& [node, next] = visits_.back();
            const auto to = arrows_.from(node);
            if (next == to.size()) {
                leave(node);
                continue;
            }
            const Node other = to[next++];
            if (order_[other] == none) {
                enter(other);
            } else if (knot_[other] == none) {
                lowest_[node] = std::min(lowest_[node], order_[other]);
            }
        }
    }

    void leave(Node node) {
        visits_.pop_back();
        if (!visits_.empty()) {
            auto& above = lowest_[visits_.back().node];
            above = std::min(above, lowest_[node]);
        }
        if (lowest_[node] != order_[node]) return;
        for (Node last = none; last != node; open_.pop_back()) {
            last = open_.back();
            knot_[last] = knots_;
        }
        ++knots_;
    }

    const Arrows& arrows_;
    std::vector<std::uint32_t> order_, lowest_, knot_;
    std::vector<Node> open_;  // entered, not yet in a knot
    std::vector<Visit> visits_;
    std::uint32_t count_ = 0, knots_ = 0;
};

/// The shortest way from a node back to itself within its knot, without the return; empty if there is none.
std::vector<Node> shortest_circle(const Arrows& arrows, const std::vector<std::uint32_t>& knot, Node start,
                                  std::vector<Node>& came_from) {
    std::vector<Node> reached{start}, circle;
    for (std::size_t i = 0; i < reached.size() && circle.empty(); ++i) {
        for (const Node other : arrows.from(reached[i])) {
            if (other == start) {
                for (Node back = reached[i]; back != start; back = came_from[back]) circle.push_back(back);
                circle.push_back(start);
                break;
            }
            if (knot[other] != knot[start] || came_from[other] != none) continue;
            came_from[other] = reached[i];
            reached.push_back(other);
        }
    }
    for (const Node node : reached) came_from[node] = none;
    std::reverse(circle.begin(), circle.end());
    return circle;
}

}  // namespace

Arrows::Arrows(std::size_t nodes, std::span<const std::pair<Node, Node>> from_to)
    : begin_(nodes + 1), to_(from_to.size()) {
    for (const auto& [from, to] : from_to) ++begin_[from + 1];
    for (std::size_t node = 0; node < nodes; ++node) begin_[node + 1] += begin_[node];
    auto next = begin_;
    for (const auto& [from, to] : from_to) to_[next[from]++] = to;
}

std::vector<std::uint32_t> knots(const Arrows& arrows) { return KnotFinder{arrows}.find(); }

std::vector<std::vector<Node>> circles(const Arrows& arrows, std::size_t most) {
    const auto knot = knots(arrows);
    std::vector<std::vector<Node>> found;
    std::vector<std::size_t> found_in(arrows.nodes());
    std::vector<char> covered(arrows.nodes());
    std::vector<Node> came_from(arrows.nodes(), none);
    for (Node node = 0; node < arrows.nodes(); ++node) {
        if (covered[node] != 0 || found_in[knot[node]] == most) continue;
        auto circle = shortest_circle(arrows, knot, node, came_from);
        if (circle.empty()) continue;
        for (const Node each : circle) covered[each] = 1;
        std::rotate(circle.begin(), std::min_element(circle.begin(), circle.end()), circle.end());
        found.push_back(std::move(circle));
        ++found_in[knot[node]];
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace knav
