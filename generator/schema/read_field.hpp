// Reads [fields.NAME] of a schema file, with columns and items at any depth. Internal to this room.
#pragma once

#include <span>
#include <vector>

#include "schema/schema_file.hpp"

namespace knav {

/// Reads every entry of a table of fields. A field that is already in `fields` keeps its place and what is not said
/// anew, unless its kind changes: then it begins afresh. Kinds of `fixed` fields may not change.
void read_fields(const SchemaFile& file, const Table& table, std::span<const Field> fixed, std::vector<Field>& fields);

}  // namespace knav
