// Files to schema: which files there are, in what order their parts are read, and which type lies where.
#include <algorithm>

#include "parse/toml.hpp"
#include "schema/check_schema.hpp"
#include "schema/read_parts.hpp"
#include "schema/read_types.hpp"
#include "schema/schema.hpp"
#include "text/slug.hpp"

namespace knav {

namespace {

constexpr std::string_view folder = "schema/";
constexpr std::string_view extension = ".toml";
constexpr std::string_view vocabularies_path = "schema/vocabularies.toml";
// Not of this room: who may do what, and what words mean the same.
constexpr std::string_view editors_path = "schema/editors.toml";
constexpr std::string_view synonyms_path = "schema/synonyms.toml";

/// "rmpo" of "schema/rmpo.toml"; empty for what is no schema file.
std::string_view stem(std::string_view path) {
    if (path == editors_path || path == synonyms_path || !path.ends_with(extension)) return {};
    path.remove_prefix(folder.size());
    path.remove_suffix(extension.size());
    return path.find('/') == std::string_view::npos ? path : std::string_view{};
}

/// Every type file by type name. One that cannot be read still names a type, so that others may speak of it.
std::vector<TypeFile> open_files(std::span<const File> files, Diagnostics& found) {
    std::vector<TypeFile> types;
    for (const auto& file : files) {
        const auto name = stem(file.path);
        if (name.empty() || file.path == vocabularies_path) continue;
        if (!is_page_id(name)) found.error({file.path, {}}, rule::file_name_invalid, {file.path}, slugify(name));
        auto table = parse_toml(file.path, file.bytes(), 1, found);
        types.push_back({std::string{name}, file.path, table ? std::move(*table) : Table{}});
    }
    // By name: the order of paths differs where one name begins another ("a.toml", "a-b.toml").
    std::sort(types.begin(), types.end(),
              [](const TypeFile& left, const TypeFile& right) { return left.name < right.name; });
    return types;
}

/// The value of one path of a type in its file, for its place.
Position path_position(const TypeFile& raw, std::size_t index) {
    const auto* path = raw.table.find("path");
    if (path == nullptr) return {1, 1};
    return index < path->array().size() ? path->array()[index].at() : path->at();
}

void compile_path(const TypeFile& raw, std::size_t type, std::size_t index, Schema& schema, Diagnostics& found) {
    const auto& text = schema.types[type].paths[index];
    const Place place{raw.path, path_position(raw, index)};
    auto pattern = PathPattern::parse(text);
    if (!pattern || schema.types[type].abstract) {
        found.error(place, rule::schema_path, {text, pattern ? "abstract = true" : ""});
        return;
    }
    const auto same = std::find_if(schema.patterns.begin(), schema.patterns.end(), [&](const Schema::TypePath& other) {
        return other.pattern.shape() == pattern->shape();
    });
    if (same == schema.patterns.end()) {
        schema.patterns.push_back({std::move(*pattern), type});
    } else {
        const auto& other = schema.types[same->type].name;
        found.error(place, rule::schema_path, {text, other + " = " + schema.types[type].name});
    }
}

void compile_paths(const std::vector<TypeFile>& files, Schema& schema, Diagnostics& found) {
    for (std::size_t type = 0; type < files.size(); ++type) {
        for (std::size_t index = 0; index < schema.types[type].paths.size(); ++index) {
            compile_path(files[type], type, index, schema, found);
        }
    }
    std::sort(schema.patterns.begin(), schema.patterns.end(),
              [](const auto& left, const auto& right) { return most_literal_first(left.pattern, right.pattern) < 0; });
}

}  // namespace

Schema read_schema(const Snapshot& snapshot, Diagnostics& found) {
    Schema schema;
    Hasher hasher;
    for (const auto& file : snapshot.below(folder)) {
        if (!stem(file.path).empty()) hasher.add(file.path).add(file.digest);
    }
    schema.digest = hasher.finish();

    const auto files = open_files(snapshot.below(folder), found);
    SchemaNames names{{}, schema.vocabularies};
    for (const auto& file : files) names.types.push_back(file.name);
    if (const auto* file = snapshot.find(vocabularies_path)) {
        const auto table = parse_toml(file->path, file->bytes(), 1, found);
        if (table) read_vocabularies({file->path, names, found}, *table, schema.vocabularies);
    }
    schema.types = read_types(files, names, found);
    for (std::size_t i = 0; i < files.size(); ++i) {
        check_type({files[i].path, names, found}, files[i], schema.types[i], schema);
    }
    compile_paths(files, schema, found);
    return schema;
}

}  // namespace knav
