// Slugs and ids: the small alphabet that file names, ids and anchors are written in.
#pragma once

#include <string>
#include <string_view>

namespace knav {

/// "Hälsa & vård i Öst" -> "halsa-vard-i-ost". Empty when nothing of the text is left.
[[nodiscard]] std::string slugify(std::string_view text);
/// Whether `id` is one or more parts of [a-z0-9-] joined by '/', none of them empty.
[[nodiscard]] bool is_page_id(std::string_view id);

}  // namespace knav
