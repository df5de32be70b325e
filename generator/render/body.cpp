#include "render/body.hpp"

#include "render/format.hpp"
#include "text/escape.hpp"

namespace knav {
namespace {

constexpr int deepest_transclusion = 8;  // content-format.md; deeper ones are reported by graph

// Fills the holes of one section. A section shown on another page keeps its own page's links and drops its anchors,
// which would otherwise stand twice on the page that shows it.
class SectionWriter {
public:
    SectionWriter(const Lens& lens, PageNo page, const Document& document, int depth, std::string& out)
        : lens_(lens), page_(page), document_(document), targets_(lens.link_targets(page)), depth_(depth), out_(out) {}

    void write(const Section& section) {
        std::size_t at = 0;
        for (const auto& hole : section.holes) {
            out_.append(section.html, at, hole.offset - at);
            at = hole.offset;
            fill_hole(section, hole);
        }
        out_.append(section.html, at);
    }

private:
    void fill_hole(const Section& section, const Hole& hole) {
        switch (hole.kind) {
            case HoleKind::link_open: return open_link(hole.number);
            case HoleKind::link_close: out_ += resolved(hole.number) ? "</a>" : "</span>"; return;
            case HoleKind::link_label: return label(hole.number);
            case HoleKind::image: return image(hole.number);
            case HoleKind::transclusion: return transclusion(hole.number);
            case HoleKind::abbreviation: return abbreviation(document_.candidates[hole.number]);
            case HoleKind::anchor: return anchor(section.subheadings[hole.number]);
            case HoleKind::table_label:
                out_ += " role=\"region\" tabindex=\"0\" aria-label=\"";
                append_html(out_, lens_.word("table_region"));
                out_ += '"';
                return;
            case HoleKind::task_open: return task("☐", "task_open");
            case HoleKind::task_done: return task("☑", "task_done");
        }
    }

    [[nodiscard]] bool resolved(std::uint32_t number) const {
        return document_.links[number].kind != LinkKind::wiki || targets_[number] != no_page;
    }

    void open_link(std::uint32_t number) {
        const auto& link = document_.links[number];
        if (!resolved(number)) {
            out_ += "<span class=\"missing-page\" title=\"";
            append_html(out_, lens_.word("page_missing"));
            out_ += "\">";
            return;
        }
        out_ += "<a href=\"";
        append_html(out_, address(number));
        out_ += link.kind == LinkKind::resource ? "\" class=\"resource\">" : "\">";
    }

    std::string address(std::uint32_t number) {
        const auto& link = document_.links[number];
        const auto tail = (link.query.empty() ? std::string{} : "?" + link.query) +
                          (link.fragment.empty() ? std::string{} : "#" + link.fragment);
        const auto& settings = lens_.settings();
        const bool is_file = link.kind == LinkKind::resource && targets_[number] == no_page;  // "annan.md" is a page
        if (is_file) return settings.link(resource_url(link.target)) + tail;
        if (targets_[number] != no_page) return settings.link(lens_.card(targets_[number]).url) + tail;
        return settings.link(url_path(link.target)) + tail;
    }

    // A resource lies beside the page's file; the page itself is one level further down, at /id/.
    std::string resource_url(const std::string& name) {
        const auto& path = lens_.page(page_).path;
        const auto folder = path.substr(0, path.rfind('/') + 1);
        const auto whole = normalise_path(folder + name).value_or(folder + name);
        constexpr std::string_view root = "content";
        return url_path(std::string_view{whole}.substr(root.size()));
    }

    void label(std::uint32_t number) {
        if (targets_[number] != no_page)
            append_html(out_, lens_.card(targets_[number]).title);
        else
            append_html(out_, document_.links[number].target);
    }

    void image(std::uint32_t number) {
        out_ += "<img src=\"";
        append_html(out_, address(number));
        out_ += "\" alt=\"";
        append_html(out_, document_.link_words[number].label);
        out_ += "\" loading=\"lazy\" decoding=\"async\">";
    }

    void transclusion(std::uint32_t number) {
        const auto& link = document_.links[number];
        const auto target = targets_[number];
        if (target == no_page || depth_ >= deepest_transclusion) return missing_transclusion(link);
        const auto shown = lens_.section(target, link.fragment.empty() ? "lead" : std::string_view{link.fragment});
        if (shown.section == nullptr) return missing_transclusion(link);
        const auto card = lens_.card(target);
        out_ += "<figure class=\"transclusion\"><div>";
        SectionWriter{lens_, target, *shown.document, depth_ + 1, out_}.write(*shown.section);
        out_ += "</div><figcaption>";
        out_ += fill(html_escape(lens_.word("transcluded_from")),
                     {"<a href=\"" + html_escape(lens_.settings().link(card.url)) + "#" + html_escape(link.fragment) +
                      "\">" + html_escape(card.title) +
                      (shown.section->heading.empty() ? "" : " – " + html_escape(shown.section->heading)) + "</a>"});
        out_ += "</figcaption></figure>";
    }

    void missing_transclusion(const Link& link) {
        out_ += "<p class=\"missing-page\">";
        append_html(out_, lens_.word("page_missing"));
        out_ += ": ";
        append_html(out_, link.target + (link.fragment.empty() ? "" : "#" + link.fragment));
        out_ += "</p>";
    }

    void abbreviation(const std::string& word) {
        const auto term = depth_ == 0 ? lens_.glossary(word) : no_page;
        if (term == no_page || term == page_) {
            append_html(out_, word);
            return;
        }
        const auto card = lens_.card(term);
        out_ += "<abbr title=\"";
        append_html(out_, card.title);
        out_ += "\">";
        append_html(out_, word);
        out_ += "</abbr>";
    }

    void anchor(const Subheading& heading) {
        if (depth_ > 0) return;
        out_ += " id=\"";
        append_html(out_, heading.anchor);
        out_ += '"';
    }

    void task(std::string_view mark, std::string_view key) {
        out_ += "<span class=\"task\" role=\"img\" aria-label=\"";
        append_html(out_, lens_.word(key));
        out_ += "\">";
        out_ += mark;
        out_ += "</span>";
    }

    const Lens& lens_;
    PageNo page_;
    const Document& document_;
    std::span<const PageNo> targets_;
    int depth_;
    std::string& out_;
};

}  // namespace

std::string section_html(const Lens& lens, PageNo page, std::size_t number) {
    const auto& document = lens.document(page);
    std::string out;
    out.reserve(document.sections[number].html.size() + 256);
    SectionWriter{lens, page, document, 0, out}.write(document.sections[number]);
    return out;
}

}  // namespace knav
