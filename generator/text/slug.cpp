#include "text/slug.hpp"

#include "text/utf8.hpp"

namespace knav {

namespace {

bool in_slug(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string slugify(std::string_view text) {
    constexpr std::string_view curly_apostrophe = "\u2019";
    const std::string folded = fold(text);
    std::string slug;
    bool gap = false;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (in_slug(folded[i])) {
            if (gap && !slug.empty()) slug += '-';
            gap = false;
            slug += folded[i];
        } else if (std::string_view{folded}.substr(i).starts_with(curly_apostrophe)) {
            i += curly_apostrophe.size() - 1;  // "Crohn's" is one word
        } else if (folded[i] != '\'') {
            gap = true;
        }
    }
    return slug;
}

bool is_page_id(std::string_view id) {
    bool at_start = true;
    for (const char c : id) {
        if (c == '/' ? at_start : !in_slug(c) && c != '-') return false;
        at_start = c == '/';
    }
    return !at_start;
}

}  // namespace knav
