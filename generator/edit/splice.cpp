#include "edit/splice.hpp"

#include <algorithm>
#include <cassert>

#include "text/utf8.hpp"

namespace knav {

std::string spliced(std::string_view text, std::vector<Splice> splices) {
    std::sort(splices.begin(), splices.end());
    splices.erase(std::unique(splices.begin(), splices.end()), splices.end());
    std::string made;
    std::size_t at = 0;
    for (const auto& splice : splices) {
        assert(splice.begin >= at && splice.end >= splice.begin && splice.end <= text.size() && "splices overlap");
        made.append(text.substr(at, splice.begin - at)).append(splice.text);
        at = splice.end;
    }
    return made.append(text.substr(at));
}

std::optional<std::size_t> offset_of(std::string_view text, Position at) {
    if (at.line == 0 || at.column == 0) return {};
    std::size_t offset = 0;
    for (std::uint32_t line = 1; line < at.line; ++line) {
        const auto end = text.find('\n', offset);
        if (end == text.npos) return {};
        offset = end + 1;
    }
    for (std::uint32_t column = 1; column < at.column; ++column) {
        if (offset >= text.size() || text[offset] == '\n') return {};
        static_cast<void>(next_code_point(text, offset));
    }
    return offset;
}

Position position_of(std::string_view text, std::size_t offset) {
    const auto before = text.substr(0, offset);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const auto line_begin = lines == 0 ? 0 : before.rfind('\n') + 1;
    return {static_cast<std::uint32_t>(lines) + 1,
            static_cast<std::uint32_t>(code_points(before.substr(line_begin))) + 1};
}

}  // namespace knav
