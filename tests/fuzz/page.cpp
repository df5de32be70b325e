// The page splitter: sections cover the body exactly once, and a section spliced back, or another in its place, changes no
// other byte. Front matter of any kind ends where it says.
#include "edit/splice.hpp"
#include "parse/front_matter.hpp"
#include "parse/page_source.hpp"
#include "tests/fuzz/target.hpp"

using namespace knav;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes{reinterpret_cast<const char*>(data), size};
    const auto split = split_front_matter(bytes);
    fuzz::promise(split.body_begin <= bytes.size() && split.body_line >= 1);
    Diagnostics found;
    const auto page = parse_page(make_file("content/grupper/ett/_index.md", bytes), found);
    const auto& sections = page.document.sections;
    fuzz::promise(!sections.empty());
    for (const auto& each : found.sorted()) {
        // The bytes were mended first, or not read at all: places are then those of the mended text.
        if (*each.rule == rule::encoding_invalid || *each.rule == rule::byte_order_mark ||
            *each.rule == rule::line_ending || *each.rule == rule::control_character ||
            *each.rule == rule::file_too_large) {
            return 0;
        }
    }
    fuzz::promise(sections.front().begin == page.body_begin && sections.back().end == bytes.size());
    for (std::size_t i = 1; i < sections.size(); ++i) fuzz::promise(sections[i].begin == sections[i - 1].end);
    for (const auto& section : sections) {
        fuzz::promise(section.begin <= section.end);
        const auto made = spliced(bytes, {{section.begin, section.end, "## Annat\n"}});
        fuzz::promise(made.starts_with(std::string_view{bytes}.substr(0, section.begin)));
        fuzz::promise(made.ends_with(std::string_view{bytes}.substr(section.end)));
        const auto back = spliced(
            made, {{section.begin, section.begin + 9, bytes.substr(section.begin, section.end - section.begin)}});
        fuzz::promise(back == bytes);
        for (const auto& hole : section.holes) fuzz::promise(hole.offset <= section.html.size());
    }
    return 0;
}
