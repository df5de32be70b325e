// A directory to a snapshot. Only content/, schema/ and themes/ of a site root are seen.
// Files that have not changed since the last time are known by their digest and read only if somebody asks for bytes.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "diag/diagnostic.hpp"
#include "disk/stat_cache.hpp"
#include "files/site_files.hpp"

namespace knav {

struct Tree {
    Snapshot snapshot;
    Digest digest;         // of every path and its bytes: equal digests, equal trees
    std::size_t read = 0;  // files that had to be opened
};

/// Reads the tree and brings `cache` up to date. What cannot be read or used becomes a diagnostic and is left out.
/// Bytes that turn out to have changed between now and their reading throw EnvironmentError from Blob::bytes, as does
/// a root that cannot be opened from here.
[[nodiscard]] Tree read_tree(const std::filesystem::path& root, const TreeOptions& options, StatCache& cache,
                             unsigned threads, Diagnostics& found);

/// `before` with the named paths looked at anew, for one who is told what changed (watch.hpp). A path may be a
/// folder's: then all below it is looked at. Only sound if reading `before` reported nothing; else read the tree again.
[[nodiscard]] Snapshot reread(const Snapshot& before, const std::filesystem::path& root, const TreeOptions& options,
                              std::span<const std::string> paths, Diagnostics& found);

}  // namespace knav
