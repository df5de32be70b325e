// 404.html: what a web server shows for an address that leads nowhere.
#include "outputs/registry.hpp"
#include "outputs/special.hpp"
#include "render/layout.hpp"

namespace knav::outputs {
namespace {

void plan(const Output& self, const Site&, std::vector<Target>& targets) {
    targets.push_back({"404.html", &self, {}, {}});
}

Content make(const Target&, const Workshop& shop) {
    const auto title = shop.lens.word("not_found");
    auto view = layout_view(shop.lens, {title, title, "/404.html", "not-found", {}, false, true, {}, {}, {}, {}});
    view.set("title", title).set("summary", false).set("lead", false);
    set_absent(view);
    return shop.engine.render("not-found", "page", view, shop.lens, shop.found);
}

}  // namespace

const Output not_found{"not-found", plan, make};

}  // namespace knav::outputs
