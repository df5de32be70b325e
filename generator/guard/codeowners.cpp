#include "guard/codeowners.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace knav {

namespace {

using Addresses = std::set<std::string>;

void add(Addresses& into, const Editor& editor) {
    if (!editor.emails.empty()) into.insert(editor.emails.front());
}

/// "rmpo/tandvard/**" -> "/content/rmpo/tandvard/ /content/rmpo/tandvard.md"; "**" -> "/content/".
std::vector<std::string> paths_of(const std::string& scope) {
    if (scope == "**") return {"/content/"};
    if (scope.ends_with("/**")) {
        const auto folder = "/content/" + scope.substr(0, scope.size() - 3);
        return {folder + "/", folder + ".md"};
    }
    return {"/content/" + scope + "/_index.md", "/content/" + scope + "/index.md", "/content/" + scope + ".md"};
}

std::string line(const std::string& path, const Addresses& owners) {
    std::string text = path;
    for (const auto& owner : owners) text += " " + owner;
    return text + "\n";
}

}  // namespace

std::string codeowners(const Policy& policy, const Date& today) {
    Addresses admins, coordinators;
    std::map<std::string, Addresses> by_scope;  // wider scopes are prefixes of narrower ones, so they come first
    for (const auto& editor : policy.editors) {
        for (const auto& grant : editor.grants) {
            if (!grant.period.holds(today)) continue;
            if (grant.role == role_admin) {
                add(admins, editor);
            } else if (grant.scope == "**") {
                add(coordinators, editor);
            } else {
                add(by_scope[grant.scope], editor);
            }
        }
    }
    std::string text =
        "# Written by `knav export codeowners` from schema/editors.toml. The last line that fits decides.\n";
    text += line("*", admins);
    coordinators.insert(admins.begin(), admins.end());
    text += line("/content/", coordinators);
    for (const auto& [scope, owners] : by_scope) {
        for (const auto& path : paths_of(scope)) text += line(path, owners);
    }
    // Last, so that nothing above gives them away.
    for (const auto* path : {"/schema/", "/themes/", "/content/site.toml"}) text += line(path, admins);
    return text;
}

}  // namespace knav
