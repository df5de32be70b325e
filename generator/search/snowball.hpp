// Snowball's Swedish stemmer, from libstemmer, which is not seen outside snowball.cpp.
#pragma once

#include <string>
#include <string_view>

namespace knav::search {

/// The stem of a word in lower case. Safe to ask from several threads.
[[nodiscard]] std::string snowball(std::string_view word);

}  // namespace knav::search
