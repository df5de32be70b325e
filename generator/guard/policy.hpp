// The policy: who the editors are, which roles they have where, and which roles follow from seats in groups.
// Read from schema/editors.toml, as it stood before the change under judgement. What a role may change is said by the
// types, fields and sections of the schema, each in its `editors`; what a person may change is rights.hpp's business.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "files/snapshot.hpp"
#include "schema/schema.hpp"
#include "text/date.hpp"
#include "text/language.hpp"

namespace knav {

inline constexpr std::string_view policy_path = "schema/editors.toml";
/// Roles that mean something by themselves. A coordinator may change all content within the scope, also what is locked
/// for others; an admin everything, also schema/, themes/ and content/site.toml.
inline constexpr std::string_view role_coordinator = "coordinator";
inline constexpr std::string_view role_admin = "admin";
inline constexpr std::string_view role_editor = "editor";

/// Days on which something holds, both included; without an end it goes on.
struct Period {
    std::optional<Date> from;
    std::optional<Date> to;
    [[nodiscard]] bool holds(const Date& day) const { return (!from || *from <= day) && (!to || day <= *to); }
};

/// A role on the pages of a scope: "rmpo/tandvard/**" is that page and all below it, "rmpo/tandvard" the page alone.
struct Grant {
    std::string role;
    std::string scope;
    std::shared_ptr<const PathPattern> pattern;  // `scope`, compiled
    Period period;
};

struct Editor {
    std::string id;
    std::string name;
    std::vector<std::string> emails;  // of git's author and committer; lower case
    std::string person;               // id of a person's page, for rights that follow from seats; may be empty
    std::optional<Language> language;
    std::vector<Grant> grants;
    Position at;
};

/// A right that follows from data: who holds one of the seats on a group's page has the role on some pages.
struct SeatRight {
    std::string role;
    std::vector<std::string> seats;  // roles of the group's list of seats ("ordförande")
    std::vector<std::string> of;     // types of the group
    std::vector<std::string> pages;  // types of the pages that the right holds for; empty: any
    std::string through;  // their field that names the group; empty: they are the group's own or lie below it
    Period period;
};

struct Policy {
    std::vector<Editor> editors;  // in the order of the file
    std::vector<std::string> roles;
    std::vector<SeatRight> rights;
    bool readable = false;  // false: the file is missing or wrong, and nobody may do anything

    [[nodiscard]] const Editor* find(std::string_view id) const;
    /// By id or by an e-mail address, as the transport knows the person. Null: unknown.
    [[nodiscard]] const Editor* who(std::string_view said) const;
};

/// Reads the policy. Any mistake in it is an error and makes it unreadable: rights are not to be guessed. The schema is
/// asked for what it has of types, roles and fields.
[[nodiscard]] Policy read_policy(const File* file, const Schema& schema, Diagnostics& found);

}  // namespace knav
