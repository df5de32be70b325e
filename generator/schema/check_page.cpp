#include "schema/check_page.hpp"

#include "schema/check_sections.hpp"
#include "schema/check_value.hpp"

namespace knav {

namespace {

/// A page's type follows from where it lies; the page may say it, but not otherwise.
void check_type_key(const PageCheck& check, const Table& given, const PageType& type, Table& values) {
    const auto* said = given.find("type");
    if (said == nullptr || said->text() == type.name) return;
    if (said->kind() == ValueKind::string) {
        check.found.error(check.at(said->at()), rule::type_mismatch, {std::string{said->text()}, type.name});
    }
    values.set("type", Value{type.name, said->at()});
}

}  // namespace

Record check_page(std::string_view path, const PageSource& source, const PageType& type, const Schema&,
                  Language language, Diagnostics& found) {
    const PageCheck check{path, language, found};
    const Position opening{source.front_matter_line, 1};
    Record record;
    if (source.front_matter_read) {
        record.values = check_table(check, source.front_matter, type.fields, opening);
        check_type_key(check, source.front_matter, type, record.values);
    }
    record.section_ids = check_sections(check, source.document, type, opening);
    return record;
}

}  // namespace knav
