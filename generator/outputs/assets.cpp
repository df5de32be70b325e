// The theme's assets, at addresses that change with their bytes.
#include "outputs/registry.hpp"

namespace knav::outputs {
namespace {

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    for (const auto& [name, asset] : site.theme.assets) targets.push_back({asset.url.substr(1), &self, name, {}});
}

Content make(const Target& target, const Workshop& shop) {
    const auto& asset = shop.lens.assets().assets.find(target.subject)->second;
    if (asset.file == nullptr) return asset.bytes;
    return *shop.lens.file(asset.file->path);
}

}  // namespace

const Output assets{"asset", plan, make};

}  // namespace knav::outputs
