// Settings: what content/site.toml says of the site as a whole.
#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.hpp"
#include "files/snapshot.hpp"
#include "text/digest.hpp"
#include "text/language.hpp"

namespace knav {

struct MenuEntry {
    std::string title;
    std::string page;  // a page's id, or an address that begins with '/' or a scheme
};

enum class FeedFormat { atom, rss, json, calendar };

struct Settings {
    std::string title;
    std::string subtitle;
    std::string description;
    std::string base_url;   // "https://kunskapsnav.example.org/nav/", always with a last '/'
    std::string base_path;  // its path: "/nav/", or "/"
    Language language = Language::sv;
    std::string theme = "navet";
    std::string vision;
    std::string vision_source;
    std::string responsible;    // the function that answers for the site
    bool show_history = true;   // whether there are pages with what pages used to say
    bool show_authors = false;  // whether histories name who saved: persons, so only if asked for
    std::string edit_url;       // "{path}" stands for a file's path; empty: no edit links
    std::vector<FeedFormat> feeds{FeedFormat::atom};
    /// What the ids in feeds and calendars begin with: a host and a year in which it was the site's (RFC 4151). Stays when
    /// the site moves to another address.
    std::string tag;
    std::string newsletter;  // its title; empty: the site has none
    std::vector<MenuEntry> menu;
    std::vector<MenuEntry> footer_menu;
    Digest digest;

    /// "/rmpo/" -> "/nav/rmpo/". Addresses with a scheme are left alone.
    [[nodiscard]] std::string link(std::string_view url) const;
    /// "/rmpo/" -> "https://kunskapsnav.example.org/nav/rmpo/".
    [[nodiscard]] std::string absolute(std::string_view url) const;
    [[nodiscard]] bool has(FeedFormat format) const;
};

/// Reads content/site.toml. What is wrong is reported at its place; what is missing has its default.
[[nodiscard]] Settings read_settings(const Snapshot& snapshot, Diagnostics& found);

}  // namespace knav
