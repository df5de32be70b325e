#include "edit/move.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "edit/follow.hpp"
#include "edit/toml_text.hpp"
#include "files/site_files.hpp"
#include "parse/page_bytes.hpp"
#include "parse/toml.hpp"
#include "text/slug.hpp"

namespace knav {
namespace {

bool is_below(std::string_view id, std::string_view above) {
    return id.size() > above.size() && id.starts_with(above) && id[above.size()] == '/';
}

/// Calls `take` with every string of a table, at any depth, and the key it stands under.
template <class Take>
void each_string(const Value& value, std::string_view key, const Take& take) {
    if (value.kind() == ValueKind::string) take(key, value);
    for (const auto& element : value.array()) each_string(element, key, take);
    for (const auto& entry : value.table().entries()) each_string(entry.value, entry.key, take);
}

template <class Take>
void each_string(const File& file, const Take& take) {
    Diagnostics told_elsewhere;
    if (const auto table = parse_toml(file.path, file.bytes(), 1, told_elsewhere)) each_string(Value{*table}, "", take);
}

class Planner {
public:
    Planner(const Move& move, const Snapshot& snapshot, const Graph& before, const Graph& after, OldAddresses old)
        : site_{move, snapshot, before, after, old} {}

    MovePlan plan() {
        for (PageNo page = 0; page < site_.before.pages().size(); ++page) follow_page(page);
        follow_menus();
        for (const auto& file : site_.snapshot.files()) {
            if (site_.move.moves_file(file.path)) move_file(file);
            if (file.path.starts_with("schema/") && file.path.ends_with(".toml")) look_for_mentions(file);
        }
        for (auto& [path, text] : texts_)
            made_.changes.write.push_back(make_file(site_.move.path(path), std::move(text)));
        return std::move(made_);
    }

private:
    void follow_page(PageNo number) {
        const auto& path = site_.before.page(number).path;
        auto following = follow(site_, number);
        if (following.splices.empty() && following.left.empty()) return;
        const auto text = site_.snapshot.find(path)->bytes();
        Diagnostics unclean;
        if (mended_bytes(path, text, unclean)) {  // places were counted in the mended text, not in this one
            made_.left.push_back({path, {1, 1}});
            return;
        }
        keep(path, text, std::move(following.splices));
        made_.followed.insert(made_.followed.end(), following.followed.begin(), following.followed.end());
        made_.left.insert(made_.left.end(), following.left.begin(), following.left.end());
    }

    void follow_menus() {
        const auto* file = site_.snapshot.find(settings_path);
        if (file == nullptr) return;
        std::vector<Splice> splices;
        each_string(*file, [&](std::string_view key, const Value& value) {
            const auto id = bare_id(value.text());
            if (key != "page" || !site_.move.moves(id) || site_.before.find(id) == no_page) return;
            const auto offset = offset_of(file->bytes(), value.at());
            const auto string = offset ? toml_string_at(file->bytes(), *offset) : std::nullopt;
            if (!string) return made_.left.push_back({file->path, value.at()});
            splices.push_back({string->begin, string->end, toml_quoted(with_id(value.text(), site_.move.id(id)))});
            made_.followed.push_back({{file->path, value.at()}, std::string{value.text()}, site_.move.id(id)});
        });
        keep(file->path, file->bytes(), std::move(splices));
    }

    void keep(const std::string& path, std::string_view text, std::vector<Splice> splices) {
        if (!splices.empty()) texts_[path] = spliced(text, std::move(splices));
    }

    void move_file(const File& file) {
        made_.files.emplace_back(file.path, site_.move.path(file.path));
        made_.changes.remove.push_back(file.path);
        if (texts_.contains(file.path)) return;  // written with the other changed texts
        File moved = file;
        moved.path = site_.move.path(file.path);
        made_.changes.write.push_back(std::move(moved));
    }

    void look_for_mentions(const File& file) {
        each_string(file, [&](std::string_view, const Value& value) {
            auto id = bare_id(value.text());
            if (id.ends_with("/**")) id.remove_suffix(3);
            if (site_.move.moves(id)) made_.schema.push_back({file.path, value.at()});
        });
    }

