#include "events/scopes.hpp"

#include <algorithm>

namespace knav {

namespace {

/// Who else hears of what happens to each page, one step away.
struct Steps {
    std::vector<std::vector<PageNo>> up;    // followed further
    std::vector<std::vector<PageNo>> down;  // not followed: news of the nation reach its mirror here, and stop
};

Steps steps_of(const Graph& graph) {
    const auto count = graph.pages().size();
    Steps steps{std::vector<std::vector<PageNo>>(count), std::vector<std::vector<PageNo>>(count)};
    for (PageNo page = 0; page < count; ++page) {
        const auto parent = graph.page(page).parent;
        if (parent != no_page && !graph.page(parent).id.empty()) steps.up[page].push_back(parent);
        for (const auto& relation : graph.outgoing(page)) {
            if (relation.field->news == Spread::up) steps.up[page].push_back(relation.to);
            if (relation.field->news == Spread::down) steps.down[relation.to].push_back(page);
        }
    }
    return steps;
}

}  // namespace

std::vector<std::vector<PageNo>> listeners(const Graph& graph) {
    const auto steps = steps_of(graph);
    const auto& pages = graph.pages();
    std::vector<std::vector<PageNo>> all(pages.size());
    for (PageNo page = 0; page < pages.size(); ++page) {
        auto& heard = all[page];
        heard.push_back(page);
        const auto tell = [&](PageNo other) {
            const bool invented = pages[page].example && !pages[other].example;
            if (!invented && std::find(heard.begin(), heard.end(), other) == heard.end()) heard.push_back(other);
        };
        for (std::size_t i = 0; i < heard.size(); ++i) {
            for (const auto above : steps.up[heard[i]]) tell(above);
        }
        const auto above = heard.size();
        for (std::size_t i = 0; i < above; ++i) {
            for (const auto below : steps.down[heard[i]]) tell(below);
        }
        std::sort(heard.begin() + 1, heard.end());
    }
    return all;
}

}  // namespace knav
