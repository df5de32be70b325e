#include "schema/read_types.hpp"

#include <algorithm>

#include "schema/common_fields.hpp"
#include "schema/read_field.hpp"
#include "schema/read_parts.hpp"
#include "text/nearest.hpp"

namespace knav {

namespace {

void read_paths(const SchemaFile& file, const Entry& entry, PageType& type) {
    if (entry.value.kind() == ValueKind::string) {
        type.paths.emplace_back(entry.value.text());
    } else {
        file.read(entry, type.paths);
    }
}

void read_children(const SchemaFile& file, const Entry& entry, PageType& type) {
    file.read(entry, type.children);
    const auto& types = file.names().types;
    for (const auto& child : entry.value.array()) {
        if (child.kind() != ValueKind::string || std::binary_search(types.begin(), types.end(), child.text())) continue;
        file.unknown_value(child, entry.key, types);
    }
}

void read_own_fields(const SchemaFile& file, const Entry& entry, PageType& type) {
    if (const auto* table = entry.value.as<Table>()) {
        read_fields(file, *table, common_fields(), type.fields);
    } else {
        file.wrong(entry.value.at(), entry.key, "[fields.NAME]");
    }
}

constexpr Key<MapRule> map_keys[] = {{"from", read_member<MapRule, &MapRule::from>},
                                     {"to", read_member<MapRule, &MapRule::to>},
                                     {"both", read_member<MapRule, &MapRule::both>},
                                     {"rank", read_member<MapRule, &MapRule::rank>}};

void read_map(const SchemaFile& file, const Entry& entry, PageType& type) {
    if (const auto* table = entry.value.as<Table>()) {
        read_keys(file, *table, map_keys, type.map);
    } else {
        file.wrong(entry.value.at(), entry.key, "{ from = \"...\", to = \"...\" }");
    }
}

template <auto member, auto read>
void read_list(const SchemaFile& file, const Entry& entry, PageType& type) {
    read(file, entry, type.*member);
}

constexpr Key<PageType> type_keys[] = {{"label", read_member<PageType, &PageType::label>},
                                       {"plural", read_member<PageType, &PageType::plural>},
                                       {"short", read_member<PageType, &PageType::short_name>},
                                       {"help", read_member<PageType, &PageType::help>},
                                       {"extends", read_elsewhere<PageType>},
                                       {"abstract", read_member<PageType, &PageType::abstract>},
                                       {"path", read_paths},
                                       {"template", read_member<PageType, &PageType::template_name>},
                                       {"children", read_children},
                                       {"editors", read_member<PageType, &PageType::editors>},
                                       {"columns", read_member<PageType, &PageType::columns>},
                                       {"filters", read_member<PageType, &PageType::filters>},
                                       {"map", read_map},
                                       {"sort", read_member<PageType, &PageType::sort>},
                                       {"feed", read_member<PageType, &PageType::feed>},
                                       {"history", read_member<PageType, &PageType::history>},
                                       {"follow", read_member<PageType, &PageType::follow>},
                                       {"sections_in_order", read_member<PageType, &PageType::sections_in_order>},
                                       {"other_sections", read_member<PageType, &PageType::other_sections>},
                                       {"fields", read_own_fields},
                                       {"seats", read_list<&PageType::seats, read_seats>},
                                       {"sections", read_list<&PageType::sections, read_sections>},
                                       {"rules", read_list<&PageType::rules, read_rules>},
                                       {"events", read_list<&PageType::events, read_events>}};

/// What a type has before its own file is read: all of its parent but what names the parent itself.
PageType heir_of(const PageType* parent) {
    PageType type;
    if (parent == nullptr) {
        type.template_name = "page";
        type.fields = common_fields();
        return type;
    }
    type = *parent;
    type.abstract = false;
    type.label = {};
    type.plural = {};
    type.short_name.clear();
    type.help = {};
    type.paths.clear();
    return type;
}

/// Vacancies are shown for the field that holds the seats. Where a type has seats and no field says it is the one, the
/// first list with a role in it is.
void find_seats(PageType& type) {
    const auto holds_seats = [](const Field& field) { return field.display == Display::seats; };
    if (type.seats.empty() || std::any_of(type.fields.begin(), type.fields.end(), holds_seats)) return;
    const auto field = std::find_if(type.fields.begin(), type.fields.end(), [](const Field& each) {
        const auto* role = each.find("role");
        return each.is_list_of_tables() && role != nullptr && role->kind == FieldKind::enumeration;
    });
    if (field != type.fields.end()) field->display = Display::seats;
}

/// Whether anything of such a page can stand in a calendar by itself.
bool has_days(const std::vector<Field>& fields) {
    return std::any_of(fields.begin(), fields.end(), [](const Field& field) {
        const bool day = field.calendar == CalendarPart::start || field.calendar == CalendarPart::deadline ||
                         field.calendar == CalendarPart::day;
        return day || has_days(field.fields);
    });
}

/// Reads each file once, parents before children.
class TypeReader {
public:
    TypeReader(std::span<const TypeFile> files, const SchemaNames& names, Diagnostics& found)
        : files_(files), names_(names), found_(found), drafts_(files.size()) {}

