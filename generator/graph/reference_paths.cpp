#include "graph/reference_paths.hpp"

#include <algorithm>

namespace knav {

namespace {

/// What a list is of, through lists of lists; the field itself if it is no list of scalars.
const Field& innermost(const Field& field) {
    return field.kind == FieldKind::list && field.item.size() == 1 ? innermost(field.item.front()) : field;
}

std::vector<char> allowed_types(const Field& reference, const Schema& schema) {
    std::vector<char> allowed;
    for (const auto& type : schema.types) {
        const auto is_a = [&](const std::string& name) { return type.is_a(name); };
        allowed.push_back(static_cast<char>(reference.to.empty() ||
                                            std::any_of(reference.to.begin(), reference.to.end(), is_a)));
    }
    return allowed;
}

std::vector<ReferencePath> paths_among(const std::vector<Field>& fields, const std::string& prefix, const Schema& schema) {
    std::vector<ReferencePath> paths;
    for (const auto& field : fields) {
        const Field& leaf = innermost(field);
        ReferencePath path{prefix + field.name, &field, nullptr, false, {}, 0, 0, {}, {}};
        if (leaf.kind == FieldKind::reference) {
            path.reference = &leaf;
            path.acyclic = field.acyclic || leaf.acyclic;
            path.target = leaf.target.empty() ? field.target : leaf.target;
            path.allowed = allowed_types(leaf, schema);
        }
        path.below = paths_among(leaf.fields, path.name + ".", schema);
        if (path.reference != nullptr || !path.below.empty()) paths.push_back(std::move(path));
    }
    return paths;
}

}  // namespace

std::vector<ReferencePath> reference_paths(const PageType& type, const Schema& schema) {
    return paths_among(type.fields, {}, schema);
}

}  // namespace knav
