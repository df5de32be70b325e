#include "parse/page_source.hpp"

#include "parse/front_matter.hpp"
#include "parse/page_bytes.hpp"
#include "parse/toml.hpp"

namespace knav {

namespace {

constexpr std::uint32_t front_matter_first_line = 2;  // below the opening +++

void read_front_matter(const std::string& path, std::string_view text, const FrontMatter& split, const KnownToml& known,
                       PageSource& page, Diagnostics& found) {
    const Place top{path, {1, 1}};
    switch (split.state) {
        case FrontMatter::State::missing: {
            // "---" opens YAML in other programs; content that comes from one of them meets us first here.
            const bool yaml = text.starts_with("---");
            found.error(top, rule::front_matter_missing, {}, yaml ? "+++" : "");
            return;
        }
        case FrontMatter::State::unclosed: found.error(top, rule::front_matter_unclosed); return;
        case FrontMatter::State::read: break;
    }
    if (known.says != nullptr && known.text == split.toml) {
        page.front_matter = *known.says;
        page.front_matter_read = true;
    } else if (auto table = parse_toml(path, split.toml, front_matter_first_line, found)) {
        page.front_matter = std::move(*table);
        page.front_matter_read = true;
    }
}

std::string kibibytes(std::size_t bytes) { return std::to_string((bytes + 1023) / 1024) + " KiB"; }

/// What a page too large to read is cut to: enough to find its front matter in.
std::string_view within_bounds(const File& file, Diagnostics& found) {
    const std::string_view bytes = file.bytes();
    if (bytes.size() <= largest_page) return bytes;
    found.error({file.path, {}}, rule::file_too_large, {kibibytes(bytes.size()), kibibytes(largest_page)});
    const auto last_line = bytes.rfind('\n', largest_page);
    return last_line == bytes.npos ? std::string_view{} : bytes.substr(0, last_line + 1);
}

}  // namespace

PageSource parse_page(const File& file, Diagnostics& found, const KnownToml& known) {
    const std::string_view bytes = within_bounds(file, found);
    const auto mended = mended_bytes(file.path, bytes, found);
    const std::string_view text = mended ? std::string_view{*mended} : bytes;
    const FrontMatter split = split_front_matter(text);
    PageSource page;
    page.body_begin = split.body_begin;
    read_front_matter(file.path, text, split, known, page, found);
    const bool whole = file.bytes().size() <= largest_page;
    const std::string_view body = whole ? text.substr(split.body_begin) : std::string_view{};
    page.document = parse_markdown(file.path, body, split.body_line, split.body_begin, found);
    return page;
}

}  // namespace knav
