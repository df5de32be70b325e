#include "guard/keepers.hpp"

#include <algorithm>
#include <mutex>

namespace knav {

namespace {

/// Most grants are for a page and all below it: whether one can fit is seen in its first letters.
bool can_fit(std::string_view scope, std::string_view page_id) {
    const auto literal = scope.substr(0, scope.find('*'));
    return page_id.starts_with(literal.ends_with('/') ? literal.substr(0, literal.size() - 1) : literal);
}

}  // namespace

std::shared_ptr<const Policy> policy_of(const File& file, const Schema& schema) {
    static std::mutex asking;
    static Digest of_file, of_schema;
    static std::shared_ptr<const Policy> last;
    const std::lock_guard lock{asking};
    if (last == nullptr || of_file != file.digest || of_schema != schema.digest) {
        Diagnostics unheard;  // told where the policy is checked
        last = std::make_shared<const Policy>(read_policy(&file, schema, unheard));
        of_file = file.digest;
        of_schema = schema.digest;
    }
    return last;
}

std::vector<std::string> keepers(const Policy& policy, std::string_view page_id, const std::vector<std::string>& roles,
                                 const std::function<bool(const Period&)>& holds) {
    std::vector<std::string> names;
    if (!policy.readable) return names;
    const auto parts = id_parts(page_id);
    for (const auto& editor : policy.editors) {
        const bool keeps = std::any_of(editor.grants.begin(), editor.grants.end(), [&](const Grant& grant) {
            return grant.scope != "**" && can_fit(grant.scope, page_id) && grant.pattern &&
                   std::find(roles.begin(), roles.end(), grant.role) != roles.end() && grant.pattern->fits(parts) &&
                   holds(grant.period);
        });
        if (keeps) names.push_back(editor.name.empty() ? editor.id : editor.name);
    }
    return names;
}

}  // namespace knav
