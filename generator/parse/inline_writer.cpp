#include "parse/inline_writer.hpp"

#include <algorithm>

#include "parse/link_target.hpp"
#include "parse/sentence.hpp"

namespace knav {

namespace {

constexpr std::size_t longest_context = 160;  // bytes of the sentence on either side of a link
constexpr std::size_t deepest_elements = 64;  // emphasis within emphasis: deeper is not marked up

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// What a wiki link without a label is called until its target's title is known.
std::string_view provisional_name(const WikiLink& wiki) {
    if (!wiki.label.empty()) return wiki.label;
    const std::string_view whole = wiki.target.empty() ? wiki.fragment : wiki.target;
    const auto slash = whole.rfind('/');
    return slash == whole.npos ? whole : whole.substr(slash + 1);
}

}  // namespace

InlineWriter::InlineWriter(MarkdownUse use, Document& document, SourceText& source, Reporter& reporter)
    : use_(use), document_(document), source_(source), reporter_(reporter) {}

// A copy has no more room than it needs, and what was needed for this section serves the next.
HtmlWriter InlineWriter::take_html() {
    HtmlWriter taken = written_;
    written_.clear();
    return taken;
}

void InlineWriter::begin_block(Prose prose) {
    prose_ = prose;
    plain_.clear();
    spans_.clear();
    open_html_tags_ = 0;
}

std::string_view InlineWriter::end_block() {
    strikethrough_.end_block(written_);
    keep_sentences();
    return plain_;
}

/// The sentence around each link; where a link will show a title, a mark with its number stands for that.
void InlineWriter::keep_sentences() {
    if (spans_.empty()) return;
    std::string marked;
    std::size_t copied = 0;
    for (Span& span : spans_) {
        marked.append(plain_, copied, span.begin - copied);
        const auto begin = marked.size();
        if (span.titled) marked.append(1, title_begin).append(std::to_string(span.link)).append(1, ' ');
        marked.append(plain_, span.begin, span.end - span.begin);
        if (span.titled) marked += title_end;
        copied = span.end;
        span.begin = begin;
        span.end = marked.size();
    }
    marked.append(plain_, copied);
    for (const Span& span : spans_) {
        auto& text = document_.link_words[span.link];
        text.before = sentence_before(marked, span.begin, longest_context);
        text.after = sentence_after(marked, span.end, longest_context);
    }
}

void InlineWriter::begin_paragraph(Paragraph paragraph) {
    in_paragraph_ = true;
    paragraph_open_ = paragraph == Paragraph::marked;
    if (!paragraph_open_) return;
    html().line();
    html().raw("<p>");
}

void InlineWriter::end_paragraph() {
    if (paragraph_open_) html().raw("</p>\n");
    in_paragraph_ = paragraph_open_ = false;
}

void InlineWriter::end_silence() {
    if (--silence_ > 0) return;
    out_ = &written_;
    unseen_.clear();
}

void InlineWriter::plain(std::string_view words) {
    auto at = plain_.size();
    plain_ += words;
    while ((at = plain_.find('\n', at)) != plain_.npos) plain_[at] = ' ';
}

void InlineWriter::words(std::string_view segment) {
    if (segment.empty()) return;
    html().text(segment);
    plain(segment);
}

void InlineWriter::text(std::string_view run, RunPlace place) {
    const bool page = use_ == MarkdownUse::page;
    const PiecesWanted wanted{page && !link_.open, !link_.open,
                              page && !link_.open && !silent() && prose_ == Prose::yes};
    std::size_t written = 0;
    std::size_t from = 0;
    while (const auto found = next_piece(run, from, wanted)) {
        words(run.substr(written, found->begin - written));
        written = found->begin;
        if (piece(run, *found, place)) {
            written = from = found->end;
            const bool at_line_end = written < run.size() && run[written] == '\n';
            if (at_line_end && found->kind == PieceKind::wiki && html().ends_with("<p>")) written = ++from;
        } else {
            from = found->begin + 2;
        }
    }
    words(run.substr(written));
}

/// Whether the piece was written; if not it is text like any other.
bool InlineWriter::piece(std::string_view run, const Piece& piece, RunPlace place) {
    const std::string_view written = run.substr(piece.begin, piece.end - piece.begin);
    switch (piece.kind) {
        case PieceKind::wiki: return wiki(run, piece, place);
        case PieceKind::web: bare_link(written, ""); return true;
        case PieceKind::www: bare_link(written, "http://"); return true;
        case PieceKind::mail: bare_link(written, "mailto:"); return true;
        case PieceKind::strike: strike(run, piece, place); return true;
        case PieceKind::abbreviation: abbreviation(written); return true;
    }
    return false;
}

void InlineWriter::strike(std::string_view run, const Piece& piece, RunPlace place) {
    if (silent()) return;
    const bool can_close = piece.begin == 0 ? !place.begins_line : !is_blank(run[piece.begin - 1]);
    const bool can_open = piece.end == run.size() ? !place.ends_line : !is_blank(run[piece.end]);
    strikethrough_.mark(written_, container_stack_.back(), can_open, can_close);
}

bool InlineWriter::wiki(std::string_view run, const Piece& piece, RunPlace place) {
    if (silent()) {
        plain(provisional_name(piece.wiki));
        return true;
    }
    const auto where = source_.find_wiki(run.substr(piece.begin + 2, piece.end - piece.begin - 2));
    if (where.wiki == SourceText::Wiki::escaped) return false;
    Position at = source_.position(where.offset);
    const bool marked = piece.begin > 0 && run[piece.begin - 1] == '!';
    const std::size_t begin = piece.begin - (marked ? 1 : 0);
    const bool own_line = (begin == 0 ? place.begins_line : run[begin - 1] == '\n') &&
                          (piece.end == run.size() ? place.ends_line : run[piece.end] == '\n');
    if (marked && own_line && in_paragraph_ && !piece.wiki.target.empty()) {
        // The '!' has been written as text already.
        html().cut(html().size() - 1);
        plain_.pop_back();
        if (where.wiki == SourceText::Wiki::found) --at.column;
        transclusion(piece.wiki, at, place.ends_block && piece.end == run.size());
    } else {
        wiki_link(piece.wiki, at);
    }
    return true;
}

void InlineWriter::transclusion(const WikiLink& wiki, Position at, bool last) {
    const auto number =
        add_link({LinkKind::transclusion, false, wiki.target, {}, wiki.fragment, at, 0, {}}, wiki.label);
    if (paragraph_open_) {
        if (html().ends_with("<p>")) {
            html().cut(html().size() - 3);
        } else {
            html().raw("</p>\n");
        }
    }
    html().line();
    html().hole(HoleKind::transclusion, number);
    html().raw("\n");
    if (paragraph_open_ && !last) html().raw("<p>");
    paragraph_open_ = paragraph_open_ && !last;
}

void InlineWriter::wiki_link(const WikiLink& wiki, Position at) {
    if (!wiki.label.empty() && says_nothing(wiki.label)) {
        reporter_.report(Severity::warning, at, rule::link_text, {wiki.target});
    }
    const auto number = add_link({LinkKind::wiki, false, wiki.target, {}, wiki.fragment, at, 0, {}}, wiki.label);
    html().hole(HoleKind::link_open, number);
    const std::size_t begin = plain_.size();
    if (wiki.label.empty()) {
        html().hole(HoleKind::link_label, number);
    } else {
        html().text(wiki.label);
    }
    plain(provisional_name(wiki));
    html().hole(HoleKind::link_close, number);
    if (number < most_links_in_context) spans_.push_back({number, begin, plain_.size(), wiki.label.empty()});
}

void InlineWriter::bare_link(std::string_view written, std::string_view scheme) {
    const std::string url = std::string{scheme}.append(written);
    if (!silent() && use_ == MarkdownUse::page) {
        const auto at = source_.position(source_.find(written).value_or(source_.block_begin()));
        add_link({LinkKind::external, false, url, {}, {}, at, 0, {}}, std::string{written});
    }
    html().external_link(url);
    words(written);
    html().raw("</a>");
}

void InlineWriter::abbreviation(std::string_view word) {
    if (!explained_.emplace(word).second) {
        words(word);
        return;
    }
    html().hole(HoleKind::abbreviation, document_.candidates.size());
    document_.candidates.emplace_back(word);
    plain(word);
}

void InlineWriter::code(std::string_view literal) {
    html().raw("<code>");
    words(literal);
    html().raw("</code>");
    // What looks like a wiki link in code must not be taken for the next one in the text.
    for (auto at = literal.find("[["); at != literal.npos; at = literal.find("[[", at + 2)) {
        source_.find_wiki(literal.substr(at + 2));
    }
}

void InlineWriter::raw_html(std::string_view literal) {
    constexpr std::size_t shown = 40;
    const bool end_tag = literal.starts_with("</");
    if (end_tag && open_html_tags_ > 0) {
        --open_html_tags_;
    } else {
        open_html_tags_ += end_tag ? 0 : 1;
        const auto at = source_.position(source_.find(literal).value_or(source_.block_begin()));
        reporter_.report(Severity::error, at, rule::raw_html, {beginning(literal, shown)});
    }
    words(literal);
}

void InlineWriter::line_break() {
    if (!html().ends_with("<p>")) html().raw("<br>\n");
    plain(" ");
}

void InlineWriter::begin_element(std::string_view tag) {
    if (container_stack_.size() <= deepest_elements) {
        html().raw("<");
        html().raw(tag);
        html().raw(">");
    }
    push_container();
}

void InlineWriter::end_element(std::string_view tag) {
    container_stack_.pop_back();
    if (container_stack_.size() > deepest_elements) return;
    html().raw("</");
    html().raw(tag);
    html().raw(">");
}

std::uint32_t InlineWriter::add_link(Link link, std::string label) {
    link.section = static_cast<std::uint32_t>(document_.sections.size() - 1);
    document_.links.push_back(std::move(link));
    document_.link_words.push_back({std::move(label), {}, {}});
    return static_cast<std::uint32_t>(document_.links.size() - 1);
}

}  // namespace knav
