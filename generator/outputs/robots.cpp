// robots.txt (RFC 9309): all may read everything, and here is the site map.
#include "outputs/registry.hpp"

namespace knav::outputs {
namespace {

void plan(const Output& self, const Site&, std::vector<Target>& targets) {
    targets.push_back({"robots.txt", &self, {}, {}});
}

Content make(const Target&, const Workshop& shop) {
    return "User-agent: *\nAllow: /\n\nSitemap: " + shop.lens.settings().absolute("/sitemap.xml") + "\n";
}

}  // namespace

const Output robots{"robots", plan, make};

}  // namespace knav::outputs
