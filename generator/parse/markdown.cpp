// Markdown through cmark-gfm, which is not seen outside this file: its tree is walked once and told to a
// DocumentBuilder. Its own HTML is not used: that has align= attributes, lets raw HTML through and knows no holes.
//
// Threads: only the extensions `table` and `tasklist` are attached. `autolink` and `strikethrough` share a table of
// special characters between all parsers of the process; with them pages come out wrong at random.
#include <cstdlib>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include "parse/arena.hpp"
#include "parse/bounds.hpp"
#include "parse/document_builder.hpp"
#include "parse/page_source.hpp"
#include "text/escape.hpp"

// Exported by the extensions' library, declared in none of its installed headers.
extern "C" cmark_node_type CMARK_NODE_TABLE;
extern "C" cmark_node_type CMARK_NODE_TABLE_ROW;
extern "C" cmark_node_type CMARK_NODE_TABLE_CELL;

namespace knav {

namespace {

void* allocate(std::size_t count, std::size_t size) {
    void* block = arena_allocate(count, size);
    if (!block) std::abort();  // as cmark's own allocator does: its C code cannot report a lack of memory
    return block;
}

void* reallocate(void* old, std::size_t size) {
    void* block = arena_reallocate(old, size);
    if (!block) std::abort();
    return block;
}

cmark_mem arena_memory{allocate, reallocate, [](void*) {}};

struct Extensions {
    cmark_syntax_extension* table = nullptr;
    cmark_syntax_extension* tasklist = nullptr;
};

/// Registered once for the process, before the first parse of any thread.
const Extensions& extensions() {
    static std::once_flag once;
    static Extensions found;
    std::call_once(once, [] {
        cmark_gfm_core_extensions_ensure_registered();
        found = {cmark_find_syntax_extension("table"), cmark_find_syntax_extension("tasklist")};
    });
    return found;
}

/// The tree lives in the thread's arena: it is not freed, but goes with the ArenaScope around it.
cmark_node* parse_tree(std::string_view text) {
    cmark_parser* parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &arena_memory);
    cmark_parser_attach_syntax_extension(parser, extensions().table);
    cmark_parser_attach_syntax_extension(parser, extensions().tasklist);
    cmark_parser_feed(parser, text.data(), text.size());
    cmark_node* root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

std::string_view view(const char* text) { return text ? std::string_view{text} : std::string_view{}; }

constexpr std::size_t longest_label = 60;  // bytes

std::string plain_text(cmark_node* node) {
    std::string words;
    for (auto* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) {
        const auto type = cmark_node_get_type(child);
        const bool literal = type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE;
        words += literal ? std::string{view(cmark_node_get_literal(child))} : plain_text(child);
    }
    return words;
}

class Walker {
public:
    Walker(MarkdownUse use, DocumentBuilder& builder) : use_(use), builder_(builder), inlines_(builder.inlines()) {}

    void walk(cmark_node* root) {
        for (cmark_node* node = root; node != nullptr;) {
            enter(node);
            cmark_node* next = cmark_node_first_child(node);
            while (next == nullptr && node != nullptr) {
                leave(node);
                next = cmark_node_next(node);
                node = cmark_node_parent(node);
            }
            node = next;
        }
    }

    /// The line where quotes and list items first stood too deep within each other; 0 if they never did.
    [[nodiscard]] int too_deep_line() const { return too_deep_line_; }

private:
    [[nodiscard]] HtmlWriter& html() { return builder_.html(); }