    const MovedSite site_;
    std::map<std::string, std::string> texts_;  // changed ones, by path as it was
    MovePlan made_;
};

/// The pages as they are, at their new addresses.
Graph graph_after(const Move& move, const Snapshot& snapshot, const Schema& schema, const Graph& graph) {
    auto pages = graph.pages();
    for (auto& page : pages) {
        if (!move.moves(page.id)) continue;
        page.id = move.id(page.id);
        page.path = move.path(page.path);
        page.url = url_of_id(page.id);
    }
    std::sort(pages.begin(), pages.end(), [](const Page& left, const Page& right) { return left.id < right.id; });
    Diagnostics told_elsewhere;
    return assemble_graph(std::move(pages), schema, snapshot, Language::sv, told_elsewhere);
}

std::optional<Label> taken(const Move& move, const Snapshot& snapshot, const Graph& graph) {
    std::string other;
    if (const auto page = graph.find(move.to); page != no_page && !move.moves(move.to)) other = graph.page(page).path;
    for (const auto& file : snapshot.below(content_folder)) {
        if (!move.moves_file(file.path)) continue;
        const auto to = move.path(file.path);
        if (snapshot.find(to) != nullptr && !move.moves_file(to)) other = to;
    }
    if (other.empty()) return {};
    return Label{fmt::format("{} finns redan", other), fmt::format("{} exists already", other)};
}

}  // namespace

bool Move::moves(std::string_view id) const { return id == from || is_below(id, from); }

bool Move::moves_file(std::string_view path) const {
    if (!path.starts_with(content_folder)) return false;
    path.remove_prefix(content_folder.size());
    return is_below(path, from) || path == from + ".md";
}

std::string Move::id(std::string_view id) const {
    return moves(id) ? to + std::string{id.substr(from.size())} : std::string{id};
}

std::string Move::path(std::string_view path) const {
    if (!moves_file(path)) return std::string{path};
    return std::string{content_folder} + to + std::string{path.substr(content_folder.size() + from.size())};
}

std::optional<Label> objection(const Move& move, const Snapshot& snapshot, const Graph& graph,
                               std::span<const std::string> generated) {
    if (move.from.empty()) return Label{"startsidan går inte att flytta", "the start page cannot be moved"};
    if (graph.find(move.from) == no_page) {
        return Label{fmt::format("sidan {} finns inte", move.from), fmt::format("there is no page {}", move.from)};
    }
    if (!is_page_id(move.to)) {
        return Label{fmt::format("{} kan inte vara en sidas id: det skrivs med a–z, 0–9, - och /", move.to),
                     fmt::format("{} cannot be a page's id, which is written with a–z, 0–9, - and /", move.to)};
    }
    if (move.from == move.to) return Label{"sidan ligger redan där", "the page is there already"};
    if (is_below(move.to, move.from)) {
        return Label{"en sida kan inte flyttas in under sig själv", "a page cannot be moved below itself"};
    }
    if (std::find(generated.begin(), generated.end(), move.to) != generated.end()) {
        return Label{fmt::format("adressen /{}/ är en sida som knav gör själv", move.to),
                     fmt::format("the address /{}/ is a page that knav makes itself", move.to)};
    }
    return taken(move, snapshot, graph);
}

MovePlan plan_move(const Move& move, const Snapshot& snapshot, const Schema& schema, const Graph& graph,
                   OldAddresses old) {
    const auto after = graph_after(move, snapshot, schema, graph);
    return Planner{move, snapshot, graph, after, old}.plan();
}

std::vector<Diagnostic> new_errors(const Move& move, const Diagnostics& before, const Diagnostics& after) {
    // Places shift and sentences name the new ids, so errors are counted by page and rule.
    std::map<std::pair<std::string, std::string_view>, int> known;
    for (const auto& each : before.sorted()) {
        if (each.severity == Severity::error) ++known[{move.path(each.place.path), each.rule->name}];
    }
    std::vector<Diagnostic> made;
    for (const auto& each : after.sorted()) {
        if (each.severity == Severity::error && --known[{each.place.path, each.rule->name}] < 0) made.push_back(each);
    }
    return made;
}

}  // namespace knav
