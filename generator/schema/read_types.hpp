// Type files become page types, each with what it inherits. Internal to this room: others see schema.hpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "schema/schema_file.hpp"

namespace knav {

/// One schema file of a type, its TOML read.
struct TypeFile {
    std::string name;  // of the type: "rmpo"
    std::string path;  // "schema/rmpo.toml"
    Table table;
};

/// In the order of `files`, which are by name. A type whose `extends` leads nowhere, or round in a circle, is read as
/// if it extended nothing.
[[nodiscard]] std::vector<PageType> read_types(std::span<const TypeFile> files, const SchemaNames& names,
                                               Diagnostics& found);

}  // namespace knav
