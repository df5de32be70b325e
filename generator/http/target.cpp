#include "http/target.hpp"

#include <algorithm>
#include <array>

namespace knav {

namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

bool is_plain_part(std::string_view part) {
    return part != "." && part != ".." && std::all_of(part.begin(), part.end(), [](char c) {
               return static_cast<unsigned char>(c) >= 32 && c != 127 && c != '\\';
           });
}

/// Parts may be told from each other only after decoding: "%2e%2e%2f" is "../".
bool has_plain_parts(std::string_view path) {
    path.remove_prefix(1);
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        if (end == 0 || !is_plain_part(path.substr(0, end))) return false;
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return true;
}

std::string lower(std::string_view text) {
    std::string out{text};
    for (auto& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

}  // namespace

std::optional<std::string> path_of_target(std::string_view target) {
    auto path = percent_decoded(target.substr(0, target.find_first_of("?#")));
    if (!path || !path->starts_with('/') || !has_plain_parts(*path)) return std::nullopt;
    return path;
}

std::string query_value(std::string_view target, std::string_view key) {
    const auto mark = target.find('?');
    auto rest = mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
    while (!rest.empty()) {
        const auto end = std::min(rest.find('&'), rest.size());
        const auto pair = rest.substr(0, end);
        if (pair.starts_with(key) && pair.substr(key.size()).starts_with('=')) {
            return percent_decoded(pair.substr(key.size() + 1)).value_or("");
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

bool is_own_host(std::string_view host, int port) {
    const auto said = lower(host);
    constexpr std::array<std::string_view, 3> names = {"127.0.0.1", "localhost", "[::1]"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return said == std::string{name} + ":" + std::to_string(port) || (port == 80 && said == name);
    });
}

std::string_view content_type(std::string_view path) {
    struct Kind {
        std::string_view extension;
        std::string_view type;
    };
    static constexpr std::array kinds = {
        Kind{"html", "text/html; charset=utf-8"},
        Kind{"css", "text/css; charset=utf-8"},
        Kind{"js", "text/javascript; charset=utf-8"},
        Kind{"mjs", "text/javascript; charset=utf-8"},
        Kind{"json", "application/json"},
        Kind{"xml", "application/xml"},
        Kind{"atom", "application/atom+xml"},
        Kind{"txt", "text/plain; charset=utf-8"},
        Kind{"map", "text/plain; charset=utf-8"},
        Kind{"csv", "text/csv; charset=utf-8"},
        Kind{"ics", "text/calendar; charset=utf-8"},
        Kind{"svg", "image/svg+xml"},
        Kind{"png", "image/png"},
        Kind{"jpg", "image/jpeg"},
        Kind{"jpeg", "image/jpeg"},
        Kind{"gif", "image/gif"},
        Kind{"webp", "image/webp"},
        Kind{"avif", "image/avif"},
        Kind{"ico", "image/x-icon"},
        Kind{"woff2", "font/woff2"},
        Kind{"pdf", "application/pdf"},
        Kind{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        Kind{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        Kind{"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
        Kind{"webmanifest", "application/manifest+json"},
        Kind{"wasm", "application/wasm"},
    };
    const auto name = path.substr(path.rfind('/') + 1);
    const auto dot = name.rfind('.');
    const auto extension = dot == std::string_view::npos ? std::string{} : lower(name.substr(dot + 1));
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.extension == extension; });
    return found == kinds.end() ? "application/octet-stream" : found->type;
}

bool matches_tag(std::string_view if_none_match, std::string_view tag) {
    if (if_none_match == "*") return true;
    for (auto at = if_none_match.find(tag); at != std::string_view::npos; at = if_none_match.find(tag, at + 1)) {
        const auto after = at + tag.size();
        const bool begins =
            at == 0 || if_none_match[at - 1] == ' ' || if_none_match[at - 1] == ',' || if_none_match[at - 1] == '/';
        if (begins && (after == if_none_match.size() || if_none_match[after] == ' ' || if_none_match[after] == ','))
            return true;
    }
    return false;
}

}  // namespace knav
