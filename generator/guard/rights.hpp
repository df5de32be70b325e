// What one person may change, by the policy and the schema in force: roles by page, then fields and sections by role.
// Asks for a page only where a right follows from a seat, so judging a push never reads the whole site.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "guard/policy.hpp"

namespace knav {

/// The bytes of a file by its path, or nothing.
using FindFile = std::function<std::optional<File>(std::string_view path)>;

/// What holds when something is judged: the published state, before all that is judged. All outlive who uses it.
struct Law {
    const Policy& policy;
    const Schema& schema;
    Language language = Language::sv;
    Date today;
    FindFile standing;  // a file as it is published; asked for the pages of groups and people's seats
};

using Roles = std::set<std::string, std::less<>>;

class Rights {
public:
    /// `editor` belongs to the policy.
    Rights(const Law& law, const Editor& editor) : law_(law), editor_(editor) {}

    [[nodiscard]] const Law& law() const { return law_; }
    [[nodiscard]] const Editor& editor() const { return editor_; }
    /// The roles on a page, existing or not.
    [[nodiscard]] const Roles& on(const std::string& page_id) const;
    [[nodiscard]] bool is_admin() const;
    /// Coordinator or admin on the page: locks do not hold.
    [[nodiscard]] bool all_of(const std::string& page_id) const;
    /// One of the roles, or all of the page.
    [[nodiscard]] bool has(const std::string& page_id, const std::vector<std::string>& roles) const;

private:
    void add_by_seat(const SeatRight& right, const std::string& page_id, Roles& roles) const;
    [[nodiscard]] bool sits(const SeatRight& right, const std::string& group_id) const;

    const Law& law_;
    const Editor& editor_;
    mutable std::map<std::string, Roles> roles_;
};

/// Whether anyone at all could be meant: the editors who have one of the roles on the page (or all of it), by grants and
/// seats. In the order of the policy.
[[nodiscard]] std::vector<const Editor*> editors_with(const Law& law, const std::string& page_id,
                                                      const std::vector<std::string>& roles);

/// Roles that may change a field or section of a type: its own `editors`, else the type's.
[[nodiscard]] const std::vector<std::string>& roles_of_field(const PageType& type, const Field* field);
[[nodiscard]] const std::vector<std::string>& roles_of_section(const PageType& type, std::string_view section_id);

/// The page's file as it is published, whichever of the three forms of path it has.
[[nodiscard]] std::optional<File> standing_page(const FindFile& find, std::string_view page_id);

}  // namespace knav
