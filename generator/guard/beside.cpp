#include "guard/beside.hpp"

#include <algorithm>
#include <set>

#include "graph/page.hpp"
#include "guard/refusal.hpp"
#include "guard/units.hpp"
#include "text/escape.hpp"

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
    std::string html = at->heading.empty() ? std::string{} : "<h3>" + html_escape(at->heading) + "</h3>\n";
    std::size_t from = 0;
    for (const auto& hole : at->holes) {
        html.append(at->html, from, hole.offset - from);
        html += filled(document, *at, hole);
        from = hole.offset;
    }
    return html.append(at->html, from);
}

std::string written(const Value& value) {
    if (value.kind() == ValueKind::array) {
        std::string html = "<ul>";
        for (const auto& each : value.array()) html += "<li>" + written(each) + "</li>";
        return html + "</ul>";
    }
    if (value.kind() == ValueKind::table) {
        std::string html;
        for (const auto& entry : value.table().entries()) {
            html += (html.empty() ? "" : "; ") + html_escape(entry.key) + ": " + written(entry.value);
        }
        return html;
    }
    return html_escape(value.written());
}

std::string field_as_html(const PageUnits& page, std::string_view name) {
    const auto* unit = page.field(name);
    return unit == nullptr || unit->given == nullptr ? std::string{} : "<p>" + written(*unit->given) + "</p>";
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
        page.units.push_back({name, field_as_html(before, name), field_as_html(after, name),
                              roles_of_field(type, (is != nullptr ? is : was)->field), name});
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
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"" + std::string{swedish ? "sv" : "en"} +
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
        std::string{swedish ? "Förslag " : "Proposal "} + name + "</title>\n</head>\n<body>\n<main>\n<h1>" +
        html_escape(title.subject) + "</h1>\n<p>" + std::string{swedish ? "Förslag " : "Proposal "} + name +
        (swedish ? " från " : " by ") + html_escape(title.author) + "</p>\n";
    for (const auto& page : pages) {
        html += "<h2>" + html_escape(page.title) + "</h2>\n<p><code>" + html_escape(shown(page.path)) + "</code></p>\n";
        if (page.units.empty()) continue;
        html += "<table>\n<thead><tr><th scope=\"col\">" + std::string{swedish ? "Del" : "Part"} +
                "</th><th scope=\"col\">" + (swedish ? "Nu" : "Now") + "</th><th scope=\"col\">" +
                (swedish ? "Förslag" : "Proposed") + "</th></tr></thead>\n<tbody>\n";
        for (const auto& unit : page.units) {
            const auto owners = editors_with(law, page.page_id, unit.roles);
            const auto cell = [](const std::string& side) { return "<td>" + (side.empty() ? "–" : side) + "</td>\n"; };
            html += "<tr>\n<th scope=\"row\">" + html_escape(unit.name) + "<br><small>" +
                    html_escape(names_of(owners, law.language)) + "</small></th>\n" + cell(unit.now) + cell(unit.then) +
                    "</tr>\n";
        }
        html += "</tbody>\n</table>\n";
    }
    html += "<p>" + std::string{swedish ? "Ta över förslaget: " : "Take it over: "} + "<code>knav proposals --take " +
            name + "</code></p>\n</main>\n</body>\n</html>\n";
    return html;
}

}  // namespace knav
