// Scopes: whose feed or calendar it is, and where it is published.
#pragma once

#include <string>
#include <string_view>

#include "site/lens.hpp"

namespace knav {

struct Scope {
    enum class Kind { site, type, page, vacancies };

    Kind kind = Kind::site;
    PageNo page = no_page;           // of a page's: a group, a council, a topic, a role ...
    const PageType* type = nullptr;  // of a type's

    static Scope of_site() { return {}; }
    static Scope of_type(const PageType& type) { return {Kind::type, no_page, &type}; }
    /// The start page's is the site's.
    static Scope of_page(PageNo page, std::string_view id) {
        return id.empty() ? Scope{} : Scope{Kind::page, page, nullptr};
    }
    static Scope of_vacancies() { return {Kind::vacancies, no_page, nullptr}; }
};

/// Files that belong to a page lie in its folder, others in /prenumerera/ under a name of their own.
/// `id` is the page's, or one it had before; `archive` 0 is the feed itself.
[[nodiscard]] std::string feed_path(const Scope& scope, std::string_view id, FeedFormat format,
                                    std::size_t archive = 0);
/// The same below the site, for links: "/rmpo/tandvard/feed.xml".
[[nodiscard]] std::string feed_url(const Lens& lens, const Scope& scope, FeedFormat format, std::size_t archive = 0);
/// Where a person reads the same.
[[nodiscard]] std::string home_url(const Lens& lens, const Scope& scope);
/// "RMPO Tandvård", "Möten", "Vakanser", or the site's title.
[[nodiscard]] std::string scope_title(const Lens& lens, const Scope& scope);
/// What it is called where news and events are listed (events/scopes.hpp).
[[nodiscard]] std::string news_scope(const Lens& lens, const Scope& scope);
/// What a feed's id says after the site's tag, the same whatever the page is called.
[[nodiscard]] std::string scope_name(const Lens& lens, const Scope& scope);
/// "tag:kunskapsnav.example.org,2026:" and the name (RFC 4151).
[[nodiscard]] std::string tag_uri(const Settings& settings, std::string_view name);

/// The media type of a format.
[[nodiscard]] std::string_view media_type(FeedFormat format);
/// The interface's word for it: "Atom-flöde".
[[nodiscard]] std::string format_name(const Lens& lens, FeedFormat format);

}  // namespace knav
