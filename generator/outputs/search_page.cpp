// The page that "find" leads to: the ways in, A–Ö first.
#include "outputs/registry.hpp"
#include "outputs/special.hpp"

namespace knav::outputs {
namespace {

constexpr SpecialPage special{"sok", "search", "search", "search_title", "search_intro"};

void plan(const Output& self, const Site&, std::vector<Target>& targets) { plan_special(self, special.id, targets); }
Content make(const Target&, const Workshop& shop) { return special_page(shop, special, View{View::Object{}}); }

}  // namespace

const Output search_page{"search", plan, make};

}  // namespace knav::outputs
