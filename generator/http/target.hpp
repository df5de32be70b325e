// What a request asks for, and whether it may ask: the path in a target made plain, the Host header held up against the
// names this machine has for itself, and the media type of a file by its name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace knav {

/// "/a%20b/?q=1" -> "/a b/". Nothing if it is not an absolute path, has broken percent signs, or parts that are empty,
/// "." or "..", or hold a control character or a backslash: no address of ours is like that.
[[nodiscard]] std::optional<std::string> path_of_target(std::string_view target);

/// The decoded value of "key" in "/x?key=a%20b"; empty if there is none.
[[nodiscard]] std::string query_value(std::string_view target, std::string_view key);

/// Whether a Host header is this machine's own loopback name with that port. Any other means that a page from elsewhere
/// has had its own name point here (DNS rebinding).
[[nodiscard]] bool is_own_host(std::string_view host, int port);

/// "a/index.html" -> "text/html; charset=utf-8".
[[nodiscard]] std::string_view content_type(std::string_view path);

/// Whether one of the tags in an If-None-Match header is this one (RFC 9110 §13.1.2, by weak comparison).
[[nodiscard]] bool matches_tag(std::string_view if_none_match, std::string_view tag);

}  // namespace knav
