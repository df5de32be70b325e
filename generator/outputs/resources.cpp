// Resources: whatever lies beside the pages, published as it is.
#include "outputs/registry.hpp"

namespace knav::outputs {
namespace {

constexpr std::string_view content = "content/";

void plan(const Output& self, const Site& site, std::vector<Target>& targets) {
    for (const auto& file : site.snapshot.below(content)) {
        if (is_page_path(file.path) || file.path == "content/site.toml" || file.path == "content/synonymer.toml")
            continue;
        targets.push_back({file.path.substr(content.size()), &self, file.path, {}});
    }
}

Content make(const Target& target, const Workshop& shop) { return *shop.lens.file(target.subject); }

}  // namespace

const Output resources{"resource", plan, make};

}  // namespace knav::outputs
