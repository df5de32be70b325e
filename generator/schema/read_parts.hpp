// Reads the parts of schema files that are lists: vocabularies, seats, sections, rules, events. Internal to this room.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "schema/schema_file.hpp"

namespace knav {

/// schema/vocabularies.toml.
void read_vocabularies(const SchemaFile& file, const Table& table,
                       std::map<std::string, Vocabulary, std::less<>>& vocabularies);
// Each adds to what was inherited; a seat of the same role, or a section of the same id, takes the old one's place. Events
// come before the inherited ones, and in place of those of the same id.
void read_seats(const SchemaFile& file, const Entry& entry, std::vector<SeatRule>& seats);
void read_sections(const SchemaFile& file, const Entry& entry, std::vector<SectionRule>& sections);
void read_rules(const SchemaFile& file, const Entry& entry, std::vector<PageRule>& rules);
void read_events(const SchemaFile& file, const Entry& entry, std::vector<EventRule>& events);

}  // namespace knav
