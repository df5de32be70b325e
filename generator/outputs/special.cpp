#include "outputs/special.hpp"

#include "render/layout.hpp"

namespace knav {

std::string special_page(const Workshop& shop, const SpecialPage& page, View body) {
    const auto& lens = shop.lens;
    const auto intro = page.intro_word.empty() ? std::string{} : lens.word(page.intro_word);
    std::vector<PageNo> ancestors;
    if (const auto home = lens.find(""); home != no_page) ancestors.push_back(home);
    auto view = layout_view(lens, {lens.word(page.title_word),
                                   intro,
                                   url_of_id(page.id),
                                   std::string{page.type},
                                   ancestors,
                                   false,
                                   false,
                                   {},
                                   {},
                                   {},
                                   {}});
    view.set(page.view_name, std::move(body))
        .set("summary", intro)
        .set("lead", false)
        .set("title", lens.word(page.title_word));
    set_absent(view);
    return shop.engine.render("special-" + std::string{page.type}, "page", view, lens, shop.found);
}

void set_absent(View& view) {
    for (const std::string_view absent :
         {"status", "short", "type_label", "type_plural", "type_url", "draft", "expired", "inferred", "date",
          "date_iso", "meta", "home", "listing", "one_fact"})
        view.set(absent, false);
}

void plan_special(const Output& self, std::string_view id, std::vector<Target>& targets) {
    targets.push_back({html_path(id), &self, std::string{id}, {}});
}

}  // namespace knav
