#include "guard/policy.hpp"

#include <algorithm>
#include <set>

#include "guard/grounds.hpp"
#include "parse/toml.hpp"
#include "schema/schema_file.hpp"
#include "text/slug.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

void read_day(const SchemaFile& file, const Entry& entry, std::optional<Date>& into) {
    if (const auto* day = entry.value.as<Date>()) {
        into = *day;
    } else {
        file.wrong(entry.value.at(), entry.key, "2027-01-01");
    }
}

template <class T>
void read_from(const SchemaFile& file, const Entry& entry, T& into) {
    read_day(file, entry, into.period.from);
}

template <class T>
void read_to(const SchemaFile& file, const Entry& entry, T& into) {
    read_day(file, entry, into.period.to);
}

void read_scope(const SchemaFile& file, const Entry& entry, Grant& grant) {
    file.read(entry, grant.scope);
    auto pattern = PathPattern::parse(grant.scope);
    // A name in braces would mean "any": a scope says which pages it means.
    if (!pattern || grant.scope.find('{') != std::string::npos) {
        file.wrong(entry.value.at(), entry.key, "\"**\" | \"rmpo/tandvard/**\" | \"rmpo/tandvard\"");
        return;
    }
    grant.pattern = std::make_shared<const PathPattern>(std::move(*pattern));
}

constexpr Key<Grant> grant_keys[] = {{"role", read_member<Grant, &Grant::role>},
                                     {"scope", read_scope},
                                     {"from", read_from<Grant>},
                                     {"to", read_to<Grant>}};

void read_grants(const SchemaFile& file, const Entry& entry, Editor& editor) {
    file.each_table(entry, [&](const Table& table, Position at) {
        Grant grant;
        read_keys(file, table, grant_keys, grant);
        if (grant.role.empty()) file.wrong(at, "role", "\"editor\"");
        if (table.find("scope") == nullptr) file.wrong(at, "scope", "\"rmpo/tandvard/**\"");
        editor.grants.push_back(std::move(grant));
    });
}

void read_emails(const SchemaFile& file, const Entry& entry, Editor& editor) {
    file.read(entry, editor.emails);
    for (auto& email : editor.emails) {
        if (email.find('@') == std::string::npos) file.wrong(entry.value.at(), entry.key, "[ \"namn@example.org\" ]");
        email = lower(email);
    }
}

void read_language(const SchemaFile& file, const Entry& entry, Editor& editor) {
    static constexpr std::pair<std::string_view, Language> languages[] = {{"sv", Language::sv}, {"en", Language::en}};
    Language language = Language::sv;
    file.read_choice<Language>(entry, languages, language);
    editor.language = language;
}

constexpr Key<Editor> editor_keys[] = {{"id", read_member<Editor, &Editor::id>},
                                       {"name", read_member<Editor, &Editor::name>},
                                       {"emails", read_emails},
                                       {"person", read_member<Editor, &Editor::person>},
                                       {"language", read_language},
                                       {"grants", read_grants}};

constexpr Key<SeatRight> right_keys[] = {{"role", read_member<SeatRight, &SeatRight::role>},
                                         {"seats", read_member<SeatRight, &SeatRight::seats>},
                                         {"of", read_member<SeatRight, &SeatRight::of>},
                                         {"pages", read_member<SeatRight, &SeatRight::pages>},
                                         {"through", read_member<SeatRight, &SeatRight::through>},
                                         {"from", read_from<SeatRight>},
                                         {"to", read_to<SeatRight>}};

struct RoleEntry {
    std::string id;
};
constexpr Key<RoleEntry> role_keys[] = {{"id", read_member<RoleEntry, &RoleEntry::id>}};

struct Lists {
    std::vector<Editor> editors;
    std::vector<std::string> roles;
    std::vector<SeatRight> rights;
};

void read_editors(const SchemaFile& file, const Entry& entry, Lists& lists) {
    file.each_table(entry, [&](const Table& table, Position at) {
        Editor editor;
        editor.at = at;
        read_keys(file, table, editor_keys, editor);
        // The id stands in the names of refs.
        if (!is_page_id(editor.id) || editor.id.find('/') != std::string::npos) {
            file.wrong(at, "id", "\"rmpo-tandvard\"", slugify(editor.id));
        }
        lists.editors.push_back(std::move(editor));
    });
}

