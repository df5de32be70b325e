// Paths: what a file may be called, what it may be, and which part of the repository it lies in. Nothing here asks who
// changes it: these bounds hold for everybody, but that an admin's files outside the site may be named more freely.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/rules.hpp"
#include "files/snapshot.hpp"

namespace knav {

enum class Area {
    page,      // content/**.md
    resource,  // content/**: what lies beside pages
    steering,  // schema/, themes/, content/site.toml
    outside    // all else
};
[[nodiscard]] Area area_of(std::string_view path);
[[nodiscard]] inline Area area_of(const struct EntryChange& change);

/// What git's tree says a file is.
enum class EntryKind { plain, executable, link, submodule, other };

struct FileEntry {
    EntryKind kind = EntryKind::plain;
    File file;
};

/// One file's change. Sides that are absent are files that are not there.
struct EntryChange {
    std::string path;
    std::optional<FileEntry> before;
    std::optional<FileEntry> after;
    bool outside = false;  // of the site's folder: `path` is then relative to the repository
    std::string twin;      // another name of the folder that cannot be told from it, if there is one; see twin_key
};

Area area_of(const EntryChange& change) { return change.outside ? Area::outside : area_of(change.path); }

/// Why something is refused, without the place.
struct Fault {
    const Rule* ground = nullptr;
    std::vector<std::string> arguments;
};

inline constexpr std::uint64_t largest_resource = 32U << 20;  // bytes
inline constexpr std::uint64_t largest_steering = 4U << 20;

/// The name, kind, size and (for resources) content of what a change leaves behind.
[[nodiscard]] std::optional<Fault> fault_of(std::string_view path, Area area, const FileEntry& entry);

/// Equal for names that somebody's file system, web server or eye takes for one.
[[nodiscard]] std::string twin_key(std::string_view name);

/// A path for people, whatever its bytes.
[[nodiscard]] std::string shown(std::string_view path);

}  // namespace knav
