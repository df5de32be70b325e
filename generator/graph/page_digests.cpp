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

}  // namespace knav