    void enter(cmark_node* node) {
        const auto type = cmark_node_get_type(node);
        switch (type) {
            case CMARK_NODE_TEXT:
            case CMARK_NODE_SOFTBREAK: text(node, type); return;
            case CMARK_NODE_LINEBREAK: inlines_.line_break(); return;
            case CMARK_NODE_CODE: inlines_.code(view(cmark_node_get_literal(node))); return;
            case CMARK_NODE_HTML_INLINE: inlines_.raw_html(view(cmark_node_get_literal(node))); return;
            case CMARK_NODE_EMPH: inlines_.begin_element("em"); return;
            case CMARK_NODE_STRONG: inlines_.begin_element("strong"); return;
            case CMARK_NODE_LINK: inlines_.begin_link(view(cmark_node_get_url(node))); return;
            case CMARK_NODE_IMAGE: inlines_.begin_image(); return;
            case CMARK_NODE_PARAGRAPH:
                enter_leaf(node);
                builder_.begin_paragraph(paragraph_kind(node));
                return;
            case CMARK_NODE_HEADING: enter_heading(node); return;
            case CMARK_NODE_BLOCK_QUOTE:
                enter_container(node);
                line("<blockquote>\n");
                return;
            case CMARK_NODE_LIST: enter_list(node); return;
            case CMARK_NODE_ITEM:
                enter_container(node);
                enter_item(node);
                return;
            case CMARK_NODE_CODE_BLOCK:
                enter_leaf(node);
                builder_.code_block(view(cmark_node_get_fence_info(node)), view(cmark_node_get_literal(node)));
                return;
            case CMARK_NODE_HTML_BLOCK:
                enter_leaf(node);
                builder_.html_block(view(cmark_node_get_literal(node)));
                return;
            case CMARK_NODE_THEMATIC_BREAK: line("<hr>\n"); return;
            default: break;
        }
        if (type == CMARK_NODE_TABLE) enter_table(node);
        if (type == CMARK_NODE_TABLE_ROW) enter_row(node);
        if (type == CMARK_NODE_TABLE_CELL) enter_cell(node);
    }

    void leave(cmark_node* node) {
        const auto type = cmark_node_get_type(node);
        switch (type) {
            case CMARK_NODE_EMPH: inlines_.end_element("em"); return;
            case CMARK_NODE_STRONG: inlines_.end_element("strong"); return;
            case CMARK_NODE_LINK: inlines_.end_link(); return;
            case CMARK_NODE_IMAGE: inlines_.end_image(view(cmark_node_get_url(node))); return;
            case CMARK_NODE_PARAGRAPH:
                builder_.end_paragraph(is_outermost(node) ? DocumentBuilder::Standing::outermost
                                                          : DocumentBuilder::Standing::inner);
                return;
            case CMARK_NODE_HEADING:
                if (is_section(node)) {
                    builder_.end_section_heading();
                } else {
                    builder_.end_subheading();
                }
                return;
            case CMARK_NODE_BLOCK_QUOTE:
                --depth_;
                line("</blockquote>\n");
                return;
            case CMARK_NODE_LIST:
                line(list_tag(node, "</"));
                html().raw(">\n");
                return;
            case CMARK_NODE_ITEM:
                --depth_;
                html().raw("</li>\n");
                return;
            default: break;
        }
        if (type == CMARK_NODE_TABLE) html().raw(body_rows_ ? "</tbody>\n</table></div>\n" : "</table></div>\n");
        if (type == CMARK_NODE_TABLE_ROW) html().raw(header_ ? "</tr>\n</thead>\n" : "</tr>\n");
        if (type == CMARK_NODE_TABLE_CELL) leave_cell();
    }

    void line(std::string_view markup) {
        html().line();
        html().raw(markup);
    }

    static bool is_outermost(cmark_node* node) {
        return cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT;
    }

    bool is_section(cmark_node* node) const {
        return use_ == MarkdownUse::page && cmark_node_get_heading_level(node) == 2 && is_outermost(node);
    }

    void enter_leaf(cmark_node* node) {
        builder_.enter_lines(cmark_node_get_start_line(node), cmark_node_get_end_line(node));
    }

    void enter_container(cmark_node* node) {
        if (++depth_ > deepest_nesting && too_deep_line_ == 0) too_deep_line_ = cmark_node_get_start_line(node);
    }

