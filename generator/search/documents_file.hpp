// Documents from a file of JSON, one a line: url, title, headings, body, type. So the index can be made of pages that
// this program didn't write, and measured on them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "search/document.hpp"

namespace knav::search {

/// By address. A line that is no such document is reported at its place and passed over.
[[nodiscard]] std::vector<Document> read_documents(std::string_view path, std::string_view bytes, Diagnostics& found);

/// A query and the pages it should find, by their grades: 3 is the page sought, 1 touches it.
struct Judged {
    std::string kind, query;
    std::map<std::string, int, std::less<>> relevant;
};
/// One a line: query, relevant, and perhaps class.
[[nodiscard]] std::vector<Judged> read_judged(std::string_view path, std::string_view bytes, Diagnostics& found);

}  // namespace knav::search
