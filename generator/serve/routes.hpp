// From a request to its response, for one that looks at the preview. Pure but for waiting for news.
#pragma once

#include "http/message.hpp"
#include "serve/shown.hpp"

namespace knav {

/// Answers from what is shown. `port` is the one that requests must name; `shown` must outlive the response's stream.
[[nodiscard]] Response answer(const Shown& shown, int port, const Request& request);

}  // namespace knav
