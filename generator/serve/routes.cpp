#include "serve/routes.hpp"

#include <atomic>
#include <charconv>

#include <fmt/format.h>

#include "diag/environment_error.hpp"
#include "http/target.hpp"
#include "serve/assets.hpp"
#include "serve/panel.hpp"
#include "text/escape.hpp"

namespace knav {

namespace {

constexpr int most_listeners = 16;  // fewer than the server has workers, so that pages are always answered
std::atomic<int> listeners{0};

constexpr std::string_view policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src "
    "'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
constexpr std::string_view html_type = "text/html; charset=utf-8";

Response plain(int status, std::string text) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

Response redirect(int status, const std::string& path) {
    auto response = plain(status, path + "\n");
    response.headers.emplace_back("Location", url_path(path));
    return response;
}

/// 200 with the bytes, or 304 if the asker has them already.
Response tagged(const Request& request, std::string_view type, std::string bytes, const Digest& digest) {
    Response response;
    const auto tag = "\"" + digest.hex() + "\"";
    response.headers.emplace_back("ETag", tag);
    if (matches_tag(request.if_none_match, tag)) {
        response.status = 304;
        return response;
    }
    response.content_type = type;
    response.body = std::move(bytes);
    return response;
}

Response made(const Request& request, std::string_view type, std::string bytes) {
    const auto digest = digest_of(bytes);
    return tagged(request, type, std::move(bytes), digest);
}

std::string event_text(const News& news, const std::string& base_path) {
    std::string data = fmt::format("{{\"generation\":{},\"everything\":{},\"diagnostics\":{},\"paths\":[",
                                   news.generation, news.everything, news.diagnostics);
    for (const auto& path : news.paths) {
        if (data.back() != '[') data += ',';
        append_json(data, url_path(base_path + path));
    }
    return fmt::format("id: {}\nevent: reload\ndata: {}]}}\n\n", news.generation, data);
}

/// One page's ear. Counted, since each holds one of the server's workers.
class Listener {
public:
    Listener(const Shown& shown, std::uint64_t generation) : shown_(shown), generation_(generation) { ++listeners; }
    ~Listener() { --listeners; }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    std::optional<std::string> next() {
        if (shown_.is_closed()) return std::nullopt;
        if (!greeted_) {
            greeted_ = true;
            return "retry: 500\n\n";
        }
        const auto news = shown_.news_since(generation_);
        if (!news) return "";
        generation_ = news->generation;
        return event_text(*news, shown_.report()->base_path);
    }

private:
    const Shown& shown_;
    std::uint64_t generation_;
    bool greeted_ = false;
};

Response events(const Shown& shown, const Request& request) {
    if (listeners >= most_listeners) return plain(503, "503\n");
    const auto said = query_value(request.target, "generation");
    std::uint64_t generation = 0;
    std::from_chars(said.data(), said.data() + said.size(), generation);
    // A page from another run of the preview: whatever it shows is old.
    if (query_value(request.target, "run") != shown.run()) generation = ~std::uint64_t{0};
    Response response;
    response.content_type = "text/event-stream";
    if (request.method == "HEAD") return response;
    const auto listener = std::make_shared<Listener>(shown, generation);
    response.stream = [listener] { return listener->next(); };
    return response;
}

Response own(const Shown& shown, const Request& request, std::string_view path) {
    const auto report = shown.report();
    if (path == "/_knav/") return made(request, html_type, list_page(*report, shown.run()));
    if (path == "/_knav/events") return events(shown, request);
    if (path == "/_knav/status") return made(request, "application/json", status_json(*report));
    if (path == "/_knav/reload.js") return made(request, content_type("reload.js"), std::string{reload_script()});
    if (path == "/_knav/preview.css") return made(request, content_type("preview.css"), std::string{preview_style()});
    if (path == "/_knav") return redirect(301, "/_knav/");
    return plain(404, "404\n");
}

/// A file that is shown; a page with the panel of what is published at `about`.
Response shown_file(const Shown& shown, const Request& request, const File& file, const std::string& about) {
    const auto type = content_type(file.path);
    if (type != html_type) return tagged(request, type, std::string{file.bytes()}, file.digest);
    return made(request, type, with_panel(file.bytes(), panel(*shown.report(), shown.run(), about)));
}

Response missing(const Shown& shown, Request request, const std::string& path) {
    request.if_none_match.clear();
    const auto about = path.ends_with(".html")               ? path
                       : path.empty() || path.ends_with('/') ? path + "index.html"
                                                             : path + "/index.html";
    const auto page = shown.find("404.html");
    auto response =
        shown_file(shown, request,
                   page.value_or(make_file("404.html", "<!doctype html>\n<title>404</title>\n<p>404</p>\n")), about);
    response.status = 404;
    return response;
}

Response of_site(const Shown& shown, const Request& request, const std::string& base, const std::string& whole) {
    if (!whole.starts_with(base)) {
        const bool above = whole == "/" || whole + "/" == base;
        return above ? redirect(302, base) : missing(shown, request, whole.substr(1));
    }
    const auto path = whole.substr(base.size());
    const bool is_folder = path.empty() || path.ends_with('/');
    const auto name = is_folder ? path + "index.html" : path;
    if (const auto file = shown.find(name)) return shown_file(shown, request, *file, name);
    if (!is_folder && shown.find(path + "/index.html")) return redirect(301, whole + "/");
    return missing(shown, request, path);
}

Response routed(const Shown& shown, int port, const Request& request) {
    if (!is_own_host(request.host, port)) return plain(421, "421\n");
    if (request.method != "GET" && request.method != "HEAD") {
        auto response = plain(405, "405\n");
        response.headers.emplace_back("Allow", "GET, HEAD");
        return response;
    }
    const auto path = path_of_target(request.target);
    if (!path) return plain(400, "400\n");
    if (path->starts_with("/_knav/") || *path == "/_knav") return own(shown, request, *path);
    return of_site(shown, request, shown.report()->base_path, *path);
}

}  // namespace

Response answer(const Shown& shown, int port, const Request& request) {
    Response response;
    try {
        response = routed(shown, port, request);
    } catch (const EnvironmentError&) {
        response = plain(503, "503\n");  // a file that has gone since it was listed; the next rebuild knows
    }
    response.headers.emplace_back("Content-Security-Policy", policy);
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Referrer-Policy", "same-origin");
    response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    response.headers.emplace_back("Cache-Control", "no-cache");
    return response;
}

}  // namespace knav
