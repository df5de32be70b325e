// Mail: a letter as plain text and as HTML in one message, ready for a program that sends. Who it is from and to is for
// that program to say.
#pragma once

#include <string>

namespace knav {

/// RFC 5322 and 2046, lines ending in CRLF, nothing beyond ASCII.
[[nodiscard]] std::string mail_message(const std::string& subject, const std::string& text, const std::string& html);

}  // namespace knav
