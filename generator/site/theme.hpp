// A theme as data: templates with their partials already put in, the interface's words, and assets by the address they
// are published at. Turning templates into HTML is the business of render.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "files/snapshot.hpp"
#include "text/language.hpp"

namespace knav {

/// A template with every {{> partial}} replaced by its text: Mustache would parse partials anew at each use.
struct Template {
    std::string name;
    std::string file;  // where it came from
    std::string text;  // expanded
    Digest digest;     // of the expanded text

    /// A run of the text that stands in one file.
    struct Run {
        std::size_t begin = 0;
        Place place;
    };
    std::vector<Run> runs;
    /// Where a byte of the text was written: in a partial, if it came from one.
    [[nodiscard]] Place place_of(std::size_t offset) const;
};

/// The one style sheet that all of a theme's .css files are joined into.
inline constexpr std::string_view style_sheet = "theme.css";

struct Asset {
    std::string name;   // "navet.css", as below assets/
    std::string url;    // "/assets/navet.1f2e3d4c.css": a changed file has a new address, so it may be cached for ever
    std::string bytes;  // the style sheet's and the scripts'; empty for the others
    const File* file = nullptr;  // the others' file
};

struct Theme {
    std::string name;
    std::map<std::string, Template, std::less<>> templates;  // "group" -> templates/group.mustache; partials too
    std::map<std::string, Label, std::less<>> words;         // key -> text in both languages
    Digest words_digest;
    std::map<std::string, Asset, std::less<>> assets;  // by name
    Digest assets_digest;                              // of their addresses

    [[nodiscard]] const Template* find(std::string_view template_name) const;
    /// The word in the language; the key itself in brackets if the theme lacks it.
    [[nodiscard]] const std::string& word(std::string_view key, Language language) const;
};

/// Reads themes/<name>/. Missing and circular partials, words that one language lacks and unreadable files are reported.
[[nodiscard]] Theme read_theme(const Snapshot& snapshot, std::string_view name, Diagnostics& found);

}  // namespace knav
