#include "guard/judge.hpp"

#include <algorithm>
#include <map>

#include "graph/page.hpp"
#include "guard/grounds.hpp"
#include "guard/page_judge.hpp"
#include "guard/units.hpp"

namespace knav {

namespace {

Deed deed_of(const EntryChange& change) {
    return !change.before ? Deed::added : !change.after ? Deed::removed : Deed::changed;
}

Ruling file_ruling(const EntryChange& change, const Rule* ground, std::vector<std::string> arguments) {
    Ruling ruling;
    ruling.path = change.path;
    ruling.deed = deed_of(change);
    ruling.ground = ground;
    ruling.arguments = std::move(arguments);
    return ruling;
}

/// A file beside a page belongs to it, and to the sections that show it.
class ResourceJudge {
public:
    ResourceJudge(const Rights& rights, const Sides& sides, const EntryChange& change)
        : rights_(rights), sides_(sides), change_(change) {}

    [[nodiscard]] Ruling ruling() const {
        std::string folder = change_.path.substr(0, change_.path.rfind('/') + 1);
        for (; folder.size() > std::string_view{"content/"}.size();
             folder = folder.substr(0, folder.rfind('/', folder.size() - 2) + 1)) {
            for (const auto* name : {"_index.md", "index.md"}) {
                const auto path = folder + name;
                const auto before = sides_.before(path);
                if (before || sides_.after(path)) return beside(path, before);
            }
        }
        return closed({}, {std::string{role_coordinator}}, rights_.all_of({}));
    }

private:
    [[nodiscard]] Ruling closed(const std::string& whose, std::vector<std::string> roles, bool allowed) const {
        auto ruling = file_ruling(change_, allowed ? nullptr : &ground::resource_closed, {change_.path, whose});
        ruling.roles = std::move(roles);
        return ruling;
    }

    [[nodiscard]] Ruling beside(const std::string& page, const std::optional<File>& before) const {
        const auto id = id_of_path(page);
        const auto* type = rights_.law().schema.of_page(id);
        if (rights_.all_of(id)) return closed(id, {}, true);
        if (type == nullptr || !rights_.has(id, type->editors)) {
            auto ruling = closed(id, type == nullptr ? std::vector<std::string>{} : type->editors, false);
            ruling.page_id = id;
            return ruling;
        }
        if (!before) return closed(id, {}, true);
        const auto units = units_of(*before, *type, rights_.law().schema, rights_.law().language);
        const auto folder = page.substr(0, page.rfind('/') + 1);
        for (const auto& section : units.sections) {
            const bool shows =
                std::any_of(section.resources.begin(), section.resources.end(),
                            [&](const std::string& each) { return normalise_path(folder + each) == change_.path; });
            const auto& roles = roles_of_section(*type, section.id);
            if (!shows || rights_.has(id, roles)) continue;
            auto ruling = closed(id + "#" + section.id, roles, false);
            ruling.page_id = id;
            return ruling;
        }
        return closed(id, {}, true);
    }

    const Rights& rights_;
    const Sides& sides_;
    const EntryChange& change_;
};

void judge_one(const Rights& rights, const Sides& sides, const EntryChange& change, std::vector<Ruling>& rulings) {
    const auto area = area_of(change);
    if (change.after) {
        if (auto fault = fault_of(change.path, area, *change.after)) {
            rulings.push_back(file_ruling(change, fault->ground, std::move(fault->arguments)));
            return;
        }
        if (!change.twin.empty()) {
            rulings.push_back(file_ruling(change, &ground::name_twin, {change.path, shown(change.twin)}));
            return;
        }
    }
    switch (area) {
        case Area::page: PageJudge{rights, sides, change, rulings}.run(); return;
        case Area::resource: rulings.push_back(ResourceJudge{rights, sides, change}.ruling()); return;
        case Area::steering:
        case Area::outside: {
            auto ruling = file_ruling(change, rights.is_admin() ? nullptr : &ground::path_closed, {shown(change.path)});
            ruling.roles = {std::string{role_admin}};
            rulings.push_back(std::move(ruling));
        }
    }
}

FindFile find_in(const Snapshot& snapshot) {
    return [&snapshot](std::string_view path) -> std::optional<File> {
        const auto* file = snapshot.find(path);
        if (file == nullptr) return std::nullopt;
        return *file;
    };
}

/// For each folder, its names by twin_key.
std::map<std::string, std::string, std::less<>> names_of(const Snapshot& snapshot) {
    std::map<std::string, std::string, std::less<>> names;
    for (const auto& file : snapshot.files()) {
        for (std::size_t slash = file.path.find('/');; slash = file.path.find('/', slash + 1)) {
            const auto path = file.path.substr(0, slash);
            const auto folder = path.substr(0, path.rfind('/') + 1);
            names.emplace(folder + twin_key(std::string_view{path}.substr(folder.size())), path);
            if (slash == std::string::npos) break;
        }
    }
    return names;
}

}  // namespace

std::vector<Ruling> judge(const Rights& rights, const Sides& sides, std::span<const EntryChange> changes) {
    std::vector<Ruling> rulings;
    for (const auto& change : changes) judge_one(rights, sides, change, rulings);
    return rulings;
}

std::vector<Ruling> judge(const Rights& rights, const Snapshot& before, const Snapshot& after) {
    const auto changes = changes_between(before, after);
    return judge(rights, {find_in(before), find_in(after)}, changes);
}

std::vector<EntryChange> changes_between(const Snapshot& before, const Snapshot& after) {
    std::vector<EntryChange> changes;
    for (const auto& file : before.files()) {
        const auto* other = after.find(file.path);
        if (other != nullptr && other->digest == file.digest) continue;
        EntryChange change{file.path, FileEntry{EntryKind::plain, file}, std::nullopt, false, {}};
        if (other != nullptr) change.after = FileEntry{EntryKind::plain, *other};
        changes.push_back(std::move(change));
    }
    std::map<std::string, std::string, std::less<>> names;
    for (const auto& file : after.files()) {
        if (before.find(file.path) != nullptr) continue;
        if (names.empty()) names = names_of(after);
        EntryChange change{file.path, std::nullopt, FileEntry{EntryKind::plain, file}, false, {}};
        for (std::size_t slash = file.path.find('/');; slash = file.path.find('/', slash + 1)) {
            const auto path = file.path.substr(0, slash);
            const auto folder = path.substr(0, path.rfind('/') + 1);
            const auto found = names.find(folder + twin_key(std::string_view{path}.substr(folder.size())));
            if (found != names.end() && found->second != path) change.twin = found->second;
            if (slash == std::string::npos) break;
        }
        changes.push_back(std::move(change));
    }
    std::sort(changes.begin(), changes.end(),
              [](const EntryChange& left, const EntryChange& right) { return left.path < right.path; });
    return changes;
}

std::vector<const Editor*> owners_of(const Law& law, const Ruling& ruling) {
    std::vector<const Editor*> by_role, by_all;
    for (const auto& editor : law.policy.editors) {
        const Rights rights{law, editor};
        const auto& roles = rights.on(ruling.page_id);
        const bool named = std::any_of(ruling.roles.begin(), ruling.roles.end(),
                                       [&](const std::string& role) { return roles.contains(role); });
        if (named) {
            by_role.push_back(&editor);
        } else if (rights.all_of(ruling.page_id)) {
            by_all.push_back(&editor);
        }
    }
    return by_role.empty() ? by_all : by_role;
}

Diagnostic diagnostic_of(const Ruling& ruling) {
    return {Severity::error, {ruling.path, ruling.at}, ruling.ground, ruling.arguments, {}};
}

}  // namespace knav