void read_roles(const SchemaFile& file, const Entry& entry, Lists& lists) {
    file.each_table(entry, [&](const Table& table, Position at) {
        RoleEntry role;
        read_keys(file, table, role_keys, role);
        if (role.id.empty()) file.wrong(at, "id", "\"granskare\"");
        lists.roles.push_back(std::move(role.id));
    });
}

void read_rights(const SchemaFile& file, const Entry& entry, Lists& lists) {
    file.each_table(entry, [&](const Table& table, Position at) {
        SeatRight right;
        read_keys(file, table, right_keys, right);
        if (right.role.empty()) file.wrong(at, "role", "\"editor\"");
        if (right.seats.empty()) file.wrong(at, "seats", "[ \"ordförande\" ]");
        if (right.of.empty()) file.wrong(at, "of", "[ \"group\" ]");
        for (const auto* types : {&right.of, &right.pages}) {
            for (const auto& type : *types) {
                const auto& known = file.names().types;
                if (std::binary_search(known.begin(), known.end(), std::string_view{type})) continue;
                file.wrong(at, types == &right.of ? "of" : "pages", '"' + type + "\" ≠ schema/*.toml");
            }
        }
        lists.rights.push_back(std::move(right));
    });
}

constexpr Key<Lists> policy_keys[] = {{"editors", read_editors}, {"roles", read_roles}, {"rights", read_rights}};

/// What no single entry can tell: names that two share, roles that nobody has declared.
class WholeCheck {
public:
    WholeCheck(const SchemaFile& file, const Lists& lists) : file_(file), lists_(lists) {}

    void run() {
        for (const auto& editor : lists_.editors) {
            once("id", editor.id, editor.at);
            for (const auto& email : editor.emails) once("emails", email, editor.at);
            for (const auto& grant : editor.grants) known_role(grant.role, editor.at);
        }
        for (const auto& right : lists_.rights) known_role(right.role, {});
        for (const auto& right : lists_.rights) {
            // A role that follows from a seat is a role on pages; who runs the site is not for data to say.
            if (right.role == role_admin) file_.wrong({}, "role", "\"editor\" | \"coordinator\"");
        }
    }

private:
    void once(std::string_view key, const std::string& value, Position at) {
        if (!seen_.insert(lower(value)).second) file_.wrong(at, key, '"' + value + "\" × 1");
    }

    void known_role(const std::string& role, Position at) const {
        const std::string_view own[] = {role_editor, role_coordinator, role_admin};
        std::vector<std::string_view> known(std::begin(own), std::end(own));
        known.insert(known.end(), lists_.roles.begin(), lists_.roles.end());
        if (std::find(known.begin(), known.end(), role) != known.end()) return;
        file_.unknown_value(Value{role, at}, "role", known);
    }

    const SchemaFile& file_;
    const Lists& lists_;
    std::set<std::string> seen_;
};

}  // namespace

const Editor* Policy::find(std::string_view id) const {
    const auto found = std::find_if(editors.begin(), editors.end(), [&](const Editor& each) { return each.id == id; });
    return found == editors.end() ? nullptr : &*found;
}

const Editor* Policy::who(std::string_view said) const {
    if (!readable || said.empty()) return nullptr;
    if (const auto* editor = find(said)) return editor;
    const auto address = lower(said);
    const auto found = std::find_if(editors.begin(), editors.end(), [&](const Editor& each) {
        return std::find(each.emails.begin(), each.emails.end(), address) != each.emails.end();
    });
    return found == editors.end() ? nullptr : &*found;
}

Policy read_policy(const File* file, const Schema& schema, Diagnostics& found) {
    Policy policy;
    if (file == nullptr) {
        found.error({std::string{policy_path}, {}}, ground::policy_unreadable, {std::string{policy_path}});
        return policy;
    }
    const auto errors = found.errors();
    const auto table = parse_toml(file->path, file->bytes(), 1, found);
    if (!table) return policy;
    SchemaNames names{{}, schema.vocabularies};
    for (const auto& type : schema.types) names.types.push_back(type.name);
    const SchemaFile reader{file->path, names, found};
    Lists lists;
    read_keys(reader, *table, policy_keys, lists);
    WholeCheck{reader, lists}.run();
    policy.editors = std::move(lists.editors);
    policy.roles = std::move(lists.roles);
    policy.rights = std::move(lists.rights);
    policy.readable = found.errors() == errors;
    return policy;
}

}  // namespace knav
