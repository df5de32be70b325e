#include "graph/page.hpp"

namespace knav {
namespace {

constexpr std::string_view root = "content/";
constexpr std::string_view suffix = ".md";

bool drop_ending(std::string_view& text, std::string_view ending) {
    if (!text.ends_with(ending)) return false;
    text.remove_suffix(ending.size());
    return true;
}

}  // namespace

bool is_page_path(std::string_view path) { return path.starts_with(root) && path.ends_with(suffix); }

std::string id_of_path(std::string_view path) {
    if (path.starts_with(root)) path.remove_prefix(root.size());
    drop_ending(path, suffix);
    if (path == "_index" || path == "index") return {};
    if (!drop_ending(path, "/_index")) drop_ending(path, "/index");
    return std::string{path};
}

std::string url_of_id(std::string_view id) {
    if (id.empty()) return "/";
    std::string url;
    url.reserve(id.size() + 2);
    return url.append(1, '/').append(id).append(1, '/');
}

}  // namespace knav
