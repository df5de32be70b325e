#include "files/site_files.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace knav {

namespace {

bool has_control_character(std::string_view name) {
    return std::any_of(name.begin(), name.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::string without_broken_bytes(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size();) append_utf8(out, next_code_point(name, i));
    return out;
}

}  // namespace

bool is_left_aside(std::string_view name) {
    return name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") ||
           (name.starts_with('#') && name.ends_with('#'));
}

std::optional<UnusableName> unusable_name(std::string_view name) {
    if (first_invalid_utf8(name) || has_control_character(name)) return UnusableName{without_broken_bytes(name), {}};
    auto composed = nfc(name);
    if (composed == name) return std::nullopt;
    return UnusableName{std::string{name}, std::move(composed)};
}

bool is_too_large_page(std::string_view path, std::uint64_t size, const TreeOptions& options) {
    return size > options.largest_page && path.starts_with("content/") && path.ends_with(".md");
}

std::string kilobytes(std::uint64_t bytes) { return std::to_string((bytes + 1023) / 1024) + " kB"; }

Digest digest_of_files(std::span<const File> files) {
    Hasher hasher;
    for (const auto& file : files) hasher.add(file.path).add(file.digest);
    return hasher.finish();
}

}  // namespace knav
