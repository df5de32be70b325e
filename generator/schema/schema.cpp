#include "schema/schema.hpp"

#include <algorithm>

namespace knav {

const PageType* Schema::find(std::string_view name) const {
    const auto found =
        std::lower_bound(types.begin(), types.end(), name,
                         [](const PageType& type, std::string_view wanted) { return type.name < wanted; });
    return found == types.end() || found->name != name ? nullptr : &*found;
}

const PageType* Schema::of_page(std::string_view page_id) const {
    const auto parts = id_parts(page_id);
    for (const auto& each : patterns) {
        if (each.pattern.fits(parts)) return &types[each.type];
    }
    return nullptr;
}

}  // namespace knav
