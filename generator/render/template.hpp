// Templates: a view poured into a Mustache template of the theme (Mustache 1.x, by kainjow, not seen outside template.cpp).
// A name that the view lacks is a mistake of the theme's, and said to be, rather than rendered as nothing.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "diag/diagnostic.hpp"
#include "render/view.hpp"
#include "site/lens.hpp"

namespace knav {

/// Compiled templates, made at the first use of each. Safe to use from several threads.
class TemplateEngine {
public:
    TemplateEngine();
    ~TemplateEngine();
    TemplateEngine(const TemplateEngine&) = delete;
    TemplateEngine& operator=(const TemplateEngine&) = delete;

    /// Renders `name`, or `fallback` if the theme lacks it. {{t.KEY}} is the interface's word, {{asset.NAME}} the address of
    /// an asset ("search_js" for search.js), {{#has_NAME}} whether NAME is filled. Empty texts and lists are false in sections.
    [[nodiscard]] std::string render(std::string_view name, std::string_view fallback, const View& view,
                                     const Lens& lens, Diagnostics& found);

private:
    struct Compiled;
    struct State;
    [[nodiscard]] std::shared_ptr<const Compiled> compiled(const Template& source, const Lens& lens,
                                                           Diagnostics& found);
    std::unique_ptr<State> state_;
};

}  // namespace knav
