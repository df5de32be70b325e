// A site for a folder: a page opened as a file has no server that knows where the site begins or turns ".../" into its
// index.html, so addresses within the site are written from the page itself; and browsers refuse modules there, so a
// module becomes a plain script. Pure, over HTML that the program made and scripts of the theme.
#pragma once

#include <string>
#include <string_view>

namespace knav {

/// `html` as it is published at `path` ("rmpo/index.html") of a site whose addresses begin with `base_path` ("/nav/").
[[nodiscard]] std::string portable(std::string_view html, std::string_view path, std::string_view base_path);

/// A script that exports `openSearch` leaves it in the global knavEngine instead. Others are as they were.
[[nodiscard]] std::string portable_script(std::string_view script);

}  // namespace knav
