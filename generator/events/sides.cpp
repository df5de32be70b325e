#include "events/sides.hpp"

#include <algorithm>
#include <optional>

#include "graph/page.hpp"

namespace knav {

namespace {

using Ids = std::set<std::string, std::less<>>;

std::string hexadecimal(const ObjectId& id) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const auto byte : id) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::string_view bytes_of(const ObjectId& id) { return {reinterpret_cast<const char*>(id.data()), id.size()}; }

/// What one commit has otherwise than one of its parents.
using Edge = std::vector<const Aside*>;

std::vector<Edge> edges_of(const History& history) {
    std::map<std::pair<ObjectId, std::uint32_t>, Edge> edges;
    for (const auto& aside : history.asides) edges[{aside.commit, aside.parent}].push_back(&aside);
    std::vector<Edge> all;
    all.reserve(edges.size());
    for (auto& [name, edge] : edges) all.push_back(std::move(edge));
    return all;
}

/// A page that was moved on a side lay elsewhere there: where a commit took a page away, the pages that it made may be it.
void add_places_moved_to(Ids& pages, const std::vector<Edge>& edges) {
    for (bool grows = true; grows;) {
        grows = false;
        for (const auto& edge : edges) {
            const bool takes_away = std::any_of(edge.begin(), edge.end(), [&](const Aside* each) {
                return !each->after && pages.contains(id_of_path(each->path));
            });
            if (!takes_away) continue;
            for (const auto* each : edge) {
                if (!each->before) grows = pages.insert(id_of_path(each->path)).second || grows;
            }
        }
    }
}

class EdgeReader {
public:
    explicit EdgeReader(const OldPages& old) : old_(old) {}

    std::vector<SideStep> read(const Edge& edge) {
        Versions before, after;
        std::map<std::string, std::string> lay, lies;
        for (const auto* each : edge) {
            add(before, lay, *each, each->before);
            add(after, lies, *each, each->after);
        }
        std::vector<SideStep> steps;
        for (const auto& [name, was] : before) {
            SideStep step{hexadecimal(edge.front()->commit), name, {}, false};
            const auto now = after.find(name);
            step.took_away = now == after.end();
            if (!step.took_away) {
                step.units = with_place(changed_units(*was, *now->second), lay[name], lies[name]);
            }
            steps.push_back(std::move(step));
        }
        return steps;  // a page that the commit made has not changed yet
    }

    [[nodiscard]] std::size_t unreadable() const { return unreadable_; }

private:
    using Versions = std::map<std::string, std::shared_ptr<const Version>>;  // by the ids subscribers know them by

    void add(Versions& versions, std::map<std::string, std::string>& paths, const Aside& aside,
             const std::optional<ObjectId>& blob) {
        if (!blob) return;
        auto version = old_.read(aside.path, *blob);
        if (version == nullptr) {
            ++unreadable_;
            return;
        }
        const auto name = known_as(aside.path, version->values().text("first_id"));
        paths.emplace(name, aside.path);
        versions.emplace(name, std::move(version));
    }

    const OldPages& old_;
    std::size_t unreadable_ = 0;
};

Digest key_of(const Edge& edge, const Digest& rules) {
    Hasher hasher;
    hasher.add(rules).add(bytes_of(edge.front()->commit)).add(std::uint64_t{edge.front()->parent});
    for (const auto* each : edge) {
        hasher.add(each->path);
        for (const auto& blob : {each->before, each->after}) hasher.add(blob ? bytes_of(*blob) : std::string_view{});
    }
    return hasher.finish();
}

}  // namespace

std::string known_as(const std::string& path, std::string_view first_id) {
    return first_id.empty() ? id_of_path(path) : std::string{first_id};
}

std::vector<std::string> with_place(std::vector<std::string> units, std::string_view path_before,
                                    std::string_view path_after) {
    if (id_of_path(path_before) == id_of_path(path_after)) return units;
    units.insert(std::lower_bound(units.begin(), units.end(), unit_place), std::string{unit_place});
    return units;
}

SidePast work_out_sides(const OldPages& old, const Digest& rules, Ids pages, const SidePast& known,
                        std::size_t& unreadable, std::size_t& worked_out) {
    SidePast past;
    auto edges = edges_of(old.history());
    add_places_moved_to(pages, edges);
    for (auto& edge : edges) {
        std::erase_if(edge, [&](const Aside* each) { return !pages.contains(id_of_path(each->path)); });
        if (edge.empty()) continue;
        const auto key = key_of(edge, rules);
        if (const auto found = known.find(key); found != known.end()) {
            past.insert(*found);
            continue;
        }
        EdgeReader reader{old};
        auto steps = reader.read(edge);
        ++worked_out;
        unreadable += reader.unreadable();
        // What can't be read now may be readable the next time.
        if (reader.unreadable() == 0) past.emplace(key, std::move(steps));
    }
    return past;
}

}  // namespace knav
