// A document while it is read: sections and their headings around the running text that InlineWriter writes.
// Knows nothing of cmark. Lines are those of the text given, from 1; markdown.cpp tells them as cmark does.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "parse/document.hpp"
#include "parse/inline_writer.hpp"

namespace knav {

class DocumentBuilder {
public:
    DocumentBuilder(MarkdownUse use, std::string_view text, std::uint32_t first_line, std::size_t first_byte,
                    Reporter& reporter);

    [[nodiscard]] InlineWriter& inlines() { return inlines_; }
    [[nodiscard]] HtmlWriter& html() { return inlines_.html(); }

    /// The lines that links and mistakes are searched for on, until told otherwise.
    void enter_lines(int first, int last) { source_.enter_block(first, last); }
    void begin_section(int line);
    /// The heading's text has been gathered: what follows is the section.
    void end_section_heading();
    void begin_subheading(int level);
    void end_subheading();
    enum class Standing { outermost, inner };  // the excerpt comes from a paragraph of the document itself
    void begin_paragraph(InlineWriter::Paragraph paragraph);
    void end_paragraph(Standing standing);
    void begin_cell() { inlines_.begin_block(InlineWriter::Prose::yes); }
    void end_cell() { count(inlines_.end_block()); }
    void code_block(std::string_view info, std::string_view literal);
    void html_block(std::string_view literal);

    [[nodiscard]] Document finish();
    /// The text as it stands, unread: for what must not be parsed.
    [[nodiscard]] Document finish_unread();

private:
    [[nodiscard]] Section& section() { return document_.sections.back(); }
    void start_section(std::size_t begin, Position at);
    void close_section(std::size_t end);
    void check_level(int level, Position at);
    void count(std::string_view plain);
    [[nodiscard]] std::string unique_anchor(std::string_view text);

    MarkdownUse use_;
    std::size_t first_byte_;
    Document document_;
    SourceText source_;
    Reporter& reporter_;
    InlineWriter inlines_;
    std::unordered_map<std::string, int> anchors_;  // how often each has been asked for; its order is never seen
    std::size_t heading_begin_ = 0;                 // of the HTML
    std::size_t section_links_ = 0;                 // how many links stand before the section
    int level_ = 1;                                 // of the last heading; 1 is the page's title
    int written_level_ = 3;                         // of the open subheading, as HTML
};

}  // namespace knav
