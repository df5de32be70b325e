// Running text of one document: what stands within paragraphs, headings and table cells. Writes HTML with holes, keeps
// the block's plain text beside it, and notes links, candidates for the glossary and mistakes.
// Knows nothing of cmark: markdown.cpp walks the tree and tells it what comes.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "parse/document.hpp"
#include "parse/html_writer.hpp"
#include "parse/reporter.hpp"
#include "parse/source_text.hpp"
#include "parse/strikethrough.hpp"
#include "parse/text_pieces.hpp"

namespace knav {

/// A page has sections and holes; a front matter field is HTML alone, complete as it stands.
enum class MarkdownUse { page, field };

class InlineWriter {
public:
    InlineWriter(MarkdownUse use, Document& document, SourceText& source, Reporter& reporter);

    [[nodiscard]] HtmlWriter& html() { return *out_; }
    /// The section's HTML so far; a new section begins empty.
    [[nodiscard]] HtmlWriter take_html();

    // Blocks.
    enum class Prose { yes, heading };  // a heading's words are not explained by the glossary
    void begin_block(Prose prose);
    /// Finishes the block's links and gives its plain text, valid until the next block begins.
    std::string_view end_block();
    /// <p> and </p>, but nothing in a tight list. A transclusion, being a block, ends a paragraph and begins another.
    enum class Paragraph { marked, unmarked };
    void begin_paragraph(Paragraph paragraph);
    void end_paragraph();
    /// From here to the end nothing is written but the plain text is gathered: a section's heading, an image's text.
    void begin_silence() {
        ++silence_;
        out_ = &unseen_;
    }
    void end_silence();

    // Inlines.
    struct RunPlace {
        bool begins_line = false;  // of a paragraph
        bool ends_line = false;
        bool ends_block = false;
    };
    void text(std::string_view run, RunPlace place);
    void code(std::string_view literal);
    void raw_html(std::string_view literal);
    void line_break();
    void begin_element(std::string_view tag);
    void end_element(std::string_view tag);
    void begin_link(std::string_view url);
    void end_link();
    void begin_image();
    void end_image(std::string_view url);

private:
    struct OpenLink {
        std::string url;
        std::string scheme;
        std::size_t plain_begin = 0;
        std::size_t cursor = 0;    // of the source, before the label
        std::uint32_t number = 0;  // into Document::links
        bool open = false;
        bool allowed = true;
        bool holes = false;  // its tags are render's to write
    };
    struct Span {  // of an internal link in the block's plain text
        std::size_t link = 0;
        std::size_t begin = 0;
        std::size_t end = 0;
        bool titled = false;  // shows its target's title, which is not known yet
    };

    static constexpr std::size_t most_links_in_context = 5'000;  // a page with more has no sentences to speak of

    [[nodiscard]] bool silent() const { return silence_ > 0; }
    void plain(std::string_view words);
    void words(std::string_view segment);
    bool piece(std::string_view run, const Piece& piece, RunPlace place);
    bool wiki(std::string_view run, const Piece& piece, RunPlace place);
    void wiki_link(const WikiLink& wiki, Position at);
    void transclusion(const WikiLink& wiki, Position at, bool last);
    void bare_link(std::string_view written, std::string_view scheme);
    void strike(std::string_view run, const Piece& piece, RunPlace place);
    void abbreviation(std::string_view word);
    void field_image(std::string_view url, std::string_view words, bool here);
    Position link_position(std::string_view label);
    void push_container() { container_stack_.push_back(++containers_); }
    std::uint32_t add_link(Link link, std::string label = {});
    void keep_sentences();

    MarkdownUse use_;
    Document& document_;
    SourceText& source_;
    Reporter& reporter_;
    HtmlWriter written_;
    HtmlWriter unseen_;
    HtmlWriter* out_ = &written_;
    Strikethrough strikethrough_;
    std::string plain_;
    std::vector<Span> spans_;
    std::unordered_set<std::string> explained_;  // asked for membership only: its order is never seen
    OpenLink link_;
    std::size_t image_begin_ = 0;
    bool paragraph_open_ = false;
    bool in_paragraph_ = false;
    std::uint32_t containers_ = 0;
    std::vector<std::uint32_t> container_stack_{0};
    int silence_ = 0;
    Prose prose_ = Prose::yes;
    std::size_t open_html_tags_ = 0;  // raw tags reported in this block: their end tags are not reported again
};

}  // namespace knav
