#include <algorithm>
#include <map>

#include "graph/assembly.hpp"
#include "graph/circles.hpp"

namespace knav {

namespace {

using Node = Arrows::Node;
using SectionOf = std::pair<PageNo, std::uint32_t>;  // a page and an index into its sections

class TransclusionCheck {
public:
    TransclusionCheck(const Assembly& assembly, std::span<const Transclusion> transclusions)
        : assembly_(assembly),
          transclusions_(transclusions),
          sections_(sections_in(transclusions)),
          ends_(ends()),
          arrows_(sections_.size(), ends_) {
        for (std::size_t i = 0; i < ends_.size(); ++i) first_between_.emplace(ends_[i], i);
    }

    void circles_told() const {
        for (const auto& circle : circles(arrows_)) {
            std::string chain;
            for (const Node node : circle) chain += name(node) + " → ";
            const Node next = circle.size() > 1 ? circle[1] : circle[0];
            report(first_between_.at({circle[0], next}), rule::transclusion_circle, chain + name(circle[0]));
        }
    }

    /// Told where a chain first gets too deep: what shows that page again is too deep for the same reason.
    void depths_told() const {
        const auto levels = levels_below();
        for (std::size_t i = 0; i < ends_.size(); ++i) {
            const auto& [from, to] = ends_[i];
            if (knot_[from] == knot_[to] || levels[to] != most_transclusions) continue;
            report(i, rule::transclusion_depth, std::to_string(most_transclusions));
        }
    }

private:
    static std::vector<SectionOf> sections_in(std::span<const Transclusion> transclusions) {
        std::vector<SectionOf> sections;
        for (const auto& each : transclusions) {
            sections.emplace_back(each.from, each.from_section);
            sections.emplace_back(each.to, each.to_section);
        }
        std::sort(sections.begin(), sections.end());
        sections.erase(std::unique(sections.begin(), sections.end()), sections.end());
        return sections;
    }

    [[nodiscard]] std::vector<std::pair<Node, Node>> ends() const {
        std::vector<std::pair<Node, Node>> all;
        for (const auto& each : transclusions_) {
            all.emplace_back(node_of({each.from, each.from_section}), node_of({each.to, each.to_section}));
        }
        return all;
    }

    [[nodiscard]] Node node_of(SectionOf section) const {
        return static_cast<Node>(std::lower_bound(sections_.begin(), sections_.end(), section) - sections_.begin());
    }

    [[nodiscard]] std::string name(Node node) const {
        const auto& [page, section] = sections_[node];
        const auto& ids = assembly_.pages[page].record->section_ids;
        return assembly_.pages[page].id + "#" + (section < ids.size() ? ids[section] : std::to_string(section));
    }

    /// For each node how many levels of transclusions it shows. A circle counts as none; it has been reported.
    [[nodiscard]] std::vector<std::uint32_t> levels_below() const {
        std::vector<Node> order(sections_.size());
        for (Node node = 0; node < order.size(); ++node) order[node] = node;
        std::sort(order.begin(), order.end(), [this](Node left, Node right) { return knot_[left] < knot_[right]; });
        std::vector<std::uint32_t> levels(sections_.size());
        for (const Node node : order) {
            for (const Node other : arrows_.from(node)) {
                if (knot_[other] != knot_[node]) levels[node] = std::max(levels[node], levels[other] + 1);
            }
        }
        return levels;
    }

    void report(std::size_t number, const Rule& rule, std::string argument) const {
        const auto& each = transclusions_[number];
        const auto& link = assembly_.pages[each.from].source->document.links[each.link];
        assembly_.found.error(assembly_.at(each.from, link.at), rule, {std::move(argument)});
    }

    const Assembly& assembly_;
    std::span<const Transclusion> transclusions_;
    std::vector<SectionOf> sections_;          // the nodes
    std::vector<std::pair<Node, Node>> ends_;  // of each transclusion
    std::map<std::pair<Node, Node>, std::size_t> first_between_;
    Arrows arrows_;
    std::vector<std::uint32_t> knot_ = knots(arrows_);
};

}  // namespace

void check_transclusions(const Assembly& assembly, std::span<const Transclusion> transclusions) {
    if (transclusions.empty()) return;
    const TransclusionCheck check{assembly, transclusions};
    check.circles_told();
    check.depths_told();
}

}  // namespace knav
