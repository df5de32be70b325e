#include "guard/units.hpp"

#include <algorithm>

#include "schema/check_page.hpp"

namespace knav {

namespace {

constexpr char mark = '\x1F';  // never in a page's text: control characters are mended away

void append_part(std::string& out, std::string_view text) {
    out += std::to_string(text.size());
    out += ':';
    out += text;
}

const Field* find_field(std::span<const Field> fields, std::string_view name) {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& each) { return each.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

std::string link_text(const Document& document, std::uint32_t number) {
    const auto& link = document.links[number];
    std::string out(1, mark);
    out += std::to_string(static_cast<int>(link.kind));
    out += link.image ? 'i' : 'a';
    for (const auto* part : {&link.target, &link.query, &link.fragment}) append_part(out, *part);
    if (link.image) append_part(out, document.link_words[number].label);
    return out;
}

std::string hole_text(const Document& document, const Section& section, const Hole& hole) {
    switch (hole.kind) {
        case HoleKind::link_open:
        case HoleKind::image:
        case HoleKind::transclusion: return link_text(document, hole.number);
        case HoleKind::link_close: return {mark, '/'};
        case HoleKind::abbreviation: return document.candidates[hole.number];
        case HoleKind::anchor: return mark + section.subheadings[hole.number].anchor + mark;
        case HoleKind::task_open: return {mark, 'o'};
        case HoleKind::task_done: return {mark, 'x'};
        case HoleKind::link_label:
        case HoleKind::table_label: return {};
    }
    return {};
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// White space folded to single spaces, but not in code blocks, where readers see it.
std::string folded(std::string_view html) {
    std::string out;
    out.reserve(html.size());
    bool code = false;
    for (std::size_t i = 0; i < html.size(); ++i) {
        if (html.substr(i).starts_with("<pre")) code = true;
        if (html.substr(i).starts_with("</pre>")) code = false;
        if (code || !is_space(html[i])) {
            out += html[i];
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (!code && out.ends_with(' ')) out.pop_back();
    return out;
}

/// What makes a page one whose parts cannot be told from each other.
bool hinders_reading(const Diagnostic& each) {
    static const Rule* const rules[] = {
        &rule::encoding_invalid, &rule::front_matter_missing, &rule::front_matter_unclosed, &rule::file_too_large,
        &rule::nesting_too_deep, &rule::table_too_large,      &rule::section_twice};
    return each.rule->name.starts_with("toml-") ||
           std::any_of(std::begin(rules), std::end(rules), [&](const Rule* one) { return *each.rule == *one; });
}

std::vector<FieldUnit> fields_of(const Table& values, const PageType& type) {
    std::vector<FieldUnit> units;
    for (const auto& entry : values.entries()) {
        const auto* field = find_field(type.fields, entry.key);
        std::string name = entry.key;
        if (field != nullptr && !field->deprecated.empty()) {
            name = field->deprecated;
            field = find_field(type.fields, name);
        }
        units.push_back({std::move(name), field, canonical(entry.value), entry.key_at, &entry.value});
    }
    std::stable_sort(units.begin(), units.end(),
                     [](const FieldUnit& left, const FieldUnit& right) { return left.name < right.name; });
    // An old key and its new one are one unit with two values.
    for (std::size_t i = 1; i < units.size();) {
        if (units[i].name != units[i - 1].name) {
            ++i;
            continue;
        }
        units[i - 1].value += "\n" + units[i].value;
        units.erase(units.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return units;
}

std::vector<SectionUnit> sections_of(const Document& document, const std::vector<std::string>& ids) {
    std::vector<SectionUnit> units;
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        const auto& section = document.sections[i];
        if (i == 0 && section.html.empty() && section.holes.empty()) continue;
        SectionUnit unit{ids[i], section.heading, seen_text(document, i), {}, section.at};
        for (const auto& link : document.links) {
            if (link.section == i && link.kind == LinkKind::resource) unit.resources.push_back(link.target);
        }
        units.push_back(std::move(unit));
    }
    return units;
}

}  // namespace

const FieldUnit* PageUnits::field(std::string_view name) const {
    const auto unit = std::find_if(fields.begin(), fields.end(), [&](const auto& each) { return each.name == name; });
    return unit == fields.end() ? nullptr : &*unit;
}

const SectionUnit* PageUnits::section(std::string_view id) const {
    const auto unit = std::find_if(sections.begin(), sections.end(), [&](const auto& each) { return each.id == id; });
    return unit == sections.end() ? nullptr : &*unit;
}

std::string canonical(const Value& value) {
    if (value.kind() == ValueKind::array) {
        std::string out = "[";
        for (const auto& element : value.array()) append_part(out, canonical(element));
        return out + "]";
    }
    if (value.kind() == ValueKind::table) {
        std::vector<std::string> parts;
        for (const auto& entry : value.table().entries()) {
            std::string part;
            append_part(part, entry.key);
            append_part(part, canonical(entry.value));
            parts.push_back(std::move(part));
        }
        std::sort(parts.begin(), parts.end());
        std::string out = "{";
        for (const auto& part : parts) out += part;
        return out + "}";
    }
    return std::to_string(static_cast<int>(value.kind())) + value.written();
}

std::string canonical_where(const Value& value, const Field& field, const std::function<bool(const Field&)>& wanted) {
    std::string out;
    if (value.kind() == ValueKind::array) {
        for (const auto& element : value.array()) {
            std::string part;
            if (!field.item.empty()) part = canonical_where(element, field.item.front(), wanted);
            if (!field.fields.empty()) part = canonical_where(element, field, wanted);
            if (!part.empty()) append_part(out, part);
        }
        return out;
    }
    std::vector<std::string> parts;
    for (const auto& entry : value.table().entries()) {
        const auto* column = find_field(field.fields, entry.key);
        if (column == nullptr) continue;
        const auto kept = wanted(*column) ? canonical(entry.value) : canonical_where(entry.value, *column, wanted);
        if (kept.empty()) continue;
        std::string part;
        append_part(part, entry.key);
        append_part(part, kept);
        parts.push_back(std::move(part));
    }
    std::sort(parts.begin(), parts.end());
    for (const auto& part : parts) out += part;
    return out;
}

std::string seen_text(const Document& document, std::size_t number) {
    const auto& section = document.sections[number];
    std::string html;
    html.reserve(section.html.size() + section.holes.size() * 16);
    std::size_t from = 0;
    for (const auto& hole : section.holes) {
        html.append(section.html, from, hole.offset - from);
        html += hole_text(document, section, hole);
        from = hole.offset;
    }
    html.append(section.html, from);
    return folded(section.heading) + "\n" + folded(html);
}

PageUnits units_of(const File& file, const PageType& type, const Schema& schema, Language language) {
    PageUnits units;
    Diagnostics found;
    units.source = parse_page(file, found);
    const auto record = check_page(file.path, units.source, type, schema, language, found);
    units.found = found.sorted();
    units.readable =
        units.source.front_matter_read && std::none_of(units.found.begin(), units.found.end(), hinders_reading);
    units.fields = fields_of(units.source.front_matter, type);
    units.sections = sections_of(units.source.document, record.section_ids);
    const auto* draft = units.source.front_matter.find("draft");
    units.draft = draft != nullptr && draft->as<bool>() != nullptr && *draft->as<bool>();
    return units;
}

}  // namespace knav
