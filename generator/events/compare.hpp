// Two versions of a page held side by side: which of its units differ, and what happened that the schema has a sentence
// for. Knows nothing of commits, of other pages or of time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/page.hpp"
#include "schema/schema.hpp"

namespace knav {

/// A page as it was at one time, read with today's schema.
struct Version {
    const PageType* type = nullptr;  // null: no page then: no type claims the place, or it was a draft
    std::string bytes;
    std::shared_ptr<const PageSource> source = no_source();  // never null
    std::shared_ptr<const Record> record = no_record();      // never null

    [[nodiscard]] const Document& document() const { return source->document; }
    [[nodiscard]] const Table& values() const { return record->values; }
    [[nodiscard]] const std::vector<std::string>& section_ids() const { return record->section_ids; }
    [[nodiscard]] std::string_view title() const { return values().text("title"); }

private:
    static const std::shared_ptr<const PageSource>& no_source();
    static const std::shared_ptr<const Record>& no_record();
};

/// A version of what has been read and checked already: `bytes` of a page of this type.
[[nodiscard]] Version version_of(std::string bytes, std::shared_ptr<const PageSource> source,
                                 std::shared_ptr<const Record> record, const PageType* type);

/// Never fails: what is wrong with an old version is nobody's business any more. What it has in common with `beside`, one
/// that has been read, is not read again.
[[nodiscard]] Version read_version(const std::string& path, std::string bytes, const Version& beside,
                                   const Schema& schema, Language language);

/// What stands for a name in an event's sentence.
struct Argument {
    std::string name;
    Label text;              // or, for a reference, the id of the page in `sv`
    bool reference = false;  // its title is looked up when the event is told
    friend bool operator==(const Argument&, const Argument&) = default;
};

/// Something that happened, before anybody knows when and what the pages around are called.
struct Found {
    std::string rule;  // the schema's id of it
    std::string unit;  // a field's name, "#section", or empty for the page itself
    std::string key;   // tells it from others by the same rule: a row's name, a section's id
    std::string role;  // of a seat
    std::vector<Argument> arguments;
    friend bool operator==(const Found&, const Found&) = default;
};

/// The fields and sections ("#id") that differ, by byte order. All there are, if there was no page before.
[[nodiscard]] std::vector<std::string> changed_units(const Version& before, const Version& after);
/// What is worth telling, in the order of the schema's rules.
[[nodiscard]] std::vector<Found> compare(const Version& before, const Version& after, const Schema& schema);

}  // namespace knav
