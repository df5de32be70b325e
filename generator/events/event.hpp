// An event: something that happened to a page, in words. What feeds, lists of news and digests are made of.
#pragma once

#include <string>
#include <vector>

#include "graph/page.hpp"
#include "schema/page_type.hpp"
#include "text/date.hpp"

namespace knav {

struct Event {
    std::string id;                  // 32 hexadecimal digits; the same over rebuilds, renames and moves of the page
    DateTime when;                   // Swedish time with its offset: the save since which it is as it is
    std::int64_t seconds = 0;        // the same in Unix seconds
    PageNo page = no_page;           // what it happened to; of a page that is gone, the nearest one above where it lay
    const PageType* type = nullptr;  // of what it happened to
    Happening change = Happening::changed;
    std::string rule;                 // the schema's id of it: "goal-state"
    std::string unit;                 // where in the page: a field's name, "#section", or empty for the page itself
    std::string role;                 // for seats: a value of the role vocabulary
    Label sentence;                   // whole, with the page's name in it
    std::string title;                // of what it happened to
    std::string url;                  // below the site, with the section: "/rmpo/tandvard/#uppdrag"
    bool for_information = false;     // the page says so: others are told, nobody is asked for anything
    bool example = false;             // of an invented page: listed at the page and those above it only
    std::vector<std::string> scopes;  // whose lists it stands in, see scopes.hpp; by byte order
};

}  // namespace knav
