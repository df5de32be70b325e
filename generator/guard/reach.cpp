#include "guard/reach.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "graph/page.hpp"
#include "guard/units.hpp"

namespace knav {

namespace {

/// Fields that say what a page is called, or whether and how it takes part in the site.
bool is_name(std::string_view field) {
    static constexpr std::string_view names[] = {"title",       "aliases",  "abbr",  "also",    "short", "short_title",
                                                 "other_names", "synonyms", "draft", "example", "type",  "lists"};
    return std::find(std::begin(names), std::end(names), field) != std::end(names);
}

bool is_plain(FieldKind kind) {
    switch (kind) {
        case FieldKind::reference:
        case FieldKind::list:
        case FieldKind::table: return false;
        default: return true;
    }
}

/// Whether another page's correctness may hang on the field: by a rule of a type, or a condition of a reference.
class Conditions {
public:
    explicit Conditions(const Schema& schema) {
        for (const auto& type : schema.types) {
            for (const auto& rule : type.rules) {
                for (const auto& [name, value] : rule.when) names_.push_back(name);
                names_.insert(names_.end(), rule.require.begin(), rule.require.end());
                names_.insert(names_.end(), {rule.before, rule.after, rule.relation});
            }
            for (const auto& field : type.fields) add(field);
        }
    }
    [[nodiscard]] bool name(std::string_view field) const {
        return std::find(names_.begin(), names_.end(), field) != names_.end();
    }

private:
    void add(const Field& field) {
        for (const auto& [name, value] : field.target) names_.push_back(name);
        for (const auto& part : field.fields) add(part);
        for (const auto& part : field.item) add(part);
    }
    std::vector<std::string> names_;
};

bool has_same_links(const Document& before, const Document& after) {
    const auto key = [](const Link& link) {
        return std::tie(link.kind, link.image, link.target, link.query, link.fragment);
    };
    return std::equal(before.links.begin(), before.links.end(), after.links.begin(), after.links.end(),
                      [&](const Link& left, const Link& right) { return key(left) == key(right); });
}

std::vector<std::string> anchors_of(const PageUnits& page) {
    std::vector<std::string> anchors;
    for (const auto& section : page.sections) anchors.push_back(section.id);
    for (const auto& section : page.source.document.sections) {
        for (const auto& each : section.subheadings) anchors.push_back(each.anchor);
    }
    return anchors;
}

class PageReach {
public:
    PageReach(const Conditions& conditions, Reach& reach) : conditions_(conditions), reach_(reach) {}

    void compare(const PageUnits& before, const PageUnits& after) {
        if (!before.readable || !after.readable) reach_.site = reach_.names = true;
        if (!has_same_links(before.source.document, after.source.document)) reach_.site = true;
        if (anchors_of(before) != anchors_of(after)) reach_.site = true;
        for (const auto& each : before.fields) field(&each, after.field(each.name));
        for (const auto& each : after.fields) {
            if (before.field(each.name) == nullptr) field(nullptr, &each);
        }
    }

private:
    void field(const FieldUnit* before, const FieldUnit* after) {
        if (before != nullptr && after != nullptr && before->value == after->value) return;
        const auto& unit = after != nullptr ? *after : *before;
        if (is_name(unit.name)) reach_.site = reach_.names = true;
        const bool plain =
            unit.field != nullptr && is_plain(unit.field->kind) && !unit.field->unique && !conditions_.name(unit.name);
        if (!plain) reach_.site = true;
    }

    const Conditions& conditions_;
    Reach& reach_;
};

}  // namespace

std::vector<Diagnostic> new_among(const std::vector<Diagnostic>& after, const std::vector<Diagnostic>& before) {
    using Key = std::tuple<std::string_view, std::string_view, std::vector<std::string>>;
    std::map<Key, int> known;
    const auto key = [](const Diagnostic& each) { return Key{each.place.path, each.rule->name, each.arguments}; };
    for (const auto& each : before) ++known[key(each)];
    std::vector<Diagnostic> fresh;
    for (const auto& each : after) {
        if (--known[key(each)] < 0) fresh.push_back(each);
    }
    return fresh;
}

Reach reach_of(const Schema& schema, Language language, std::span<const EntryChange> changes) {
    Reach reach;
    const Conditions conditions{schema};
    for (const auto& change : changes) {
        const auto area = area_of(change);
        if (area == Area::outside) continue;
        if (area == Area::steering) reach.steering = true;
        if (area == Area::resource && change.before.has_value() != change.after.has_value()) reach.site = true;
        if (area != Area::page) continue;
        const auto* type = schema.of_page(id_of_path(change.path));
        if (!change.before || !change.after || type == nullptr) {
            reach.site = reach.names = true;
            continue;
        }
        const auto before = units_of(change.before->file, *type, schema, language);
        const auto after = units_of(change.after->file, *type, schema, language);
        PageReach{conditions, reach}.compare(before, after);
        // A draft is left out of the site with all its mistakes; one that is about to be shown reaches by its name.
        if (after.draft) continue;
        const auto fresh = new_among(after.found, before.found);
        reach.found.insert(reach.found.end(), fresh.begin(), fresh.end());
    }
    return reach;
}

}  // namespace knav
