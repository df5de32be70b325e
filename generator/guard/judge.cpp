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

Verdict file_verdict(const EntryChange& change, const Rule* ground, std::vector<std::string> arguments) {
    Verdict verdict;
    verdict.path = change.path;
    verdict.deed = deed_of(change);
    verdict.ground = ground;
    verdict.arguments = std::move(arguments);
    return verdict;
}

/// A file beside a page belongs to it, and to the sections that show it.
class ResourceJudge {
public:
    ResourceJudge(const Rights& rights, const Sides& sides, const EntryChange& change)
        : rights_(rights), sides_(sides), change_(change) {}

    [[nodiscard]] Verdict verdict() const {
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
    [[nodiscard]] Verdict closed(const std::string& whose, std::vector<std::string> roles, bool allowed) const {
        auto verdict = file_verdict(change_, allowed ? nullptr : &ground::resource_closed, {change_.path, whose});
        verdict.roles = std::move(roles);
        return verdict;
    }

    [[nodiscard]] Verdict beside(const std::string& page, const std::optional<File>& before) const {
        const auto id = id_of_path(page);
        const auto* type = rights_.law().schema.of_page(id);
        if (rights_.all_of(id)) return closed(id, {}, true);
        if (type == nullptr || !rights_.has(id, type->editors)) {
            auto verdict = closed(id, type == nullptr ? std::vector<std::string>{} : type->editors, false);
            verdict.page_id = id;
            return verdict;
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
            auto verdict = closed(id + "#" + section.id, roles, false);
            verdict.page_id = id;
            return verdict;
        }
        return closed(id, {}, true);
    }

    const Rights& rights_;
    const Sides& sides_;
    const EntryChange& change_;
};

void judge_one(const Rights& rights, const Sides& sides, const EntryChange& change, std::vector<Verdict>& verdicts) {
    const auto area = area_of(change.path);
    if (change.after) {
        if (auto fault = fault_of(change.path, *change.after)) {
            verdicts.push_back(file_verdict(change, fault->ground, std::move(fault->arguments)));
            return;
        }
        if (!change.twin.empty()) {
            verdicts.push_back(file_verdict(change, &ground::name_twin, {change.path, shown(change.twin)}));
            return;
        }
    }
    switch (area) {
        case Area::page: PageJudge{rights, sides, change, verdicts}.run(); return;
        case Area::resource: verdicts.push_back(ResourceJudge{rights, sides, change}.verdict()); return;
        case Area::steering:
        case Area::outside: {
            auto verdict =
                file_verdict(change, rights.is_admin() ? nullptr : &ground::path_closed, {shown(change.path)});
            verdict.roles = {std::string{role_admin}};
            verdicts.push_back(std::move(verdict));
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

std::vector<Verdict> judge(const Rights& rights, const Sides& sides, std::span<const EntryChange> changes) {
    std::vector<Verdict> verdicts;
    for (const auto& change : changes) judge_one(rights, sides, change, verdicts);
    return verdicts;
}

std::vector<Verdict> judge(const Rights& rights, const Snapshot& before, const Snapshot& after) {
    const auto changes = changes_between(before, after);
    return judge(rights, {find_in(before), find_in(after)}, changes);
}

std::vector<EntryChange> changes_between(const Snapshot& before, const Snapshot& after) {
    std::vector<EntryChange> changes;
    for (const auto& file : before.files()) {
        const auto* other = after.find(file.path);
        if (other != nullptr && other->digest == file.digest) continue;
        EntryChange change{file.path, FileEntry{EntryKind::plain, file}, std::nullopt, {}};
        if (other != nullptr) change.after = FileEntry{EntryKind::plain, *other};
        changes.push_back(std::move(change));
    }
    std::map<std::string, std::string, std::less<>> names;
    for (const auto& file : after.files()) {
        if (before.find(file.path) != nullptr) continue;
        if (names.empty()) names = names_of(after);
        EntryChange change{file.path, std::nullopt, FileEntry{EntryKind::plain, file}, {}};
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

std::vector<const Editor*> owners_of(const Law& law, const Verdict& verdict) {
    std::vector<const Editor*> by_role, by_all;
    for (const auto& editor : law.policy.editors) {
        const Rights rights{law, editor};
        const auto& roles = rights.on(verdict.page_id);
        const bool named = std::any_of(verdict.roles.begin(), verdict.roles.end(),
                                       [&](const std::string& role) { return roles.contains(role); });
        if (named) {
            by_role.push_back(&editor);
        } else if (rights.all_of(verdict.page_id)) {
            by_all.push_back(&editor);
        }
    }
    return by_role.empty() ? by_all : by_role;
}

Diagnostic diagnostic_of(const Verdict& verdict) {
    return {Severity::error, {verdict.path, verdict.at}, verdict.ground, verdict.arguments, {}};
}

}  // namespace knav
