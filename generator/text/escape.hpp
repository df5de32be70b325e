// Escaping: text made safe for the place it is written into. Each function appends, so a page is built in one buffer.
#pragma once

#include <string>
#include <string_view>

namespace knav {

/// For element content and double-quoted attributes: & < > " become entities (HTML Standard 13.3).
void append_html(std::string& out, std::string_view text);
[[nodiscard]] std::string html_escape(std::string_view text);
/// For XML 1.0: as HTML, and control characters that XML forbids are dropped.
void append_xml(std::string& out, std::string_view text);
/// A JSON string literal with its quotes (RFC 8259); also safe inside <script>: '<' is written \u003c.
void append_json(std::string& out, std::string_view text);
/// Percent-encoding for a URL path (RFC 3986): '/' and unreserved characters stay.
[[nodiscard]] std::string url_path(std::string_view path);
/// Percent-encoding for a query value: everything but unreserved characters.
[[nodiscard]] std::string url_value(std::string_view value);
/// HTML to plain text: tags dropped, entities decoded, white space folded to single spaces.
[[nodiscard]] std::string plain_text(std::string_view html);
void append_plain_text(std::string& text, std::string_view html);

}  // namespace knav
