// How an index file is published: deflated, in base64, as the one argument of a call. So one file serves two readers: a
// page from a web server fetches it as text and takes what is between the quotes, and a page opened from a folder, where
// browsers refuse to fetch, loads it as a script. A server that compresses brings base64 back to its size.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace knav::search {

/// How hard to deflate. Texts are most of the bytes of an index, and most of them are read by nobody: they are done in
/// three fifths of the time and get 3 % larger.
enum class Effort { index, texts };

/// `knavSearch("NAME","...")` and a line end.
[[nodiscard]] std::string pack(std::string_view name, std::string_view payload, Effort effort);
/// The payload again, or nothing if the file is not whole.
[[nodiscard]] std::optional<std::string> unpack(std::string_view file);

}  // namespace knav::search
