#include "guard/beside.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "graph/page.hpp"
#include "guard/refusal.hpp"
#include "guard/units.hpp"
#include "text/escape.hpp"
#include "text/word_diff.hpp"

namespace knav {

namespace {

std::string address(const Link& link) {
    std::string out = link.kind == LinkKind::wiki && !link.target.empty() ? "/" + link.target + "/" : link.target;
    if (!link.query.empty()) out += "?" + link.query;
    if (!link.fragment.empty()) out += "#" + link.fragment;
    return out;
}

std::string filled(const Document& document, const Section& section, const Hole& hole) {
    switch (hole.kind) {
        case HoleKind::link_open: return "<a href=\"" + html_escape(address(document.links[hole.number])) + "\">";
        case HoleKind::link_close: return "</a>";
        case HoleKind::link_label: return html_escape(document.links[hole.number].target);
        case HoleKind::image: {
            const auto& link = document.links[hole.number];
            return "<em>[" + html_escape(document.link_words[hole.number].label + ": " + link.target) + "]</em>";
        }
        case HoleKind::transclusion: {
            const auto& link = document.links[hole.number];
            return "<p><em>![[" + html_escape(link.target + "#" + link.fragment) + "]]</em></p>";
        }
        case HoleKind::abbreviation: return document.candidates[hole.number];
        case HoleKind::anchor: return " id=\"" + section.subheadings[hole.number].anchor + "\"";
        case HoleKind::table_label: return {};
        case HoleKind::task_open: return "☐ ";
        case HoleKind::task_done: return "☑ ";
    }
    return {};
}

std::string section_as_html(const PageUnits& page, std::string_view id) {
    std::size_t unit = 0;
    for (; unit < page.sections.size() && page.sections[unit].id != id; ++unit) {
    }
    if (unit == page.sections.size()) return {};
    const auto& document = page.source.document;
    const auto at = std::find_if(document.sections.begin(), document.sections.end(),
                                 [&](const Section& each) { return each.at == page.sections[unit].at; });
    if (at == document.sections.end()) return {};
    std::string html = at->heading.empty() ? std::string{} : "<h4>" + html_escape(at->heading) + "</h4>\n";
    std::size_t from = 0;
    for (const auto& hole : at->holes) {
        html.append(at->html, from, hole.offset - from);
        html += filled(document, *at, hole);
        from = hole.offset;
    }
    return html.append(at->html, from);
}

/// The schema's word for a field or column; one that it lacks keeps the key.
std::string label_of(const Field* field, std::string_view key, Language language) {
    const auto label = field == nullptr ? std::string{} : field->label.in(language);
    return label.empty() ? std::string{key} : label;
}

std::string written(const Value& value, const Field* field, Language language) {
    if (value.kind() == ValueKind::array) {
        std::string html = "<ul>";
        for (const auto& each : value.array()) html += "<li>" + written(each, field, language) + "</li>";
        return html + "</ul>";
    }
    if (value.kind() == ValueKind::table) {
        std::string html;
        for (const auto& entry : value.table().entries()) {
            const auto* column = field == nullptr ? nullptr : field->find(entry.key);
            html += (html.empty() ? "" : "; ") + html_escape(label_of(column, entry.key, language)) + ": " +
                    written(entry.value, column, language);
        }
        return html;
    }
    return html_escape(value.written());
}

std::set<std::string> canonical_items(const Value* list) {
    std::set<std::string> all;
    if (list == nullptr || list->kind() != ValueKind::array) return all;
    for (const auto& each : list->array()) all.insert(canonical(each));
    return all;
}

/// The items that the other side lacks, and how many it has too: of fourteen seats one sees the one that changed. Where only
/// the order is new, all of them.
std::string items_as_html(const Value& list, const Value* other, const Field* field, Language language) {
    const auto here = canonical_items(&list), there = canonical_items(other);
    std::string html = "<ul>";
    std::size_t alike = 0;
    for (const auto& each : list.array()) {
        if (here != there && there.contains(canonical(each))) {
            ++alike;
        } else {
            html += "<li>" + written(each, field, language) + "</li>";
        }
    }
    const auto* said = language == Language::sv ? "oförändrade" : "unchanged";
    if (alike > 0) html += fmt::format("<li class=\"none\">{} {}</li>", alike, said);
    return html + "</ul>";
}

std::string field_as_html(const PageUnits& page, const PageUnits& other, std::string_view name, Language language) {
    const auto *unit = page.field(name), *beside = other.field(name);
    if (unit == nullptr || unit->given == nullptr) return {};
    if (unit->given->kind() != ValueKind::array) return "<p>" + written(*unit->given, unit->field, language) + "</p>";
    return items_as_html(*unit->given, beside == nullptr ? nullptr : beside->given, unit->field, language);
}

/// Both sides' names, in the order they first stand.
template <class Units, class Name>
std::vector<std::string> names_in(const Units& first, const Units& second, Name name) {
    std::vector<std::string> all;
    std::set<std::string> seen;
    for (const auto* side : {&first, &second}) {
        for (const auto& each : *side) {
            if (seen.insert(name(each)).second) all.push_back(name(each));
        }
    }
    return all;
}

BesidePage page_beside(const Law& law, const EntryChange& change, const PageType& type) {
    BesidePage page{change.path, id_of_path(change.path), {}, {}};
    const auto read = [&](const std::optional<FileEntry>& side) {
        return side ? units_of(side->file, type, law.schema, law.language) : PageUnits{};
    };
    const auto before = read(change.before), after = read(change.after);
    page.title = std::string{(change.after ? after : before).source.front_matter.text("title")};
    for (const auto& name : names_in(before.fields, after.fields, [](const FieldUnit& each) { return each.name; })) {
        const auto *was = before.field(name), *is = after.field(name);
        if (was != nullptr && is != nullptr && was->value == is->value) continue;
        const auto* field = (is != nullptr ? is : was)->field;
        page.units.push_back({label_of(field, name, law.language), field_as_html(before, after, name, law.language),
                              field_as_html(after, before, name, law.language), roles_of_field(type, field), name});
    }
    for (const auto& id : names_in(before.sections, after.sections, [](const SectionUnit& each) { return each.id; })) {
        const auto *was = before.section(id), *is = after.section(id);
        if (was != nullptr && is != nullptr && was->seen == is->seen) continue;
        const auto& heading = (is != nullptr ? is : was)->heading;
        page.units.push_back({heading.empty() ? id : heading, section_as_html(before, id), section_as_html(after, id),
                              roles_of_section(type, id), id});
    }
    return page;
}

/// HTML as words to compare: the bytes between tags, and a space for each tag. As long as the HTML, so that a place in one is
/// the same place in the other.
std::string words_of(std::string_view html) {
    std::string words{html};
    bool inside = false;
    for (auto& byte : words) {
        const bool opens = byte == '<', closes = byte == '>';
        if (opens || inside) byte = ' ';
        inside = opens || (inside && !closes);
    }
    return words;
}

/// The HTML with each run of words at `pieces` of `kind` in an element of its own, which ends before each tag.
std::string marked(std::string_view html, std::string_view words, std::span<const DiffPiece> pieces, DiffKind kind) {
    const std::string_view tag = kind == DiffKind::added ? "ins" : "del";
    std::string out;
    std::size_t done = 0;
    for (const auto& piece : pieces) {
        if (piece.kind != kind) continue;
        auto at = static_cast<std::size_t>(piece.text.data() - words.data());
        const auto end = at + piece.text.size();
        while (at < end) {
            const auto from = std::min(words.find_first_not_of(" \n", at), end);
            const auto to = std::min({html.find('<', from), words.find("  ", from), end});
            const auto last = words.find_last_not_of(" \n", to - 1) + 1;
            if (from == end) break;
            out.append(html, done, from - done);
            out += fmt::format("<{0}>{1}</{0}>", tag, html.substr(from, last - from));
            done = at = last;
        }
    }
    return out.append(html, done);
}

/// Both sides with the words marked that the other lacks. Nothing is marked where a side is missing: all of it is new or gone.
std::pair<std::string, std::string> with_marks(const BesideUnit& unit) {
    if (unit.now.empty() || unit.then.empty()) return {unit.now, unit.then};
    const auto before = words_of(unit.now), after = words_of(unit.then);
    const auto pieces = word_diff(before, after);
    return {marked(unit.now, before, pieces, DiffKind::removed), marked(unit.then, after, pieces, DiffKind::added)};
}

// The page is read as a file of its own, often from an e-mail: it carries its few rules itself.
constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --paper: #fff; --ink: #14201e; --soft: #4a5955; --line: #d2dcd8; --pine: #0a4d48;
  --gone: #8d1d1d; --gone-wash: #fbe6e3; --new: #1b5a2c; --new-wash: #e1f1e4; }
@media (prefers-color-scheme: dark) { :root { --paper: #101817; --ink: #e7eeeb; --soft: #adbdb8; --line: #31413d;
  --pine: #8fd6ca; --gone: #f6b5af; --gone-wash: #471b1a; --new: #a5dcb2; --new-wash: #163822; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 "Source Sans 3", "Segoe UI", system-ui,
  sans-serif; overflow-wrap: anywhere; }
main { max-width: 76rem; margin: auto; padding: 2rem clamp(1rem, 4vw, 2.5rem) 4rem; }
h1, h2, h3, h4 { line-height: 1.2; margin: 0; text-wrap: balance; }
h1 { font-size: 2.25rem; } h2 { font-size: 1.6rem; margin-top: 3rem; } h3 { font-size: 1.2rem; } h4 { font-size: 1.0625rem; }
header { border-bottom: 4px solid var(--pine); padding-bottom: 1.25rem; }
header p, .path, .keepers, th { color: var(--soft); margin: .25rem 0 0; font-size: .95rem; font-weight: 400; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin-top: .75rem; }
caption { text-align: start; padding: 1.5rem 0 .25rem; border-top: 1px solid var(--line); }
th, td { text-align: start; vertical-align: top; width: 50%; padding: .5rem 1rem; }
thead th { padding-block: .25rem; font-weight: 600; border-top: 4px solid var(--gone); }
thead th + th { border-top-color: var(--new); }
td { border: 1px solid var(--line); }
td > * { margin-block: 0; } td > * + * { margin-block-start: .6rem; } td ul, td ol { padding-inline-start: 1.3em; }
del { background: var(--gone-wash); color: var(--gone); }
ins { background: var(--new-wash); color: var(--new); text-decoration-thickness: 2px; text-underline-offset: .2em; }
.none { color: var(--soft); font-style: italic; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
code { font-family: ui-monospace, Consolas, monospace; font-size: .9em; }
@media (max-width: 40rem) { table, caption, tbody, tr, td { display: block; width: 100%; } thead { position: absolute;
  clip-path: inset(50%); } td { border-top: 4px solid var(--gone); } td + td { border-top-color: var(--new); margin-top: .5rem; }
  td::before { content: attr(data-side); display: block; color: var(--soft); font-weight: 600; font-size: .95rem; } }
@media print { body { font-size: 10pt; } tr { break-inside: avoid; } }
)css";

struct SideWords {
    std::string_view now, then, absent_now, absent_then, decided;
};

constexpr SideWords words_in(Language language) {
    if (language == Language::sv) return {"Nu", "Förslag", "Finns inte i dag.", "Tas bort.", "Ändras av"};
    return {"Now", "Proposed", "Not there today.", "Taken away.", "Changed by"};
}

std::string side_as_html(const std::string& html, std::string_view name, std::string_view absent) {
    const auto shown = html.empty() ? fmt::format("<p class=\"none\">{}</p>", absent) : html;
    return fmt::format("<td data-side=\"{}\">{}</td>\n", name, shown);
}

std::string unit_as_html(const Law& law, const std::string& page_id, const BesideUnit& unit) {
    const auto said = words_in(law.language);
    const auto keepers = names_of(editors_with(law, page_id, unit.roles), law.language);
    const auto [now, then] = with_marks(unit);
    return fmt::format(
               "<table>\n<caption><h3>{}</h3><p class=\"keepers\">{}: {}</p></caption>\n"
               "<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody><tr>\n",
               html_escape(unit.name), said.decided, html_escape(keepers), said.now, said.then) +
           side_as_html(now, said.now, said.absent_now) + side_as_html(then, said.then, said.absent_then) +
           "</tr></tbody>\n</table>\n";
}

}  // namespace

std::vector<BesidePage> beside(const Law& law, std::span<const EntryChange> changes) {
    std::vector<BesidePage> pages;
    for (const auto& change : changes) {
        const auto* type = area_of(change) == Area::page ? law.schema.of_page(id_of_path(change.path)) : nullptr;
        if (type == nullptr) {
            pages.push_back({change.path, {}, change.path, {}});
        } else {
            pages.push_back(page_beside(law, change, *type));
        }
    }
    return pages;
}

std::string beside_html(const Law& law, const ProposalTitle& title, std::span<const BesidePage> pages) {
    const bool swedish = law.language == Language::sv;
    const auto name = html_escape(title.name);
    auto html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{} {}</title>\n<style>{}</style>\n</head>\n"
        "<body>\n<main>\n<header>\n<h1>{}</h1>\n<p>{} {} {} {}</p>\n</header>\n",
        swedish ? "sv" : "en", swedish ? "Förslag" : "Proposal", name, style, html_escape(title.subject),
        swedish ? "Förslag" : "Proposal", name, swedish ? "från" : "by", html_escape(title.author));
    for (const auto& page : pages) {
        html += fmt::format("<section>\n<h2>{}</h2>\n<p class=\"path\"><code>{}</code></p>\n", html_escape(page.title),
                            html_escape(shown(page.path)));
        for (const auto& unit : page.units) html += unit_as_html(law, page.page_id, unit);
        html += "</section>\n";
    }
    html += fmt::format("<footer><p>{} <code>knav proposals --take {}</code></p></footer>\n</main>\n</body>\n</html>\n",
                        swedish ? "Ta över förslaget:" : "Take it over:", name);
    return html;
}

}  // namespace knav
