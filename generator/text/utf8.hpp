// UTF-8: is it, how long is it, and the simple case and accent folding that comparing Swedish words needs.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace knav {

/// Byte offset of the first byte that is not well-formed UTF-8 (RFC 3629), or nothing.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);
/// Whether the byte is any but the first of its character.
[[nodiscard]] constexpr bool continues_character(char byte) { return (byte & '\xC0') == '\x80'; }
/// The code point at `offset`, which is moved past it. Ill-formed bytes give U+FFFD, one byte at a time.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& offset);
void append_utf8(std::string& out, char32_t code_point);
/// Number of code points; `text` must be well-formed.
[[nodiscard]] std::size_t code_points(std::string_view text);
/// Whether a look at the bytes alone says that a text is NFC: so for most texts; of others nothing is said.
[[nodiscard]] bool is_surely_nfc(std::string_view text);
/// Canonical composition (NFC).
[[nodiscard]] std::string nfc(std::string_view text);
/// Lower case for comparing, Unicode simple mapping; keeps å ä ö.
[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] char32_t lower(char32_t code_point);
/// Lower case without any accents: å ä ö become a a o, é becomes e.
[[nodiscard]] std::string fold(std::string_view text);

}  // namespace knav
