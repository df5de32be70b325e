// Plain text in pieces a reader can take in: the sentence around a link, the beginning of a paragraph, how many words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace knav {

/// What of the sentence stands before `begin`: at most `limit` bytes, cut between words.
[[nodiscard]] std::string sentence_before(std::string_view text, std::size_t begin, std::size_t limit);
/// What of the sentence stands from `end` on, its last mark included.
[[nodiscard]] std::string sentence_after(std::string_view text, std::size_t end, std::size_t limit);
/// The text, or its beginning with "…" where it was cut between words; at most `limit` bytes.
[[nodiscard]] std::string beginning(std::string_view text, std::size_t limit);
/// Words: what stands between blanks and holds a letter or a digit.
[[nodiscard]] std::uint32_t count_words(std::string_view text);

}  // namespace knav
