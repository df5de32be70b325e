// What knav remembers between runs: small named files in a folder of their own (`.knav/` in the site root), which may
// be deleted at any time. What the bytes mean, and whether they are whole, is their owners' business.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "disk/mapped_file.hpp"

namespace knav {

/// The folder of a site's memory.
[[nodiscard]] std::filesystem::path state_folder(const std::filesystem::path& site_root);

/// Nothing if there is none, or it cannot be read: memory is a convenience, never a condition.
[[nodiscard]] std::optional<std::string> read_state(const std::filesystem::path& folder, std::string_view name);

/// The same without a copy, for what is long.
[[nodiscard]] std::optional<MappedFile> map_state(const std::filesystem::path& folder, std::string_view name);

/// The same for what looks into the bytes for longer than one call; null if there is none.
[[nodiscard]] std::shared_ptr<const MappedFile> share_state(const std::filesystem::path& folder, std::string_view name);

/// Replaces the whole file or nothing of it. Makes the folder if needed, with a .gitignore that keeps it out of the
/// repository. Throws EnvironmentError.
void write_state(const std::filesystem::path& folder, std::string_view name, std::string_view bytes);

/// For what will no longer be true: better none than a wrong one. Throws EnvironmentError if it is there and stays.
void forget_state(const std::filesystem::path& folder, std::string_view name);

}  // namespace knav
