// Which files make up a site, and what they may be, wherever they are read from: a folder or a commit.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "files/snapshot.hpp"

namespace knav {

inline constexpr std::string_view content_folder = "content/";
inline constexpr std::string_view settings_path = "content/site.toml";

struct TreeOptions {
    std::vector<std::string> folders = {"content", "schema", "themes"};
    std::uint64_t largest_page = 2U << 20;  // bytes; a larger content/**.md is reported and left out
    /// Bytes. A larger file in a folder can be copied, never loaded; in a commit it is reported and left out.
    std::uint64_t largest_in_memory = 64U << 20;
};

/// Files that are nobody's content: hidden ones, and what editors leave beside the file they edit.
[[nodiscard]] bool is_left_aside(std::string_view name);

/// What is wrong with a name, for a diagnostic.
struct UnusableName {
    std::string shown;     // can be printed, whatever the name's bytes
    std::string proposal;  // the same name as it may be; empty if nobody can tell
};

/// A name becomes an address and must mean the same on every system: UTF-8 in the form NFC, without control characters.
[[nodiscard]] std::optional<UnusableName> unusable_name(std::string_view name);

/// Whether a file is a page, and over the limit for one.
[[nodiscard]] bool is_too_large_page(std::string_view path, std::uint64_t size, const TreeOptions& options);

/// "2048 kB", as the diagnostics say sizes.
[[nodiscard]] std::string kilobytes(std::uint64_t bytes);

/// Of every path and its bytes: equal digests, equal trees.
[[nodiscard]] Digest digest_of_files(std::span<const File> files);

}  // namespace knav
