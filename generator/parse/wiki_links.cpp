// Wiki links: [[target#fragment|label]].
#include <algorithm>

#include "parse/text_pieces.hpp"

namespace knav {

namespace {

constexpr std::size_t longest_wiki_link = 500;  // bytes; more is an unclosed link and a chance "]]" far below

/// Without blanks around, and with line breaks inside as spaces.
std::string tidy(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    if (first == text.npos) return {};
    std::string made{text.substr(first, text.find_last_not_of(" \t\n") + 1 - first)};
    std::replace(made.begin(), made.end(), '\n', ' ');
    return made;
}

}  // namespace

std::optional<WikiLink> read_wiki_link(std::string_view run, std::size_t begin) {
    const std::string_view inside = run.substr(begin + 2, longest_wiki_link);
    const std::size_t close = inside.find(']');
    if (close == inside.npos || inside.substr(close, 2) != "]]") return {};
    const std::string_view written = inside.substr(0, close);
    if (written.find('[') != written.npos || std::count(written.begin(), written.end(), '\n') > 1) return {};
    const std::size_t bar = std::min(written.find('|'), written.size());
    const std::string_view address = written.substr(0, bar);
    const std::size_t hash = std::min(address.find('#'), address.size());
    WikiLink link;
    link.target = tidy(address.substr(0, hash));
    if (hash < address.size()) link.fragment = tidy(address.substr(hash + 1));
    if (bar < written.size()) link.label = tidy(written.substr(bar + 1));
    link.end = begin + 2 + close + 2;
    if (link.target.empty() && link.fragment.empty()) return {};
    return link;
}

}  // namespace knav
