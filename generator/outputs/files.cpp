// Files published as they are: the theme's assets, and whatever lies beside the pages.
#include "outputs/registry.hpp"

namespace knav::outputs {
namespace {

constexpr std::string_view content = "content/";

void plan_assets(const Output& self, const Site& site, std::vector<Target>& targets) {
    for (const auto& [name, asset] : site.theme.assets) targets.push_back({asset.url.substr(1), &self, name, {}});
}

Content make_asset(const Target& target, const Workshop& shop) {
    const auto& asset = shop.lens.assets().assets.find(target.subject)->second;
    if (asset.file == nullptr) return asset.bytes;
    return *shop.lens.file(asset.file->path);
}

void plan_resources(const Output& self, const Site& site, std::vector<Target>& targets) {
    for (const auto& file : site.snapshot.below(content)) {
        if (is_page_path(file.path) || file.path == "content/site.toml") continue;
        targets.push_back({file.path.substr(content.size()), &self, file.path, {}});
    }
}

Content make_resource(const Target& target, const Workshop& shop) { return *shop.lens.file(target.subject); }

}  // namespace

const Output assets{"asset", plan_assets, make_asset};
const Output resources{"resource", plan_resources, make_resource};

}  // namespace knav::outputs
