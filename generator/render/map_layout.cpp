#include "render/map_layout.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <tuple>

namespace knav {
namespace {

constexpr double box_padding = 9, port_step = 14, between_boxes = 12;
constexpr double band_head = 32, band_foot = 14, between_bands = 10;
constexpr int rounds = 8;

using Order = std::vector<std::size_t>;  // boxes from above

std::vector<std::size_t> ends_of(const MapWay& way) {
    auto ends = way.from;
    ends.insert(ends.end(), way.to.begin(), way.to.end());
    return ends;
}

struct Reach {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// From which place to which a way goes, where each box has the place that `rank` says.
Reach reach_of(const MapWay& way, const std::vector<std::size_t>& rank) {
    Reach reach{SIZE_MAX, 0};
    for (const auto end : ends_of(way)) {
        reach.first = std::min(reach.first, rank[end]);
        reach.last = std::max(reach.last, rank[end]);
    }
    return reach;
}

std::vector<std::size_t> ranks_of(const Order& order) {
    std::vector<std::size_t> rank(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
    return rank;
}

std::size_t length_of(const Order& order, const std::vector<MapWay>& ways) {
    const auto rank = ranks_of(order);
    std::size_t sum = 0;
    for (const auto& way : ways) {
        if (way.from.empty() && way.to.empty()) continue;
        const auto reach = reach_of(way, rank);
        sum += reach.last - reach.first;
    }
    return sum;
}

void move(Order& order, std::size_t from, std::size_t to) {
    const auto at = [&](std::size_t place) { return order.begin() + static_cast<std::ptrdiff_t>(place); };
    if (from < to)
        std::rotate(at(from), at(from + 1), at(to + 1));
    else
        std::rotate(at(to), at(from), at(from + 1));
}

// Boxes stand so that ways are short: in alphabetical order at first, then each moves to the best place in its band as long
// as that helps.
Order order_of(const std::vector<MapBox>& boxes, const std::vector<MapWay>& ways) {
    Order order(boxes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
        return std::tie(boxes[one].band, boxes[one].key) < std::tie(boxes[other].band, boxes[other].key);
    });
    auto best = length_of(order, ways);
    for (int round = 0; round < rounds; ++round) {
        const auto before = best;
        for (std::size_t from = 0; from < order.size(); ++from) {
            for (std::size_t to = 0; to < order.size(); ++to) {
                if (to == from || boxes[order[from]].band != boxes[order[to]].band) continue;
                auto moved = order;
                move(moved, from, to);
                if (const auto length = length_of(moved, ways); length < best) {
                    best = length;
                    order = std::move(moved);
                }
            }
        }
        if (best == before) break;
    }
    return order;
}

class Layout {
public:
    Layout(std::vector<MapBox> boxes, std::vector<MapWay> ways) {
        made_.boxes = std::move(boxes);
        made_.ways = std::move(ways);
    }

    MapLayout whole() {
        order_ = order_of(made_.boxes, made_.ways);
        rank_ = ranks_of(order_);
        lay_lanes();
        lay_boxes();
        lay_ports();
        return std::move(made_);
    }

private:
    [[nodiscard]] Reach reach(const MapWay& way) const { return reach_of(way, rank_); }

    // Short ways next to the boxes, long ones further out; two share a lane only with a box between them.
    void lay_lanes() {
        std::vector<std::size_t> by_length(made_.ways.size());
        std::iota(by_length.begin(), by_length.end(), std::size_t{0});
        std::stable_sort(by_length.begin(), by_length.end(), [&](std::size_t one, std::size_t other) {
            const auto a = reach(made_.ways[one]), b = reach(made_.ways[other]);
            return a.last - a.first < b.last - b.first;
        });
        std::vector<std::vector<Reach>> lanes;
        for (const auto number : by_length) {
            const auto mine = reach(made_.ways[number]);
            const auto free = std::find_if(lanes.begin(), lanes.end(), [&](const std::vector<Reach>& lane) {
                return std::none_of(lane.begin(), lane.end(), [&](const Reach& other) {
                    return mine.first <= other.last && other.first <= mine.last;
                });
            });
            made_.ways[number].lane = static_cast<std::size_t>(free - lanes.begin());
            if (free == lanes.end()) {
                lanes.push_back({mine});
            } else {
                free->push_back(mine);
            }
        }
        made_.lanes = lanes.size();
    }

    void lay_boxes() {
        std::vector<std::size_t> ports(order_.size(), 0);
        for (const auto& way : made_.ways) {
            for (const auto end : ends_of(way)) ++ports[end];
        }
        double y = 0;
        for (const auto number : order_) {
            auto& box = made_.boxes[number];
            if (made_.bands.empty() || made_.bands.back().band != box.band) {
                if (!made_.bands.empty()) y += band_foot - between_boxes + between_bands;
                made_.bands.push_back({box.band, y, 0});
                y += band_head;
            }
            const auto words = static_cast<double>(box.lines.size()) * map_line_height + 2 * box_padding;
            box.y = y;
            box.height = std::max(words, static_cast<double>(ports[number] + 1) * port_step);
            y += box.height + between_boxes;
            made_.bands.back().height = y - between_boxes + band_foot - made_.bands.back().y;
        }
        made_.height = made_.bands.empty() ? 0 : made_.bands.back().y + made_.bands.back().height;
    }

    // Ways that go up leave a box above those that go down, and the nearer lane outside the further one: so no way has to
    // cross another that leaves the same box for the same side.
    void lay_ports() {
        struct Port {
            int side;  // -1 up, 0 both ways, 1 down
            long lane;
            std::size_t way, end;
        };
        std::vector<std::vector<Port>> at(order_.size());
        for (std::size_t number = 0; number < made_.ways.size(); ++number) {
            auto& way = made_.ways[number];
            const auto ends = ends_of(way);
            const auto span = reach(way);
            way.ports.resize(ends.size());
            for (std::size_t end = 0; end < ends.size(); ++end) {
                const auto rank = rank_[ends[end]];
                const int side = rank == span.last ? -1 : rank == span.first ? 1 : 0;
                const auto lane = static_cast<long>(way.lane);
                at[ends[end]].push_back({side, side > 0 ? -lane : lane, number, end});
            }
        }
        for (std::size_t number = 0; number < at.size(); ++number) {
            std::sort(at[number].begin(), at[number].end(), [](const Port& one, const Port& other) {
                return std::tie(one.side, one.lane, one.way, one.end) <
                       std::tie(other.side, other.lane, other.way, other.end);
            });
            const auto& box = made_.boxes[number];
            auto y = box.y + box.height / 2 - static_cast<double>(at[number].size() - 1) * port_step / 2;
            for (const auto& port : at[number]) {
                made_.ways[port.way].ports[port.end] = y;
                y += port_step;
            }
        }
    }

    MapLayout made_;
    Order order_;
    std::vector<std::size_t> rank_;
};

}  // namespace

MapLayout lay_map(std::vector<MapBox> boxes, std::vector<MapWay> ways) {
    return Layout{std::move(boxes), std::move(ways)}.whole();
}

}  // namespace knav