    std::vector<PageType> read_all() {
        for (std::size_t i = 0; i < files_.size(); ++i) read(i);
        std::vector<PageType> types;
        types.reserve(drafts_.size());
        for (auto& draft : drafts_) {
            // A type that names no section has no opinion on sections, unless it says that it has.
            if (draft.type.sections.empty() && !draft.says_other_sections) draft.type.other_sections = true;
            find_seats(draft.type);
            draft.type.dated = has_days(draft.type.fields);
            types.push_back(std::move(draft.type));
        }
        return types;
    }

private:
    enum class State { unread, reading, read };

    struct Draft {
        State state = State::unread;
        bool says_other_sections = false;  // itself or by inheritance
        PageType type;
    };

    void read(std::size_t index) {
        auto& draft = drafts_[index];
        if (draft.state != State::unread) return;
        draft.state = State::reading;
        chain_.push_back(index);
        const auto& raw = files_[index];
        const SchemaFile file{raw.path, names_, found_};
        const auto* parent = read_parent(file, raw);
        draft.type = heir_of(parent == nullptr ? nullptr : &parent->type);
        draft.type.name = raw.name;
        draft.type.file = raw.path;
        draft.type.at = {1, 1};
        draft.type.extends = parent == nullptr ? std::string{} : parent->type.name;
        draft.type.lineage.insert(draft.type.lineage.begin(), raw.name);
        draft.says_other_sections =
            raw.table.find("other_sections") != nullptr || (parent != nullptr && parent->says_other_sections);
        read_keys(file, raw.table, type_keys, draft.type);
        if (draft.type.label.sv.empty()) draft.type.label.sv = raw.name;
        if (draft.type.plural.sv.empty()) draft.type.plural = draft.type.label;
        draft.state = State::read;
        chain_.pop_back();
    }

    /// The draft of the type that the file extends, read; null when there is none to go by.
    const Draft* read_parent(const SchemaFile& file, const TypeFile& raw) {
        const auto* extends = raw.table.entry("extends");
        if (extends == nullptr) return nullptr;
        std::string name;
        file.read(*extends, name);
        if (name.empty()) return nullptr;
        const auto parent =
            std::find_if(files_.begin(), files_.end(), [&](const TypeFile& each) { return each.name == name; });
        const auto place = file.at(extends->value.at());
        if (parent == files_.end()) {
            found_.error(place, rule::schema_extends, {name}, nearest(name, names_.types).value_or(""));
            return nullptr;
        }
        const auto index = static_cast<std::size_t>(parent - files_.begin());
        read(index);
        if (drafts_[index].state == State::read) return &drafts_[index];
        found_.error(place, rule::schema_extends, {name, circle(index)});
        return nullptr;
    }

    /// "a → b → a", of the types being read from `first` on.
    [[nodiscard]] std::string circle(std::size_t first) const {
        std::string text;
        for (auto at = std::find(chain_.begin(), chain_.end(), first); at != chain_.end(); ++at) {
            text += files_[*at].name + " → ";
        }
        return text + files_[first].name;
    }

    std::span<const TypeFile> files_;
    const SchemaNames& names_;
    Diagnostics& found_;
    std::vector<Draft> drafts_;
    std::vector<std::size_t> chain_;  // the types being read, each extending the next
};

}  // namespace

std::vector<PageType> read_types(std::span<const TypeFile> files, const SchemaNames& names, Diagnostics& found) {
    return TypeReader{files, names, found}.read_all();
}

}  // namespace knav
