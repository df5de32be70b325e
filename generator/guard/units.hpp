// A page as rights see it: its units (fields and sections), each as what a reader gets of it.
// Two pages whose unit reads the same have the same unit, however it is written: lines may be broken anew, keys may change
// places. Knows nothing of who may change what.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "files/snapshot.hpp"
#include "parse/page_source.hpp"
#include "schema/schema.hpp"

namespace knav {

struct FieldUnit {
    std::string name;              // as the schema has it now: a deprecated key counts as the one that replaced it
    const Field* field = nullptr;  // null: the schema has no such key
    std::string value;             // what it says, in one form
    Position at;
    const Value* given = nullptr;  // in the source
};

struct SectionUnit {
    std::string id;
    std::string heading;
    std::string seen;                    // heading and text as a reader gets them, and where links lead
    std::vector<std::string> resources;  // files beside the page that it shows or links to, as written
    Position at;
};

struct PageUnits {
    std::vector<FieldUnit> fields;      // by name
    std::vector<SectionUnit> sections;  // in order; the lead first, unless there is nothing in it
    PageSource source;
    bool readable = false;  // front matter and text could be told apart and read
    bool draft = false;
    std::vector<Diagnostic> found;  // what is wrong with the page alone

    [[nodiscard]] const FieldUnit* field(std::string_view name) const;
    [[nodiscard]] const SectionUnit* section(std::string_view id) const;
};

[[nodiscard]] PageUnits units_of(const File& file, const PageType& type, const Schema& schema, Language language);

/// A value in one form, keys sorted: equal texts, equal values.
[[nodiscard]] std::string canonical(const Value& value);
/// The same, of what the roles may not change within it: columns with `editors` of their own. Empty if it has none.
[[nodiscard]] std::string canonical_where(const Value& value, const Field& field,
                                          const std::function<bool(const Field&)>& wanted);

/// A section as a reader gets it: text with white space folded outside code blocks, where each link leads, which anchors
/// it has. Whether a word is explained is left out: that moves with the word's first use on the page.
[[nodiscard]] std::string seen_text(const Document& document, std::size_t section);

}  // namespace knav
