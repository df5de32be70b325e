#include "parse/document_builder.hpp"

#include <algorithm>

#include "parse/sentence.hpp"
#include "text/slug.hpp"

namespace knav {

namespace {

constexpr std::size_t longest_excerpt = 300;  // bytes
constexpr std::string_view lead_anchor = "lead";

/// All that the section alone decides. Its own text is not enough: a link's address may be defined in another section.
Digest section_digest(const Section& section, std::string_view raw, const std::vector<Link>& links, std::size_t first) {
    Hasher hasher;
    hasher.add(section.heading).add(raw).add(section.html);
    for (std::size_t i = first; i < links.size(); ++i) {
        hasher.add(links[i].target).add(links[i].query).add(links[i].fragment);
    }
    return hasher.finish();
}

}  // namespace

DocumentBuilder::DocumentBuilder(MarkdownUse use, std::string_view text, std::uint32_t first_line,
                                 std::size_t first_byte, Reporter& reporter)
    : use_(use),
      first_byte_(first_byte),
      source_(text, first_line),
      reporter_(reporter),
      inlines_(use, document_, source_, reporter) {
    inlines_.html().html().reserve(text.size() + text.size() / 4);
    start_section(0, {first_line, 1});
    section().anchor = unique_anchor(lead_anchor);
}

void DocumentBuilder::count(std::string_view plain) { section().words += count_words(plain); }

void DocumentBuilder::start_section(std::size_t begin, Position at) {
    Section made;
    made.begin = begin;
    made.at = at;
    section_links_ = document_.links.size();
    document_.sections.push_back(std::move(made));
}

void DocumentBuilder::close_section(std::size_t end) {
    HtmlWriter written = inlines_.take_html();
    Section& closed = section();
    closed.html = std::move(written.html());
    closed.holes = std::move(written.holes());
    closed.end = end;
    const std::string_view raw = source_.text().substr(closed.begin, end - closed.begin);
    closed.digest = section_digest(closed, raw, document_.links, section_links_);
    closed.begin += first_byte_;
    closed.end += first_byte_;
}

// Cut at the lines headings begin on only: cmark can report a block's end before its start, and who may write what must
// not rest on that.
void DocumentBuilder::begin_section(int line) {
    const std::size_t begin = std::max(source_.line_begin(line), section().begin);
    close_section(begin);
    start_section(begin, source_.position(source_.block_begin()));
    inlines_.begin_block(InlineWriter::Prose::heading);
    inlines_.begin_silence();
}

void DocumentBuilder::end_section_heading() {
    inlines_.end_silence();
    section().heading = beginning(inlines_.end_block(), std::string_view::npos);
    section().anchor = unique_anchor(section().heading);
    level_ = 2;
}

void DocumentBuilder::check_level(int level, Position at) {
    // The page's title is level 1, and level 2 at the outermost is a section: neither is a subheading's.
    if (level == 1) {
        reporter_.report(Severity::error, at, rule::heading_level, {"1"});
    } else if (level > level_ + 1) {
        reporter_.report(Severity::warning, at, rule::heading_level,
                         {std::to_string(level), std::to_string(level_ + 1)});
    }
    level_ = std::max(level, 2);
}

void DocumentBuilder::begin_subheading(int level) {
    written_level_ = std::max(level, 3);
    heading_begin_ = html().size();
    html().line();
    inlines_.begin_block(InlineWriter::Prose::heading);
    if (use_ == MarkdownUse::field) {
        html().raw("<p><strong>");
        return;
    }
    const Position at = source_.position(source_.block_begin());
    check_level(level, at);
    html().raw("<h");
    html().raw(std::to_string(written_level_));
    html().hole(HoleKind::anchor, section().subheadings.size());
    html().raw(">");
    section().subheadings.push_back({written_level_, {}, {}, at});
}

void DocumentBuilder::end_subheading() {
    const std::string text = beginning(inlines_.end_block(), std::string_view::npos);
    if (use_ == MarkdownUse::field) {
        html().raw("</strong></p>\n");
        return;
    }
    count(text);
    Subheading& heading = section().subheadings.back();
    if (text.empty()) {  // an empty heading is a riddle to those who listen
        html().cut(heading_begin_);
        section().subheadings.pop_back();
        return;
    }
    heading.text = text;
    heading.anchor = unique_anchor(text);
    html().raw("</h");
    html().raw(std::to_string(written_level_));
    html().raw(">\n");
}

void DocumentBuilder::begin_paragraph(InlineWriter::Paragraph paragraph) {
    inlines_.begin_block(InlineWriter::Prose::yes);
    inlines_.begin_paragraph(paragraph);
}

void DocumentBuilder::end_paragraph(Standing standing) {
    const std::string_view plain = inlines_.end_block();
    inlines_.end_paragraph();
    count(plain);
    if (standing == Standing::outermost && document_.excerpt.empty()) {
        document_.excerpt = beginning(plain, longest_excerpt);
    }
}

void DocumentBuilder::code_block(std::string_view info, std::string_view literal) {
    html().line();
    html().raw("<pre tabindex=\"0\"><code");  // what may be wider than the window must be reachable by keyboard
    if (const auto name = info.substr(0, info.find_first_of(" \t")); !name.empty()) {
        html().raw(" class=\"language-");
        html().text(name);
        html().raw("\"");
    }
    html().raw(">");
    html().text(literal);
    html().raw("</code></pre>\n");
    count(literal);
}

void DocumentBuilder::html_block(std::string_view literal) {
    constexpr std::size_t shown = 40;
    while (!literal.empty() && literal.back() == '\n') literal.remove_suffix(1);
    const std::string_view first_line = literal.substr(0, literal.find('\n'));
    reporter_.report(Severity::error, source_.position(source_.block_begin()), rule::raw_html,
                     {beginning(first_line, shown)});
    html().line();
    html().raw("<p>");
    html().text(literal);
    html().raw("</p>\n");
    count(literal);
}

std::string DocumentBuilder::unique_anchor(std::string_view text) {
    std::string slug = slugify(text);
    if (slug.empty()) slug = "avsnitt";  // a heading of signs alone; anchors are content, so Swedish
    if (anchors_.emplace(slug, 1).second) return slug;
    std::string anchor = slug;
    for (int number = anchors_[slug]; anchors_.contains(anchor) && anchors_[anchor] > 0; ++number) {
        anchors_[slug] = number + 1;
        anchor = slug + "-" + std::to_string(number + 1);
    }
    ++anchors_[anchor];
    return anchor;
}

Document DocumentBuilder::finish() {
    close_section(source_.text().size());
    for (std::size_t i = 0; i < document_.links.size(); ++i) {
        const auto& [label, before, after] = document_.link_words[i];
        document_.links[i].said = Hasher{}.add(label).add(before).add(after).finish();
    }
    return std::move(document_);
}

Document DocumentBuilder::finish_unread() {
    html().raw("<pre tabindex=\"0\">");
    html().text(source_.text());
    html().raw("</pre>\n");
    return finish();
}

}  // namespace knav
