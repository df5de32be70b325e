// Markdown's own links and images: [label](address), <address>, ![text](address). The rest of InlineWriter is in
// inline_writer.cpp.
#include <algorithm>

#include "parse/inline_writer.hpp"
#include "parse/link_target.hpp"
#include "parse/sentence.hpp"

namespace knav {

namespace {

/// What a refused address is called: its scheme, which is the reason, or else the address.
std::string refused_name(std::string_view scheme, std::string_view url) {
    constexpr std::size_t shown = 40;
    return scheme.empty() ? beginning(url, shown) : std::string{scheme};
}

bool is_autolink(std::string_view url, std::string_view label) {
    return url == label || (url.starts_with("mailto:") && url.substr(7) == label);
}

}  // namespace

void InlineWriter::begin_link(std::string_view url) {
    if (silent()) return;
    LinkTarget target = link_target(url);
    link_ = {
        std::string{url}, std::string{target.scheme}, plain_.size(), source_.cursor(), 0, true, target.allowed, false};
    push_container();
    if (!target.allowed) return;
    if (use_ == MarkdownUse::page) {
        link_.holes = target.kind != LinkKind::external;
        link_.number = add_link({target.kind,
                                 false,
                                 std::move(target.target),
                                 std::move(target.query),
                                 std::move(target.fragment),
                                 {},
                                 0,
                                 {}});
    }
    if (link_.holes) {
        html().hole(HoleKind::link_open, link_.number);
    } else {
        html().external_link(url);
    }
}

void InlineWriter::end_link() {
    if (silent()) return;
    container_stack_.pop_back();
    link_.open = false;
    const std::string_view label = std::string_view{plain_}.substr(link_.plain_begin);
    if (link_.holes) {
        html().hole(HoleKind::link_close, link_.number);
    } else if (link_.allowed) {
        html().raw("</a>");
    }
    if (use_ == MarkdownUse::field) return;
    const Position at = link_position(label);
    if (!link_.allowed) {
        reporter_.report(Severity::error, at, rule::link_scheme, {refused_name(link_.scheme, link_.url)});
        return;
    }
    if (says_nothing(label)) reporter_.report(Severity::warning, at, rule::link_text, {link_.url});
    document_.link_words[link_.number].label = label;
    document_.links[link_.number].at = at;
    if (link_.holes && link_.number < most_links_in_context) {
        spans_.push_back({link_.number, link_.plain_begin, plain_.size(), false});
    }
}

/// Searched for from where the label began: what stood inside it has moved the source's cursor on.
Position InlineWriter::link_position(std::string_view label) {
    const std::size_t reached = source_.cursor();
    source_.set_cursor(link_.cursor);
    std::optional<std::size_t> place;
    if (is_autolink(link_.url, label)) place = source_.find(std::string{"<"}.append(label.substr(0, 64)));
    const std::size_t found = place ? *place : source_.find_labelled("[", label);
    source_.set_cursor(std::max(reached, source_.cursor()));
    return source_.position(found);
}

void InlineWriter::begin_image() {
    if (!silent()) image_begin_ = plain_.size();
    begin_silence();
}

void InlineWriter::end_image(std::string_view url) {
    end_silence();
    if (silent()) return;
    const std::string_view words = std::string_view{plain_}.substr(image_begin_);
    LinkTarget target = link_target(url);
    const bool here = target.allowed && target.kind != LinkKind::external;
    if (use_ == MarkdownUse::field) {
        field_image(url, words, here);
        return;
    }
    const Position at = source_.position(source_.find_labelled("![", words));
    if (words.find_first_not_of(" \t") == words.npos) {
        reporter_.report(Severity::error, at, rule::image_text, {std::string{url}});
    }
    if (here) {
        html().hole(HoleKind::image, add_link({target.kind,
                                               true,
                                               std::move(target.target),
                                               std::move(target.query),
                                               std::move(target.fragment),
                                               at,
                                               0,
                                               {}},
                                              std::string{words}));
    } else {
        // Pictures are not fetched from other sites: that would tell them who reads ours.
        reporter_.report(Severity::error, at, rule::link_scheme, {refused_name(target.scheme, url)});
        html().text(words);
    }
}

void InlineWriter::field_image(std::string_view url, std::string_view words, bool here) {
    if (!here) {
        html().text(words);
        return;
    }
    html().raw("<img src=\"");
    append_address(html().html(), url);
    html().raw("\" alt=\"");
    html().text(words);
    html().raw("\">");
}

}  // namespace knav
