// A page as the rest of the program meets it: where it lies, what type it is, its checked record and its document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/recalled.hpp"
#include "parse/page_source.hpp"
#include "schema/check_page.hpp"
#include "schema/page_type.hpp"

namespace knav {

/// A page's number within one graph: its rank by id. Means nothing outside that graph.
using PageNo = std::uint32_t;
inline constexpr PageNo no_page = 0xffffffffU;

struct Page {
    std::string id;                  // "rmpo/endokrina-sjukdomar"; empty for the start page
    std::string path;                // "content/rmpo/endokrina-sjukdomar/_index.md"
    std::string url;                 // "/rmpo/endokrina-sjukdomar/"; the site's base path is added by render
    const PageType* type = nullptr;  // never null in a graph
    Recalled<Record> record;
    Recalled<PageSource> source;  // its document may lack the HTML: see Site::document
    Digest file_digest;
    PageNo parent = no_page;       // the nearest page above it by id
    std::vector<PageNo> children;  // by id

    bool example = false;  // says so itself, or lies below a page that does
    std::string title;
    std::string summary;
    std::string sort_key;          // of the title
    std::optional<DateTime> date;  // `date`, else `start`, `published` or `opens`
    std::int64_t weight = 0;
    const Field* status_field = nullptr;  // the type's field with display = "status", if the page fills it in
    std::string status;                   // its value
    Digest card;                          // of what a list shows of it
    Digest record_digest;                 // of the whole record and of the file's path
    Digest body_digest;                   // of its document
    Digest joins;                         // of all that decides how it is joined with others

    [[nodiscard]] const Table& values() const { return record->values; }
};

/// "content/a/_index.md" and "content/a/index.md" -> "a"; "content/a/b.md" -> "a/b"; "content/_index.md" -> "".
[[nodiscard]] std::string id_of_path(std::string_view path);
[[nodiscard]] std::string url_of_id(std::string_view id);
/// Whether a path is a page: below content/ and ending in .md.
[[nodiscard]] bool is_page_path(std::string_view path);

}  // namespace knav
