#include "site/fact.hpp"

#include <array>

namespace knav {

std::string_view name_of(FactKind kind) {
    static constexpr std::array<std::string_view, 35> names = {
        "card",         "record",    "document",     "section",   "links",  "ancestors",      "children",
        "siblings",     "relation",  "incoming",     "resources", "feed",   "gathered",       "givers",
        "unit-history", "revisions", "last-change",  "mentions",  "query",  "events",         "occurrences",
        "news",         "vacancies", "abbreviation", "aliases",   "wanted", "compared-today", "today",
        "template",     "words",     "assets",       "settings",  "schema", "file",           "search-file"};
    return names[static_cast<std::size_t>(kind)];
}

std::string describe(FactKey key, const Names& names) {
    std::string said{name_of(key.kind())};
    const bool of_page = key.kind() <= FactKind::mentions;
    if (of_page) said += " " + (key.subject() == 0 ? std::string{"/"} : std::string{names.text(key.subject())});
    if (key.name() != 0) said += " " + std::string{names.text(key.name())};
    if (!of_page && key.subject() != 0) said += " " + std::string{names.text(key.subject())};
    return said;
}

}  // namespace knav
