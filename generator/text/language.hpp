// The two languages the program speaks. Content has one language, set in site.toml; the program's own words have both.
#pragma once

#include <string>
#include <string_view>

namespace knav {

enum class Language { sv, en };

/// A word or sentence in both languages. English may be empty: Swedish stands in.
struct Label {
    std::string sv;
    std::string en;

    [[nodiscard]] const std::string& in(Language language) const {
        return language == Language::en && !en.empty() ? en : sv;
    }
    friend bool operator==(const Label&, const Label&) = default;
};

}  // namespace knav
