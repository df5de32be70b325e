// The preview's own pieces of HTML: the panel that lists what is wrong, put into every page, and the page that lists it
// all. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "serve/shown.hpp"

namespace knav {

/// The files a published page may come from: "a/index.html" -> content/a.md, content/a/index.md, content/a/_index.md.
[[nodiscard]] std::vector<std::string> sources_of(std::string_view published);

/// The panel for the page published at that path: what is wrong with its own file first, then how much more there is.
[[nodiscard]] std::string panel(const Report& report, std::string_view run, std::string_view published);

/// The page with the panel, its style and its script before </body>, or at the end where there is none.
[[nodiscard]] std::string with_panel(std::string_view html, const std::string& panel);

/// /_knav/: everything that is wrong with the site, by file.
[[nodiscard]] std::string list_page(const Report& report, std::string_view run);

/// {"generation":1,...}
[[nodiscard]] std::string status_json(const Report& report);

}  // namespace knav
