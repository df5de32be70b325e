// The preview's own style sheet and script, as text. The site's look and behaviour are its theme's.
#pragma once

#include <string_view>

namespace knav {

[[nodiscard]] std::string_view preview_style();
/// Listens to /_knav/events and loads the page again when it, or something it shows, has changed.
[[nodiscard]] std::string_view reload_script();

}  // namespace knav
