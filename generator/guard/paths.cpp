#include "guard/paths.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "guard/grounds.hpp"
#include "guard/skeleton.hpp"
#include "parse/page_source.hpp"
#include "text/slug.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

constexpr std::size_t longest_part = 120;
constexpr std::size_t longest_path = 400;
constexpr std::size_t deepest_path = 16;
constexpr std::size_t largest_svg = 1U << 20;

constexpr std::string_view lower_alphabet = "abcdefghijklmnopqrstuvwxyz0123456789-";

/// A sort of file that may lie beside a page, and what its bytes begin with (anything, if empty).
struct Sort {
    std::string_view ending;
    std::string_view begins;
};
constexpr Sort sorts[] = {{"pdf", "%PDF-"},
                          {"png", "\x89PNG\r\n"},
                          {"jpg", "\xFF\xD8\xFF"},
                          {"jpeg", "\xFF\xD8\xFF"},
                          {"gif", "GIF8"},
                          {"webp", "RIFF"},
                          {"avif", {}},
                          {"svg", {}},
                          {"csv", {}},
                          {"tsv", {}},
                          {"txt", {}},
                          {"ics", "BEGIN:VCALENDAR"},
                          {"vcf", "BEGIN:VCARD"},
                          {"docx", "PK\x03\x04"},
                          {"xlsx", "PK\x03\x04"},
                          {"pptx", "PK\x03\x04"},
                          {"odt", "PK\x03\x04"},
                          {"ods", "PK\x03\x04"},
                          {"odp", "PK\x03\x04"},
                          {"mp3", {}},
                          {"m4a", {}},
                          {"mp4", {}},
                          {"webm", {}},
                          {"ogg", "OggS"},
                          {"vtt", "WEBVTT"},
                          {"json", {}}};

std::vector<std::string_view> parts_of(std::string_view path) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return parts;
        path.remove_prefix(slash + 1);
    }
}

bool is_of(std::string_view text, std::string_view more = {}) {
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return lower_alphabet.find(c) != std::string_view::npos || more.find(c) != std::string_view::npos;
    });
}

/// Device names of a system that content is also edited on; no file there can be called so, with any ending.
bool is_device(std::string_view part) {
    const auto stem = lower(part.substr(0, part.find('.')));
    static constexpr std::string_view devices[] = {"con", "prn", "aux", "nul"};
    if (std::find(std::begin(devices), std::end(devices), stem) != std::end(devices)) return true;
    return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
}

bool is_folder_name(std::string_view part) { return !part.empty() && part.front() != '-' && is_of(part); }

bool is_file_name(std::string_view name) {
    if (name == "_index.md") return true;
    if (name.empty() || name.front() == '.' || name.front() == '-' || name.ends_with('.')) return false;
    if (name.find("..") != std::string_view::npos || !is_of(name, "._")) return false;
    return !name.ends_with(".md") || is_folder_name(name.substr(0, name.size() - 3));
}

/// Names in schema/ and themes/, which administrators alone give.
bool is_steering_name(std::string_view part) {
    return !part.empty() && part.front() != '.' && part.front() != '-' && !part.ends_with('.') &&
           std::all_of(part.begin(), part.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                      c == '_' || c == '-';
           });
}

/// Names that git or a web server obeys wherever they lie. What begins with a dot is closed but for a few that tools of a
/// forge read at the top.
bool is_obeyed(std::string_view part, bool at_top) {
    const auto name = skeleton(part);
    if (name.starts_with(".git"))
        return !(at_top && (part == ".gitignore" || part == ".gitlab-ci.yml" || part == ".gitea" || part == ".github"));
    if (name.starts_with(".ht") || name == "web.config" || name == ".user.ini" || name == ".well-known") return true;
    return name == ".mailmap" || name == ".lfsconfig" || name == ".env" || name.starts_with("git~");
}

bool is_outside_name(std::string_view part, bool at_top) {
    if (part.empty() || part == "." || part == ".." || first_invalid_utf8(part) || nfc(part) != part) return false;
    if (part.front() == '.' && !at_top) return false;
    if (is_obeyed(part, at_top) || part.ends_with('.') || part.ends_with(' ')) return false;
    return std::none_of(part.begin(), part.end(),
                        [](char c) {
                            return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\' || c == ':' ||
                                   c == '"' || c == '*' || c == '?' || c == '<' || c == '>' || c == '|';
                        }) &&
           !has_invisible(part);
}

bool has_open_name(std::string_view path, Area area) {
    if (path.empty() || path.size() > longest_path) return false;
    const auto parts = parts_of(path);
    if (parts.size() > deepest_path) return false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = parts[i];
        const bool last = i + 1 == parts.size();
        if (part.size() > longest_part || is_device(part)) return false;
        if (area == Area::page || area == Area::resource) {
            if (!(last ? is_file_name(part) : is_folder_name(part))) return false;
        } else if (area == Area::steering ? !is_steering_name(part) : !is_outside_name(part, i == 0)) {
            return false;
        }
        if (is_obeyed(part, i == 0)) return false;
    }
    return true;
}

