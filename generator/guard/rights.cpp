#include "guard/rights.hpp"

#include <algorithm>

#include "graph/page.hpp"
#include "parse/front_matter.hpp"
#include "parse/toml.hpp"

namespace knav {

namespace {

constexpr std::size_t largest_front_matter_page = 2U << 20;

bool contains(const std::vector<std::string>& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

bool is_any_of(const PageType* type, const std::vector<std::string>& names) {
    return type != nullptr &&
           std::any_of(names.begin(), names.end(), [&](const std::string& name) { return type->is_a(name); });
}

/// The front matter of a published page; empty if it has none that can be read.
Table front_matter_of(const File& file) {
    if (file.size > largest_front_matter_page) return {};
    const auto split = split_front_matter(file.bytes());
    if (split.state != FrontMatter::State::read) return {};
    Diagnostics unheard;  // what is wrong with a published page is told by `knav check`
    return parse_toml(file.path, split.toml, 1, unheard).value_or(Table{});
}

std::string_view trimmed(std::string_view id) {
    while (id.starts_with('/')) id.remove_prefix(1);
    while (id.ends_with('/')) id.remove_suffix(1);
    return id;
}

std::optional<Date> day_of(const Table& entry, std::string_view key, bool& readable) {
    const auto* value = entry.find(key);
    if (value == nullptr) return std::nullopt;
    if (const auto* day = value->as<Date>()) return *day;
    if (const auto* time = value->as<DateTime>()) return time->date;
    readable = false;
    return std::nullopt;
}

/// Whether a seat is held by the person on the day. A period that cannot be read is no period.
bool holds(const Table& seat, const std::vector<std::string>& roles, std::string_view person, const Date& day) {
    if (!contains(roles, seat.text("role")) || trimmed(seat.text("person")) != person) return false;
    if (seat.text("state") == "vakant") return false;
    bool readable = true;
    Period period;
    period.from = day_of(seat, "from", readable);
    period.to = day_of(seat, "to", readable);
    return readable && period.holds(day);
}

std::string above(const std::string& id) {
    const auto slash = id.rfind('/');
    return slash == std::string::npos ? std::string{} : id.substr(0, slash);
}

}  // namespace

std::optional<File> standing_page(const FindFile& find, std::string_view page_id) {
    const auto stem = "content/" + std::string{page_id};
    if (page_id.empty()) {
        auto file = find("content/_index.md");
        return file ? file : find("content/index.md");
    }
    for (const auto* ending : {"/_index.md", ".md", "/index.md"}) {
        if (auto file = find(stem + ending)) return file;
    }
    return std::nullopt;
}

const std::vector<std::string>& roles_of_field(const PageType& type, const Field* field) {
    return field != nullptr && !field->editors.empty() ? field->editors : type.editors;
}

const std::vector<std::string>& roles_of_section(const PageType& type, std::string_view section_id) {
    const auto* rule = type.section(section_id);
    return rule != nullptr && !rule->editors.empty() ? rule->editors : type.editors;
}

const Roles& Rights::on(const std::string& page_id) const {
    if (const auto known = roles_.find(page_id); known != roles_.end()) return known->second;
    Roles roles;
    const auto parts = id_parts(page_id);
    for (const auto& grant : editor_.grants) {
        if (grant.pattern && grant.pattern->fits(parts) && grant.period.holds(law_.today)) roles.insert(grant.role);
    }
    if (!editor_.person.empty()) {
        for (const auto& right : law_.policy.rights) {
            if (right.period.holds(law_.today)) add_by_seat(right, page_id, roles);
        }
    }
    return roles_.emplace(page_id, std::move(roles)).first->second;
}

void Rights::add_by_seat(const SeatRight& right, const std::string& page_id, Roles& roles) const {
    const auto* type = law_.schema.of_page(page_id);
    if (type == nullptr || (!right.pages.empty() && !is_any_of(type, right.pages))) return;
    if (!right.through.empty()) {
        const auto file = standing_page(law_.standing, page_id);
        if (!file) return;  // a page that is not there yet names no group
        const auto values = front_matter_of(*file);
        const auto* named = values.find(right.through);
        if (named == nullptr) return;
        const auto sits_there = [&](const Value& value) { return sits(right, std::string{trimmed(value.text())}); };
        const auto& all = named->array();
        if (sits_there(*named) || std::any_of(all.begin(), all.end(), sits_there)) roles.insert(right.role);
        return;
    }
    for (std::string id = page_id;; id = above(id)) {
        if (is_any_of(law_.schema.of_page(id), right.of)) {  // the nearest group decides
            if (sits(right, id)) roles.insert(right.role);
            return;
        }
        if (id.empty()) return;
    }
}

bool Rights::sits(const SeatRight& right, const std::string& group_id) const {
    const auto* type = law_.schema.of_page(group_id);
    if (!is_any_of(type, right.of)) return false;
    const auto field = std::find_if(type->fields.begin(), type->fields.end(),
                                    [](const Field& each) { return each.display == Display::seats; });
    if (field == type->fields.end()) return false;
    const auto file = standing_page(law_.standing, group_id);
    if (!file) return false;
    const auto values = front_matter_of(*file);
    const auto* seats = values.find(field->name);
    if (seats == nullptr) return false;
    return std::any_of(seats->array().begin(), seats->array().end(), [&](const Value& seat) {
        return holds(seat.table(), right.seats, trimmed(editor_.person), law_.today);
    });
}

bool Rights::is_admin() const {
    return std::any_of(editor_.grants.begin(), editor_.grants.end(), [&](const Grant& grant) {
        return grant.role == role_admin && grant.scope == "**" && grant.period.holds(law_.today);
    });
}

bool Rights::all_of(const std::string& page_id) const {
    const auto& roles = on(page_id);
    return roles.contains(role_coordinator) || roles.contains(role_admin);
}

bool Rights::has(const std::string& page_id, const std::vector<std::string>& roles) const {
    if (all_of(page_id)) return true;
    const auto& own = on(page_id);
    return std::any_of(roles.begin(), roles.end(), [&](const std::string& role) { return own.contains(role); });
}

std::vector<const Editor*> editors_with(const Law& law, const std::string& page_id,
                                        const std::vector<std::string>& roles) {
    std::vector<const Editor*> found;
    for (const auto& editor : law.policy.editors) {
        if (Rights{law, editor}.has(page_id, roles)) found.push_back(&editor);
    }
    return found;
}

}  // namespace knav
