#include "render/version_text.hpp"

#include <algorithm>
#include <array>

#include "render/format.hpp"
#include "text/escape.hpp"

namespace knav {

namespace {

constexpr std::array blocks = {std::string_view{"p"},     std::string_view{"li"},  std::string_view{"h3"},
                               std::string_view{"h4"},    std::string_view{"h5"},  std::string_view{"h6"},
                               std::string_view{"tr"},    std::string_view{"ul"},  std::string_view{"ol"},
                               std::string_view{"table"}, std::string_view{"pre"}, std::string_view{"blockquote"}};

std::string title_of(const Lens& lens, const std::string& target) {
    const auto page = lens.find(target);
    return page == no_page ? target : std::string{lens.card(page).title};
}

/// The section's HTML with its holes filled by what was written there.
std::string filled(const Lens& lens, const Document& document, const Section& section) {
    std::string html;
    std::size_t at = 0;
    for (const auto& hole : section.holes) {
        html.append(section.html, at, hole.offset - at);
        at = hole.offset;
        switch (hole.kind) {
            case HoleKind::link_label: append_html(html, title_of(lens, document.links[hole.number].target)); break;
            case HoleKind::image: append_html(html, document.link_words[hole.number].label); break;
            case HoleKind::transclusion:
                append_html(html,
                            fill(lens.word("transcluded_from"), {title_of(lens, document.links[hole.number].target)}));
                break;
            case HoleKind::abbreviation: append_html(html, document.candidates[hole.number]); break;
            case HoleKind::task_open: html += "☐ "; break;
            case HoleKind::task_done: html += "☑ "; break;
            case HoleKind::link_open:
                // An unfinished tag would take the words after it along; <a> takes none.
                html += "<a>";
                break;
            case HoleKind::link_close: html += "</a>"; break;
            case HoleKind::anchor:
            case HoleKind::table_label: break;  // attributes
        }
    }
    html.append(section.html, at);
    return html;
}

bool ends_line(std::string_view tag) {
    if (tag.starts_with("br")) return true;
    if (tag.starts_with('/')) tag.remove_prefix(1);
    const auto name = tag.substr(0, tag.find_first_of(" />"));
    return std::find(blocks.begin(), blocks.end(), name) != blocks.end();
}

std::string lines_of(std::string_view html) {
    std::string text, line;
    const auto flush = [&] {
        const auto plain = plain_text(line);
        if (!plain.empty()) text += (text.empty() ? "" : "\n") + plain;
        line.clear();
    };
    while (!html.empty()) {
        const auto open = std::min(html.find('<'), html.size());
        line += html.substr(0, open);
        html.remove_prefix(open);
        if (html.empty()) break;
        const auto close = std::min(html.find('>'), html.size() - 1);
        const auto tag = html.substr(1, close - 1);
        if (ends_line(tag))
            flush();
        else if (tag.starts_with("td") || tag.starts_with("th") || tag.starts_with("/td") || tag.starts_with("/th"))
            line += ' ';
        html.remove_prefix(close + 1);
    }
    flush();
    return text;
}

std::string scalar_text(const Field& field, const Value& value, const Schema& schema, Language language) {
    if (field.kind == FieldKind::enumeration && !field.vocabulary.empty()) {
        const auto vocabulary = schema.vocabularies.find(field.vocabulary);
        const auto* term = vocabulary == schema.vocabularies.end() ? nullptr : vocabulary->second.find(value.text());
        if (term != nullptr) return term->label.in(language);
    }
    if (field.kind == FieldKind::boolean && value.as<bool>() != nullptr) {
        const bool swedish = language == Language::sv;
        return *value.as<bool>() ? (swedish ? "ja" : "yes") : (swedish ? "nej" : "no");
    }
    return value.written();
}

std::string row_text(const std::vector<Field>& columns, const Table& row, const Schema& schema, Language language) {
    std::string text;
    for (const auto& column : columns) {
        const auto* value = row.find(column.name);
        if (value == nullptr) continue;
        text += (text.empty() ? "" : " · ") + column.label.in(language) + ": " +
                scalar_text(column, *value, schema, language);
    }
    return text;
}

std::string field_text(const Field& field, const Value& value, const Schema& schema, Language language) {
    if (field.kind == FieldKind::table) return row_text(field.fields, value.table(), schema, language);
    if (field.kind != FieldKind::list) return scalar_text(field, value, schema, language);
    std::string text;
    for (const auto& element : value.array()) {
        const auto line = field.is_list_of_tables()
                              ? row_text(field.fields, element.table(), schema, language)
                              : scalar_text(field.item.empty() ? field : field.item.front(), element, schema, language);
        text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

const Section* section_of(const Version& version, std::string_view unit) {
    const auto& ids = version.section_ids();
    const auto found = std::find(ids.begin(), ids.end(), unit.substr(1));
    if (found == ids.end()) return nullptr;
    return &version.document().sections[static_cast<std::size_t>(found - ids.begin())];
}

}  // namespace

std::string unit_text(const Lens& lens, const Version& version, std::string_view unit) {
    if (version.type == nullptr) return {};
    if (unit.starts_with('#')) {
        const auto* section = section_of(version, unit);
        return section == nullptr ? std::string{} : lines_of(filled(lens, version.document(), *section));
    }
    const auto* field = version.type->find(unit);
    const auto* value = version.values().find(unit);
    return field == nullptr || value == nullptr ? std::string{}
                                                : field_text(*field, *value, lens.schema(), lens.language());
}

std::string unit_label(const Version& version, std::string_view unit, Language language) {
    if (version.type == nullptr) return std::string{unit};
    if (unit.starts_with('#')) {
        const auto* section = section_of(version, unit);
        return section == nullptr ? std::string{} : section->heading;
    }
    const auto* field = version.type->find(unit);
    return field == nullptr ? std::string{unit} : field->label.in(language);
}

}  // namespace knav
