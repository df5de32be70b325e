// What one part of a schema says of another: that the fields, relations and roles named are there. Runs when every type
// is read. Internal to this room.
#pragma once

#include "schema/read_types.hpp"
#include "schema/schema.hpp"

namespace knav {

/// Reports by what the file itself says, so that an inherited mistake is told once, where it was made.
void check_type(const SchemaFile& file, const TypeFile& raw, const PageType& type, const Schema& schema);

}  // namespace knav
