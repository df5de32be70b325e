// What happened to pages beside the histories that are followed (History::asides), unit by unit. Which page it happened to is
// told by the version itself: the id that subscribers know it by, its own or the one in `first_id`.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "events/old_pages.hpp"

namespace knav {

/// What one commit made of one page, beside its history.
struct SideStep {
    std::string commit;    // 40 hexadecimal digits
    std::string known_as;  // the page
    std::vector<std::string> units;
    bool took_away = false;  // there was no such page after it
};

/// By a key of all that they were worked out from.
using SidePast = std::map<Digest, std::vector<SideStep>>;

/// The unit that stands for where a page lies; no field and no section has such a name.
inline constexpr std::string_view unit_place = "/";

/// The id by which subscribers know a page that says `first_id`, perhaps nothing, and lies at `path`.
[[nodiscard]] std::string known_as(const std::string& path, std::string_view first_id);

/// The units, by byte order, with the place if it changed.
[[nodiscard]] std::vector<std::string> with_place(std::vector<std::string> units, std::string_view path_before,
                                                  std::string_view path_after);

/// `pages` are the ids by which pages are known today, and those of their places: of others nothing is found. What `known`
/// has is not read again. Adds to `unreadable` the versions that could not be read and to `worked_out` what was not known.
[[nodiscard]] SidePast work_out_sides(const OldPages& old, const Digest& rules,
                                      std::set<std::string, std::less<>> pages, const SidePast& known,
                                      std::size_t& unreadable, std::size_t& worked_out);

}  // namespace knav
