// History as plain values: for each path, when it was last changed and by which commit. Filled by the git room.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace knav {

struct Revision {
    std::string commit;     // 40 hexadecimal digits
    std::int64_t when = 0;  // author's time, Unix seconds
    friend bool operator==(const Revision&, const Revision&) = default;
};

/// A path that is absent has no known history (not committed, a shallow clone, no repository): shown as "okänt".
struct History {
    std::map<std::string, Revision, std::less<>> last_change;  // by path relative to the site root
    std::string head;                                          // the commit it was read at; empty without a repository
    [[nodiscard]] const Revision* of(std::string_view path) const {
        const auto found = last_change.find(path);
        return found == last_change.end() ? nullptr : &found->second;
    }
};

}  // namespace knav
