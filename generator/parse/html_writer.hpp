// HTML of one section while it is written, with the holes in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parse/document.hpp"

namespace knav {

class HtmlWriter {
public:
    void raw(std::string_view markup) { html_ += markup; }
    void text(std::string_view words);
    void hole(HoleKind kind, std::size_t number);
    /// A line end, unless a line has just begun: only so that the result is pleasant to read.
    void line();
    /// <a href="..."> to another site, or to a mail or telephone address.
    void external_link(std::string_view url);

    [[nodiscard]] std::size_t size() const { return html_.size(); }
    [[nodiscard]] std::size_t hole_count() const { return holes_.size(); }
    [[nodiscard]] bool ends_with(std::string_view markup) const;
    void clear();
    /// Takes back everything written since the html had this size; a hole just there stays.
    void cut(std::size_t size);

    [[nodiscard]] std::string& html() { return html_; }
    [[nodiscard]] std::vector<Hole>& holes() { return holes_; }

private:
    std::string html_;
    std::vector<Hole> holes_;
};

/// An address as the value of an attribute: percent-encoded where a URL must be (RFC 3986), and escaped. What is
/// percent-encoded already stays.
void append_address(std::string& out, std::string_view url);

}  // namespace knav
