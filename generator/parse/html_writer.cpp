#include "parse/html_writer.hpp"

#include <array>

#include "parse/link_target.hpp"
#include "text/escape.hpp"

namespace knav {

namespace {

constexpr std::array<bool, 256> plain_in_address = [] {
    std::array<bool, 256> set{};
    for (const char c :
         std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$()*+,;="}) {
        set[static_cast<unsigned char>(c)] = true;
    }
    return set;
}();

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace

void append_address(std::string& out, std::string_view url) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (std::size_t i = 0; i < url.size(); ++i) {
        const auto byte = static_cast<unsigned char>(url[i]);
        if (plain_in_address[byte]) {
            out += url[i];
        } else if (byte == '&') {
            out += "&amp;";
        } else if (byte == '%' && i + 2 < url.size() && is_hex(url[i + 1]) && is_hex(url[i + 2])) {
            out += '%';
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
}

void HtmlWriter::text(std::string_view words) { append_html(html_, words); }

void HtmlWriter::hole(HoleKind kind, std::size_t number) {
    holes_.push_back({static_cast<std::uint32_t>(html_.size()), kind, static_cast<std::uint32_t>(number)});
}

void HtmlWriter::line() {
    if (!html_.empty() && html_.back() != '\n') html_ += '\n';
}

void HtmlWriter::external_link(std::string_view url) {
    html_ += "<a href=\"";
    append_address(html_, url);
    html_ += is_web(url) ? "\" rel=\"external\">" : "\">";
}

bool HtmlWriter::ends_with(std::string_view markup) const {
    const bool after_holes = holes_.empty() || holes_.back().offset + markup.size() <= html_.size();
    return after_holes && std::string_view{html_}.ends_with(markup);
}

void HtmlWriter::clear() {
    html_.clear();
    holes_.clear();
}

void HtmlWriter::cut(std::size_t size) {
    html_.resize(size);
    while (!holes_.empty() && holes_.back().offset > size) holes_.pop_back();
}

}  // namespace knav
