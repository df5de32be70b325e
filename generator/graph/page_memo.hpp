// What was read of each page, as bytes between runs. Of the documents there is only what joins pages, and digests for the
// rest: that is most of the bytes, and only the few pages that are made again need it (Site::document parses those anew).
// Left out is also the front matter as it was written: the checked record stands for it. Records and outlines are read
// back one by one, when they are asked for.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "graph/read_pages.hpp"

namespace knav {

[[nodiscard]] std::string serialise(const PageMemo& memo, unsigned threads);
/// Empty if the bytes are not a whole memo of this version. Pages look into the bytes as long as there are pages: `held_by`
/// is what keeps them there, or null if the caller does.
[[nodiscard]] PageMemo parse_memo(std::string_view bytes, std::shared_ptr<const void> held_by);

}  // namespace knav
