// Text in the form NFC. A decomposed å (from some file systems and word processors) looks like the other but is found by
// no search for it.
#include <algorithm>
#include <cstdint>

#include "edit/mend_steps.hpp"
#include "edit/splice.hpp"
#include "parse/front_matter.hpp"
#include "parse/page_source.hpp"
#include "text/utf8.hpp"

namespace knav {
namespace {

/// What stands within <code> of the page as it would be shown, and the files it names: none of it may change.
std::string untouchable(std::string_view path, const std::string& text) {
    Diagnostics told_elsewhere;
    const auto page = parse_page(make_file(std::string{path}, text), told_elsewhere);
    std::string made;
    for (const auto& section : page.document.sections) {
        const std::string_view html = section.html;
        for (auto open = html.find("<code"); open != html.npos; open = html.find("<code", open + 1)) {
            made.append(html.substr(open, html.find("</code>", open) - open)).append(1, '\0');
        }
    }
    for (const auto& link : page.document.links) {
        if (link.kind != LinkKind::wiki && link.kind != LinkKind::transclusion)
            made.append(link.target).append(1, '\0');
    }
    return made;
}

class Composer {
public:
    Composer(std::string_view path, Mended& made) : path_(path), made_(made) {}

    void compose() {
        if (nfc(made_.text) == made_.text) return;
        const bool page = path_.ends_with(".md");
        const std::size_t body = page ? split_front_matter(made_.text).body_begin : made_.text.size();
        compose_lines(0, body, false);
        const auto only_fields = result_;
        compose_lines(body, made_.text.size(), true);
        // Which lines are code was guessed with care; whether the guess was right, the parser knows.
        if (page && untouchable(path_, result_) != untouchable(path_, made_.text)) {
            result_ = only_fields + made_.text.substr(body);
            std::erase_if(done_, [&](const Mending& each) { return each.at >= position_of(made_.text, body); });
            left_.push_back({Mending::Kind::composed, position_of(made_.text, body), nullptr, {}});
        }
        made_.text = std::move(result_);
        made_.done.insert(made_.done.end(), done_.begin(), done_.end());
        made_.left.insert(made_.left.end(), left_.begin(), left_.end());
    }

private:
    void compose_lines(std::size_t begin, std::size_t end, bool markdown) {
        auto line = position_of(made_.text, begin).line;
        for (; begin < end; ++line) {
            const auto next = std::min(made_.text.find('\n', begin), end - 1) + 1;
            const auto text = std::string_view{made_.text}.substr(begin, next - begin);
            const bool may = !markdown || !is_code(text, begin);
            auto composed = nfc(text);
            if (composed != text) (may ? done_ : left_).push_back({Mending::Kind::composed, {line, 1}, nullptr, {}});
            result_ += may ? composed : std::string{text};
            begin = next;
        }
    }

    /// Whether the line may be code, or may name a file: then it is left.
    bool is_code(std::string_view line, std::size_t begin) {
        const auto inside = line.find_first_not_of(" >");
        const auto mark = inside == line.npos ? std::string_view{} : line.substr(inside, 3);
        if (mark == "```" || mark == "~~~") {
            const bool closes = !fence_.empty() && mark == fence_;
            if (closes)
                fence_.clear();
            else if (fence_.empty())
                fence_ = mark;
            return true;
        }
        const bool indented = line.starts_with("    ") || line.starts_with("\t");
        return !fence_.empty() || indented || line.find("](") != line.npos || line.find("]:") != line.npos ||
               paragraph_at(begin).find('`') != std::string_view::npos;
    }

    [[nodiscard]] std::string_view paragraph_at(std::size_t begin) const {
        const auto before = begin == 0 ? std::string::npos : made_.text.rfind("\n\n", begin - 1);
        const auto from = before == std::string::npos ? 0 : before + 2;
        return std::string_view{made_.text}.substr(from, made_.text.find("\n\n", begin) - from);
    }

    std::string_view path_;
    Mended& made_;
    std::string result_;
    std::string fence_;
    std::vector<Mending> done_;
    std::vector<Mending> left_;
};

}  // namespace

void compose_text(std::string_view path, Mended& made) { Composer{path, made}.compose(); }

}  // namespace knav