    static InlineWriter::Paragraph paragraph_kind(cmark_node* node) {
        cmark_node* list = cmark_node_parent(cmark_node_parent(node));
        const bool tight = list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
        return tight ? InlineWriter::Paragraph::unmarked : InlineWriter::Paragraph::marked;
    }

    void enter_heading(cmark_node* node) {
        enter_leaf(node);
        if (is_section(node)) {
            builder_.begin_section(cmark_node_get_start_line(node));
        } else {
            builder_.begin_subheading(cmark_node_get_heading_level(node));
        }
    }

    static std::string list_tag(cmark_node* node, std::string_view open) {
        return std::string{open}.append(cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? "ol" : "ul");
    }

    void enter_list(cmark_node* node) {
        line(list_tag(node, "<"));
        const int start = cmark_node_get_list_start(node);
        if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST && start != 1) {
            html().raw(" start=\"" + std::to_string(start) + "\"");
        }
        html().raw(">\n");
    }

    void enter_item(cmark_node* node) {
        const bool task = cmark_node_get_syntax_extension(node) == extensions().tasklist;
        line(task ? "<li class=\"task\">" : "<li>");
        if (!task) return;
        const bool done = cmark_gfm_extensions_get_tasklist_item_checked(node);
        if (use_ == MarkdownUse::page) {
            html().hole(done ? HoleKind::task_done : HoleKind::task_open, 0);
        } else {
            html().raw(done ? "\xE2\x98\x91 " : "\xE2\x98\x90 ");  // ballot boxes
        }
    }

    void enter_table(cmark_node* node) {
        table_end_ = cmark_node_get_end_line(node);
        alignments_ = {cmark_gfm_extensions_get_table_alignments(node), cmark_gfm_extensions_get_table_columns(node)};
        body_rows_ = false;
        labels_.clear();
        line("<div class=\"table\"");
        if (use_ == MarkdownUse::page) html().hole(HoleKind::table_label, 0);
        html().raw("><table>\n");
    }

    // cmark's lines for a table's head can be those of the text above it, so its words are searched for to its end.
    void enter_row(cmark_node* node) {
        builder_.enter_lines(cmark_node_get_start_line(node), table_end_);
        header_ = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
        if (!header_ && !body_rows_) html().raw("<tbody>\n");
        body_rows_ = body_rows_ || !header_;
        html().raw(header_ ? "<thead>\n<tr>\n" : "<tr>\n");
        column_ = 0;
    }

    // A cell says what its column is called, for screens too narrow for columns. A long head is no name, and repeated in
    // each row it would make much of little.
    void label_cell(cmark_node* node) {
        if (header_) {
            auto words = plain_text(node);
            const bool named = words.size() <= longest_label && words.find("[[") == words.npos;
            labels_.push_back(named ? std::move(words) : std::string{});
        } else if (column_ < labels_.size() && !labels_[column_].empty()) {
            html().raw(" data-label=\"" + html_escape(labels_[column_]) + "\"");
        }
    }

    void enter_cell(cmark_node* node) {
        cell_begin_ = html().size();
        html().raw(header_ ? "<th scope=\"col\"" : "<td");
        label_cell(node);
        switch (column_ < alignments_.size() ? alignments_[column_] : 0) {
            case 'l': html().raw(" class=\"align-left\">"); break;
            case 'c': html().raw(" class=\"align-center\">"); break;
            case 'r': html().raw(" class=\"align-right\">"); break;
            default: html().raw(">"); break;
        }
        ++column_;
        cell_content_ = html().size();
        cell_holes_ = html().hole_count();
        builder_.begin_cell();
    }

    void leave_cell() {
        builder_.end_cell();
        const bool empty = html().size() == cell_content_ && html().hole_count() == cell_holes_;
        if (header_ && empty) {  // a head that names nothing is no head
            html().cut(cell_begin_);
            html().raw("<td></td>\n");
        } else {
            html().raw(header_ ? "</th>\n" : "</td>\n");
        }
    }

