// The bytes of a page: are they the text we agreed on (UTF-8 without a byte order mark, LF, no control characters)?
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diag/diagnostic.hpp"

namespace knav {

/// Reports what is wrong and gives the text mended, so that the rest of the page can be judged too: bad bytes become
/// U+FFFD, line ends become LF, marks and control characters go. Nothing is given when there was nothing to mend (a
/// missing last newline is reported and left).
[[nodiscard]] std::optional<std::string> mended_bytes(std::string_view path, std::string_view bytes,
                                                      Diagnostics& found);

}  // namespace knav
