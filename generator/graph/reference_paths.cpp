#include "graph/reference_paths.hpp"

namespace knav {

namespace {

/// What a list is of, through lists of lists; the field itself if it is no list of scalars.
const Field& innermost(const Field& field) {
    return field.kind == FieldKind::list && field.item.size() == 1 ? innermost(field.item.front()) : field;
}

std::vector<ReferencePath> paths_among(const std::vector<Field>& fields, const std::string& prefix) {
    std::vector<ReferencePath> paths;
    for (const auto& field : fields) {
        const Field& leaf = innermost(field);
        ReferencePath path{prefix + field.name, &field, nullptr, false, {}, 0, 0, {}, {}};
        if (leaf.kind == FieldKind::reference) {
            path.reference = &leaf;
            path.acyclic = field.acyclic || leaf.acyclic;
            path.target = leaf.target.empty() ? field.target : leaf.target;
        }
        path.below = paths_among(leaf.fields, path.name + ".");
        if (path.reference != nullptr || !path.below.empty()) paths.push_back(std::move(path));
    }
    return paths;
}

}  // namespace

std::vector<ReferencePath> reference_paths(const PageType& type) { return paths_among(type.fields, {}); }

}  // namespace knav
