#include "feeds/scope.hpp"

#include "events/scopes.hpp"
#include "text/slug.hpp"

namespace knav {
namespace {

constexpr std::string_view folder = "prenumerera/";

std::string_view page_file(FeedFormat format) {
    switch (format) {
        case FeedFormat::atom: return "feed.xml";
        case FeedFormat::rss: return "rss.xml";
        case FeedFormat::json: return "feed.json";
        case FeedFormat::calendar: return "kalender.ics";
    }
    return {};
}

std::string_view ending(FeedFormat format) {
    switch (format) {
        case FeedFormat::atom: return ".xml";
        case FeedFormat::rss: return "-rss.xml";
        case FeedFormat::json: return ".json";
        case FeedFormat::calendar: return ".ics";
    }
    return {};
}

// "feed.xml" -> "feed-arkiv-2.xml".
std::string archived(std::string_view file, std::size_t archive) {
    if (archive == 0) return std::string{file};
    const auto dot = file.rfind('.');
    return std::string{file.substr(0, dot)} + "-arkiv-" + std::to_string(archive) + std::string{file.substr(dot)};
}

std::string own_name(const Scope& scope) {
    return scope.kind == Scope::Kind::vacancies ? std::string{"vakanser"} : slugify(scope.type->plural.sv);
}

}  // namespace

std::string feed_path(const Scope& scope, std::string_view id, FeedFormat format, std::size_t archive) {
    const bool in_page = scope.kind == Scope::Kind::site || scope.kind == Scope::Kind::page;
    if (!in_page) return std::string{folder} + archived(own_name(scope) + std::string{ending(format)}, archive);
    return std::string{id} + (id.empty() ? "" : "/") + archived(page_file(format), archive);
}

std::string feed_url(const Lens& lens, const Scope& scope, FeedFormat format, std::size_t archive) {
    const auto id = scope.kind == Scope::Kind::page ? lens.card(scope.page).id : std::string_view{};
    return "/" + feed_path(scope, id, format, archive);
}

std::string home_url(const Lens& lens, const Scope& scope) {
    switch (scope.kind) {
        case Scope::Kind::site: return "/";
        case Scope::Kind::page: return std::string{lens.card(scope.page).url};
        case Scope::Kind::vacancies: return "/vakanser/";
        case Scope::Kind::type: break;
    }
    return "/nytt/";
}

std::string scope_title(const Lens& lens, const Scope& scope) {
    switch (scope.kind) {
        case Scope::Kind::site: break;
        case Scope::Kind::page: return std::string{lens.card(scope.page).title};
        case Scope::Kind::vacancies: return lens.word("vacancies_title");
        case Scope::Kind::type: return scope.type->plural.in(lens.language());
    }
    return lens.settings().title;
}

std::string news_scope(const Lens& lens, const Scope& scope) {
    switch (scope.kind) {
        case Scope::Kind::site: break;
        case Scope::Kind::page: return std::string{lens.card(scope.page).id};
        case Scope::Kind::vacancies: return std::string{vacancies_scope};
        case Scope::Kind::type: return "type:" + scope.type->name;
    }
    return {};
}

std::string scope_name(const Lens& lens, const Scope& scope) {
    switch (scope.kind) {
        case Scope::Kind::site: break;
        case Scope::Kind::page: return "feed/" + std::string{lens.first_id(scope.page)};
        case Scope::Kind::vacancies: return "feed:vacancies";
        case Scope::Kind::type: return "feed:type/" + scope.type->name;
    }
    return "feed";
}

std::string tag_uri(const Settings& settings, std::string_view name) {
    return "tag:" + settings.tag + ":" + std::string{name};
}

std::string_view media_type(FeedFormat format) {
    switch (format) {
        case FeedFormat::atom: return "application/atom+xml";
        case FeedFormat::rss: return "application/rss+xml";
        case FeedFormat::json: return "application/feed+json";
        case FeedFormat::calendar: return "text/calendar";
    }
    return {};
}

std::string format_name(const Lens& lens, FeedFormat format) {
    switch (format) {
        case FeedFormat::atom: return lens.word("feed_atom");
        case FeedFormat::rss: return lens.word("feed_rss");
        case FeedFormat::json: return lens.word("feed_json");
        case FeedFormat::calendar: return lens.word("calendar");
    }
    return {};
}

}  // namespace knav