std::string_view ending_of(std::string_view path) {
    const auto name = path.substr(path.rfind('/') + 1);
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
}

/// Whether a picture in SVG is only a picture: no script, no style sheet, no entity, nothing fetched from elsewhere. What
/// could say one thing to us and another to a browser (escaped names, CDATA, declarations) is not looked through but
/// refused.
bool is_plain_picture(std::string_view bytes) {
    if (bytes.size() > largest_svg || first_invalid_utf8(bytes)) return false;
    const auto text = lower(bytes);
    static constexpr std::string_view closed[] = {"<!",        "<script", "<style",      "<foreignobject", "<iframe",
                                                  "<object",   "<embed",  "<animate",    "<set",           "<handler",
                                                  "<listener", "<?xml-",  "javascript:", "data:",          "url(http",
                                                  "url(//",    "@import", "&#",          "xml:base"};
    const std::string_view view = text;
    if (std::any_of(std::begin(closed), std::end(closed),
                    [&](std::string_view one) { return view.find(one) != std::string_view::npos; })) {
        return false;
    }
    for (std::size_t at = view.find("href"); at != std::string_view::npos; at = view.find("href", at + 4)) {
        const auto rest = view.substr(at + 4);
        const auto value = rest.find_first_not_of(" \t\r\n=\"'");
        if (value == std::string_view::npos || rest[value] != '#') return false;
    }
    // An attribute of an event: white space, or the end of another attribute, then "on...=".
    for (std::size_t at = view.find("on"); at != std::string_view::npos; at = view.find("on", at + 2)) {
        if (at == 0 || std::string_view{" \t\r\n\"'/\f:"}.find(view[at - 1]) == std::string_view::npos) continue;
        const auto end = view.find_first_not_of("abcdefghijklmnopqrstuvwxyz", at);
        const auto sign = end == std::string_view::npos ? end : view.find_first_not_of(" \t\r\n", end);
        if (sign != std::string_view::npos && view[sign] == '=') return false;
    }
    return true;
}

std::optional<Fault> resource_fault(std::string_view path, const File& file) {
    const auto ending = ending_of(path);
    const auto sort =
        std::find_if(std::begin(sorts), std::end(sorts), [&](const Sort& each) { return each.ending == ending; });
    Fault fault{&ground::resource_kind, {std::string{path}, std::string{ending}}};
    if (sort == std::end(sorts)) return fault;
    if (!sort->begins.empty() && !file.bytes().starts_with(sort->begins)) return fault;
    if (ending == "svg" && !is_plain_picture(file.bytes())) return fault;
    return std::nullopt;
}

std::string_view kind_name(EntryKind kind) {
    switch (kind) {
        case EntryKind::executable: return "100755";
        case EntryKind::link: return "120000";
        case EntryKind::submodule: return "160000";
        case EntryKind::plain:
        case EntryKind::other: break;
    }
    return "mode";
}

std::uint64_t largest(Area area) {
    if (area == Area::page) return largest_page;
    return area == Area::resource ? largest_resource : largest_steering;
}

std::string kibibytes(std::uint64_t bytes) { return std::to_string((bytes + 1023) / 1024) + " KiB"; }

}  // namespace

Area area_of(std::string_view path) {
    if (path == "content/site.toml" || path.starts_with("schema/") || path.starts_with("themes/"))
        return Area::steering;
    if (!path.starts_with("content/")) return Area::outside;
    return path.ends_with(".md") ? Area::page : Area::resource;
}

std::optional<Fault> fault_of(std::string_view path, Area area, const FileEntry& entry) {
    if (!has_open_name(path, area)) return Fault{&ground::name_closed, {shown(path)}};
    const bool runs_outside = area == Area::outside && entry.kind == EntryKind::executable;
    if (entry.kind != EntryKind::plain && !runs_outside) {
        return Fault{&ground::file_kind, {std::string{path}, std::string{kind_name(entry.kind)}}};
    }
    const auto limit = area == Area::outside ? largest_resource : largest(area);
    if (entry.file.size > limit) {
        return Fault{&ground::size_over, {std::string{path}, kibibytes(entry.file.size), kibibytes(limit)}};
    }
    return area == Area::resource ? resource_fault(path, entry.file) : std::nullopt;
}

std::string twin_key(std::string_view name) { return first_invalid_utf8(name) ? std::string{name} : skeleton(name); }

std::string shown(std::string_view path) {
    std::string out;
    for (const char c : path.substr(0, longest_path)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = byte >= 0x20 && byte < 0x7F && c != '\\';
        out += plain ? std::string(1, c) : fmt::format("\\x{:02X}", byte);
    }
    return out;
}

}  // namespace knav
