// One page's file taken apart: front matter as values, body as a document. Knows nothing of types or other pages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "files/snapshot.hpp"
#include "parse/document.hpp"
#include "parse/value.hpp"

namespace knav {

struct PageSource {
    Table front_matter;  // empty if missing or not readable (which has been reported)
    bool front_matter_read =
        false;  // whether front_matter can be trusted; if not, checking fields would only add noise
    std::uint32_t front_matter_line = 1;  // the line of the opening +++
    std::size_t body_begin = 0;           // byte offset of the body in the file
    Document document;
    // Kept from an earlier run: of the document's sections there are anchors and digests alone, of its links all but their
    // words, and no candidates. Site::document has the whole.
    bool outline_only = false;
};

/// Bounds on what is handed to the Markdown parser, which has slow inputs: bytes of a page, cells of a table, nesting.
inline constexpr std::size_t largest_page = 2u << 20;

/// What TOML says that has been read before, of whatever page, so that it need not be read again.
struct KnownToml {
    std::string_view text;
    const Table* says = nullptr;
};

/// Reads one page: checks the bytes (UTF-8, no BOM, LF, a last newline, no control characters), splits the front
/// matter from the body (both may be absent or broken: reported, and the rest is still read), reads both.
/// Bytes are reported and then mended before the rest is read, so `body_begin` and the sections' bytes refer to the file
/// only if nothing of the kinds encoding-invalid, byte-order-mark, line-ending and control-character was found in it.
/// What is over a bound (parse/bounds.hpp) is reported and shown unread, as one section.
/// Thread-safe. Never throws for what a file may hold.
[[nodiscard]] PageSource parse_page(const File& file, Diagnostics& found, const KnownToml& known = {});

/// Reads Markdown alone, which must be well-formed UTF-8 with LF. `path`, `first_line` and `first_byte` place it in its
/// file.
[[nodiscard]] Document parse_markdown(std::string_view path, std::string_view text, std::uint32_t first_line,
                                      std::size_t first_byte, Diagnostics& found);

/// Markdown of a front matter field to HTML (kinds `text` and `markdown`): paragraphs, lists, emphasis and links, no
/// sections; headings become bold paragraphs. Raw HTML is shown as text. Wiki links are left as they are written, and
/// links to pages and files of the site stand as their authors wrote them. Nothing is reported.
[[nodiscard]] std::string field_html(std::string_view markdown);

}  // namespace knav
