#include "graph/page_digests.hpp"

#include <algorithm>

namespace knav {

namespace {

/// Whether a list shows the field beside the title.
bool on_card(const Field& field, const PageType& type) {
    for (const auto* name : {"expires", "weight", "first_id", "updated", "for_information"}) {
        if (field.name == name) return true;
    }
    if (field.display == Display::status) return true;
    return std::find(type.columns.begin(), type.columns.end(), field.name) != type.columns.end();
}

void add_places(Hasher& hasher, const Value& value);

void add_places(Hasher& hasher, const Table& table) {
    for (const auto& entry : table.entries()) add_places(hasher, entry.value);
}

void add_places(Hasher& hasher, const Value& value) {
    hasher.add(std::uint64_t{value.at().line} << 32U | value.at().column);
    for (const auto& each : value.array()) add_places(hasher, each);
    add_places(hasher, value.table());
}

void add_anchors(Hasher& hasher, const Section& section) {
    hasher.add(section.anchor).add(std::uint64_t{section.subheadings.size()});
    for (const auto& heading : section.subheadings) hasher.add(heading.anchor);
}

void add_lead(Hasher& hasher, const Link& link) {
    hasher.add(static_cast<std::uint64_t>(link.kind) * 2 + (link.image ? 1 : 0)).add(std::uint64_t{link.section});
    hasher.add(link.target).add(link.query).add(link.fragment);
}

}  // namespace

Digest card_digest(std::string_view id, const PageType& type, const ReadPage& read) {
    Hasher hasher;
    hasher.add(id).add(type.name).add(read.title).add(read.summary).add(std::uint64_t{read.draft});
    hasher.add(read.date ? iso(*read.date) : "");
    for (const auto& field : type.fields) {
        if (!on_card(field, type)) continue;
        const auto* value = read.record->values.find(field.name);
        hasher.add(field.name).add(value == nullptr ? Digest{} : digest_of(*value));
    }
    return hasher.finish();
}

Digest body_digest(const Record& record, const Document& document) {
    Hasher hasher;
    for (const auto& section : document.sections) hasher.add(section.digest);
    for (const auto& id : record.section_ids) hasher.add(id);
    return hasher.finish();
}

Digest joins_digest(const ReadPage& read) {
    const auto& source = *read.source;
    Hasher hasher;
    hasher.add(read.type).add(std::uint64_t{read.draft}).add(std::uint64_t{read.example}).add(read.card);
    hasher.add(read.record_digest).add(std::uint64_t{source.front_matter_line});
    hasher.add(std::uint64_t{source.front_matter_read});
    add_places(hasher, read.record->values);
    for (const auto& id : read.record->section_ids) hasher.add(id);
    for (const auto& section : source.document.sections) add_anchors(hasher, section);
    for (const auto& link : source.document.links) add_lead(hasher, link);
    return hasher.finish();
}

}  // namespace knav
