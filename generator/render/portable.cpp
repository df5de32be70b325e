#include "render/portable.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace knav {
namespace {

// Attributes that hold an address: of a page, which in a folder is its index.html, or of a file or folder as it stands.
enum class Leads { nowhere, to_a_page, to_a_file };

Leads leads(std::string_view attribute) {
    static constexpr std::array pages = {"href", "action", "content"};
    static constexpr std::array files = {"src", "data-engine", "data-index"};
    if (std::find(pages.begin(), pages.end(), attribute) != pages.end()) return Leads::to_a_page;
    if (std::find(files.begin(), files.end(), attribute) != files.end()) return Leads::to_a_file;
    return Leads::nowhere;
}

std::string from_page(std::string_view address, std::string_view way_up, Leads leads) {
    const auto end = std::min(address.find_first_of("?#"), address.size());
    const auto place = address.substr(0, end);
    const bool folder = leads == Leads::to_a_page && (place.empty() || place.ends_with('/'));
    return std::string{way_up} + std::string{place} + (folder ? "index.html" : "") + std::string{address.substr(end)};
}

class Rewriter {
public:
    Rewriter(std::string_view html, std::string_view path, std::string_view base)
        : html_(html), base_(base), end_(html.size()) {
        for (const char letter : path) way_up_ += letter == '/' ? "../" : "";
        out_.reserve(html.size() + html.size() / 8);
    }

    std::string run() {
        while (at_ < end_) {
            const auto open = std::min(html_.find('<', at_), end_);
            keep_to(open);
            if (open + 1 < end_ && std::isalpha(static_cast<unsigned char>(html_[open + 1])) != 0)
                tag();
            else
                keep_to(std::min(open + 1, end_));
        }
        return std::move(out_);
    }

private:
    void keep_to(std::size_t end) {
        out_ += html_.substr(at_, end - at_);
        at_ = end;
    }

    // From "<" to its ">": the program writes attributes as name="value".
    void tag() {
        while (at_ < end_) {
            const auto stop = std::min(html_.find_first_of("\">", at_), end_);
            if (stop == end_ || html_[stop] == '>') return keep_to(std::min(stop + 1, end_));
            const auto name_end = stop > at_ && html_[stop - 1] == '=' ? stop - 1 : stop;
            const auto name_start = html_.find_last_of(" \n\t", name_end) + 1;
            keep_to(stop + 1);
            const auto close = std::min(html_.find('"', at_), end_);
            value(html_.substr(name_start, name_end - name_start), close);
            keep_to(std::min(close + 1, end_));
        }
    }

    void value(std::string_view attribute, std::size_t close) {
        static constexpr std::string_view refresh = "0; url=";  // of a page that has moved
        if (attribute == "content" && html_.substr(at_, close - at_).starts_with(refresh))
            keep_to(at_ + refresh.size());
        else if (attribute == "content")
            return keep_to(close);
        const auto address = html_.substr(at_, close - at_);
        const auto kind = leads(attribute);
        // "//host/" is an address elsewhere.
        if (kind == Leads::nowhere || !address.starts_with(base_) || address.starts_with("//")) return keep_to(close);
        out_ += from_page(address.substr(base_.size()), way_up_, kind);
        at_ = close;
    }

    std::string_view html_, base_;
    std::size_t end_;
    std::size_t at_ = 0;
    std::string way_up_;
    std::string out_;
};

}  // namespace

std::string portable(std::string_view html, std::string_view path, std::string_view base_path) {
    return Rewriter{html, path, base_path}.run();
}

std::string portable_script(std::string_view script) {
    static constexpr std::string_view mark = "\nexport ";
    if (script.find("\nexport async function openSearch(") == std::string_view::npos) return std::string{script};
    std::string out = "(() => {\n\"use strict\";\n";
    // What is exported from the first line on has no line end before it.
    std::size_t at = script.starts_with(mark.substr(1)) ? mark.size() - 1 : 0;
    for (auto found = script.find(mark, at); found != std::string_view::npos; found = script.find(mark, at)) {
        out += script.substr(at, found + 1 - at);
        at = found + mark.size();
    }
    out += script.substr(at);
    return out + "globalThis.knavEngine = { openSearch };\n})();\n";
}

}  // namespace knav
