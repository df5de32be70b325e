// Events of a type held up against its fields and sections, once all of them are read. Internal to this room.
#pragma once

#include "schema/read_types.hpp"
#include "schema/schema_file.hpp"

namespace knav {

/// Reports fields, columns, sections, values and names in sentences that the type does not have. Only the type's own
/// events: inherited ones were checked where they stand.
void check_events(const SchemaFile& file, const Table& raw, const PageType& type);

}  // namespace knav
