#include "parse/strikethrough.hpp"

#include <map>

namespace knav {

void Strikethrough::mark(const HtmlWriter& html, std::uint32_t container, bool can_open, bool can_close) {
    marks_.push_back({html.size(), html.hole_count(), container, can_open, can_close});
}

void Strikethrough::pair() {
    std::map<std::uint32_t, Mark*> open;  // by container
    for (Mark& mark : marks_) {
        Mark*& opener = open[mark.container];
        if (opener && mark.can_close) {
            opener->written = "<del>";
            mark.written = "</del>";
            opener = nullptr;
        } else if (!opener && mark.can_open) {
            opener = &mark;
        }
    }
}

void Strikethrough::end_block(HtmlWriter& html) {
    if (marks_.empty()) return;
    pair();
    // Only what follows the first mark is rewritten: a section may have many blocks.
    const std::size_t kept = marks_.front().offset;
    std::string& made = html.html();
    const std::string before = made.substr(kept);
    made.resize(kept);
    for (std::size_t i = 0; i < marks_.size(); ++i) {
        made += marks_[i].written;
        const bool last = i + 1 == marks_.size();
        const std::size_t next_offset = last ? kept + before.size() : marks_[i + 1].offset;
        const std::size_t next_hole = last ? html.holes().size() : marks_[i + 1].hole;
        const std::size_t moved = made.size() - marks_[i].offset;
        for (std::size_t hole = marks_[i].hole; hole < next_hole; ++hole) {
            html.holes()[hole].offset += static_cast<std::uint32_t>(moved);
        }
        made.append(before, marks_[i].offset - kept, next_offset - marks_[i].offset);
    }
    marks_.clear();
}

}  // namespace knav