    /// Text and the line breaks in it are one run: a wiki link may be broken over two lines.
    void text(cmark_node* node, cmark_node_type type) {
        cmark_node* next = cmark_node_next(node);
        const auto next_type = next ? cmark_node_get_type(next) : CMARK_NODE_NONE;
        const bool goes_on = next_type == CMARK_NODE_TEXT || next_type == CMARK_NODE_SOFTBREAK;
        const std::string_view words = type == CMARK_NODE_SOFTBREAK ? "\n" : view(cmark_node_get_literal(node));
        if (run_.empty()) run_begins_line_ = begins_line(node);
        if (goes_on || !run_.empty()) run_ += words;
        if (goes_on) return;
        const InlineWriter::RunPlace place{run_begins_line_ && in_leaf(node),
                                           in_leaf(node) && (!next || next_type == CMARK_NODE_LINEBREAK),
                                           in_leaf(node) && !next};
        inlines_.text(run_.empty() ? words : std::string_view{run_}, place);
        run_.clear();
    }

    static bool begins_line(cmark_node* node) {
        cmark_node* before = cmark_node_previous(node);
        return !before || cmark_node_get_type(before) == CMARK_NODE_LINEBREAK;
    }

    static bool in_leaf(cmark_node* node) {
        return cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_PARAGRAPH;
    }

    MarkdownUse use_;
    DocumentBuilder& builder_;
    InlineWriter& inlines_;
    std::string run_;
    bool run_begins_line_ = false;
    std::size_t depth_ = 0;
    int too_deep_line_ = 0;
    // Of the open table; tables do not nest.
    std::span<const std::uint8_t> alignments_;  // 'l', 'c', 'r' or 0
    int table_end_ = 0;
    bool header_ = false;
    bool body_rows_ = false;
    std::vector<std::string> labels_;  // what its head says, a column each; empty where that is no name
    std::size_t column_ = 0;
    std::size_t cell_begin_ = 0;
    std::size_t cell_content_ = 0;
    std::size_t cell_holes_ = 0;
};

/// Nothing, if the text must not be or could not well be parsed, which is then reported.
std::optional<Document> read_tree(MarkdownUse use, std::string_view text, std::uint32_t first_line,
                                  std::size_t first_byte, Reporter& reporter) {
    if (auto over = over_bounds(text)) {
        reporter.report(Severity::error, {over->line + first_line - 1, 1}, *over->rule, std::move(over->arguments));
        return {};
    }
    const ArenaScope memory;
    Reporter found = reporter;
    DocumentBuilder builder{use, text, first_line, first_byte, found};
    Walker walker{use, builder};
    walker.walk(parse_tree(text));
    if (walker.too_deep_line() > 0) {
        const auto line = static_cast<std::uint32_t>(walker.too_deep_line()) + first_line - 1;
        reporter.report(Severity::error, {line, 1}, rule::nesting_too_deep, {std::to_string(deepest_nesting)});
        return {};
    }
    reporter = std::move(found);
    return builder.finish();
}

}  // namespace

Document parse_markdown(std::string_view path, std::string_view text, std::uint32_t first_line, std::size_t first_byte,
                        Diagnostics& found) {
    Reporter reporter{path};
    std::optional<Document> document = read_tree(MarkdownUse::page, text, first_line, first_byte, reporter);
    if (!document) {
        document = DocumentBuilder{MarkdownUse::page, text, first_line, first_byte, reporter}.finish_unread();
    }
    reporter.deliver(found);
    return std::move(*document);
}

std::string field_html(std::string_view markdown) {
    Reporter unheard{""};  // what is wrong in a field is told where the field is read, as far as it can be seen there
    auto document = read_tree(MarkdownUse::field, markdown, 1, 0, unheard);
    if (document) return std::move(document->sections.front().html);
    return "<p>" + html_escape(markdown) + "</p>\n";
}

}  // namespace knav
