#include "guard/page_judge.hpp"

#include <algorithm>
#include <set>

#include "diag/print.hpp"
#include "graph/page.hpp"
#include "guard/grounds.hpp"
#include "guard/skeleton.hpp"
#include "text/slug.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

std::string words(const std::vector<std::string>& roles) {
    std::string said;
    for (const auto& role : roles) said += (said.empty() ? "" : ", ") + role;
    return said;
}

std::string above(std::string_view id) {
    const auto slash = id.rfind('/');
    return std::string{id.substr(0, slash == std::string_view::npos ? 0 : slash)};
}

/// "a/b" of "/a/b/" as everybody's server would take it: percent escapes resolved, case and forms of characters folded.
std::string folded_address(std::string_view written) {
    std::string text;
    for (std::size_t i = 0; i < written.size(); ++i) {
        const auto digit = [&](std::size_t at) {
            const char c = at < written.size() ? written[at] : ' ';
            if (c >= '0' && c <= '9') return c - '0';
            const char small = static_cast<char>(c | 0x20);
            return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
        };
        if (written[i] == '%' && digit(i + 1) >= 0 && digit(i + 2) >= 0) {
            text += static_cast<char>(digit(i + 1) * 16 + digit(i + 2));
            i += 2;
        } else {
            text += written[i];
        }
    }
    std::string out;
    const auto plain = first_invalid_utf8(text) ? std::string{} : skeleton(text);
    for (const auto part : id_parts(plain)) {
        if (!part.empty() && part != "." && part != "..") out += (out.empty() ? "" : "/") + std::string{part};
    }
    if (out.ends_with("/index.html")) out.resize(out.size() - 11);
    return out;
}

std::set<std::string> aliases_of(const PageUnits* units) {
    std::set<std::string> all;
    const auto* value = units == nullptr ? nullptr : units->source.front_matter.find("aliases");
    if (value == nullptr) return all;
    for (const auto& alias : value->array()) all.emplace(alias.text());
    return all;
}

const FieldUnit* find(const PageUnits* units, const std::string& name) {
    return units == nullptr ? nullptr : units->field(name);
}

bool has_locked_columns(const Field& field) {
    const auto locks = [](const Field& each) { return !each.editors.empty() || has_locked_columns(each); };
    return std::any_of(field.fields.begin(), field.fields.end(), locks) ||
           std::any_of(field.item.begin(), field.item.end(), has_locked_columns);
}

}  // namespace

PageJudge::PageJudge(const Rights& rights, const Sides& sides, const EntryChange& change, std::vector<Ruling>& rulings)
    : rights_(rights),
      sides_(sides),
      change_(change),
      rulings_(rulings),
      id_(id_of_path(change.path)),
      type_(rights.law().schema.of_page(id_)),
      all_(rights.all_of(id_)) {}

Ruling& PageJudge::say(UnitKind kind, Deed deed, const Rule* ground, std::vector<std::string> arguments) {
    Ruling ruling;
    ruling.kind = kind;
    ruling.path = change_.path;
    ruling.page_id = id_;
    ruling.deed = deed;
    ruling.ground = ground;
    ruling.arguments = std::move(arguments);
    rulings_.push_back(std::move(ruling));
    return rulings_.back();
}

void PageJudge::say_page(Deed deed, const Rule* ground, std::vector<std::string> arguments) {
    auto& ruling = say(UnitKind::page, deed, ground, std::move(arguments));
    if (ground != nullptr && type_ != nullptr) ruling.roles = {std::string{role_coordinator}};
}

PageUnits PageJudge::read(const FileEntry& entry) const {
    return units_of(entry.file, *type_, rights_.law().schema, rights_.law().language);
}

bool PageJudge::may_field(const Field* field) const { return rights_.has(id_, roles_of_field(*type_, field)); }

bool PageJudge::may_section(std::string_view section_id) const {
    return rights_.has(id_, roles_of_section(*type_, section_id));
}

void PageJudge::run() {
    const auto deed = !change_.before ? Deed::added : !change_.after ? Deed::removed : Deed::changed;
    if (type_ == nullptr) {  // no type claims the place: nobody has been given it
        return say_page(deed, all_ ? nullptr : &ground::page_added, {"?"});
    }
    if (change_.after) {
        if (const auto other = other_form(); !other.empty()) {
            return say_page(deed, &ground::name_twin, {change_.path, other});
        }
    }
    if (deed == Deed::added) return added();
    if (deed == Deed::removed) return removed();
    edited();
}

/// A page may lie in one of three forms of file; two of them at once are one address.
std::string PageJudge::other_form() const {
    const auto stem = "content/" + id_;
    const std::string forms[] = {stem + ".md", id_.empty() ? "content/_index.md" : stem + "/_index.md",
                                 id_.empty() ? "content/index.md" : stem + "/index.md"};
    for (const auto& form : forms) {
        if (form != change_.path && sides_.after(form)) return form;
    }
    return {};
}

void PageJudge::edited() {
    const auto after = read(*change_.after);
    if (all_) {  // the whole page is the actor's; what no one may do is still said
        say_page(Deed::changed, nullptr);
        if (!after.readable) return;
        const auto before = read(*change_.before);
        headings(&before, after);
        addresses(&before, after);
        return;
    }
    const auto before = read(*change_.before);
    for (const auto* side : {&before, &after}) {
        if (side->readable) continue;
        const auto error = std::find_if(side->found.begin(), side->found.end(),
                                        [](const Diagnostic& each) { return each.severity == Severity::error; });
        const auto why = error == side->found.end() ? std::string{} : sentence(*error, rights_.law().language);
        say_page(Deed::changed, &ground::page_unreadable, {change_.path, why});
        if (error != side->found.end()) rulings_.back().at = error->place.at;
        return;
    }
    fields(&before, after);
    sections(&before, after);
    order(before, after);
    headings(&before, after);
    anchors(&before, after);
    addresses(&before, after);
    hiding(before, after);
}

bool PageJudge::owns_all(const PageUnits& units) const {
    if (all_) return true;
    if (!units.readable) return false;
    const auto free = [&](const FieldUnit& each) { return may_field(each.field) && same_where_locked(&each, nullptr); };
    return std::all_of(units.fields.begin(), units.fields.end(), free) &&
           std::all_of(units.sections.begin(), units.sections.end(),
                       [&](const SectionUnit& each) { return may_section(each.id); });
}

/// Whether the page lies below one that the actor may edit and that may have pages of this type below it, with nothing of
/// others' in between.
bool PageJudge::below_own() const {
    const auto& law = rights_.law();
    if (!rights_.has(id_, type_->editors)) return false;
    for (auto id = id_; !id.empty();) {
        id = above(id);
        const auto* type = law.schema.of_page(id);
        if (!standing_page(sides_.after, id) && !standing_page(sides_.before, id)) continue;
        if (type == nullptr || !rights_.has(id, type->editors)) return false;
        const auto& children = type->children;
        if (std::any_of(children.begin(), children.end(), [&](const std::string& each) { return type_->is_a(each); })) {
            return true;
        }
    }
    return false;
}

void PageJudge::added() {
    const auto units = read(*change_.after);
    if (all_) {
        say_page(Deed::added, nullptr);
        if (!units.readable) return;
        headings(nullptr, units);
        addresses(nullptr, units);
        return;
    }
    if (!below_own()) return say_page(Deed::added, &ground::page_added, {type_->label.in(rights_.law().language)});
    if (!units.readable) return say_page(Deed::added, &ground::page_unreadable, {change_.path});
    say_page(Deed::added, nullptr);
    fields(nullptr, units);
    sections(nullptr, units);
    headings(nullptr, units);
    addresses(nullptr, units);
}

void PageJudge::removed() {
    if (all_ || (below_own() && owns_all(read(*change_.before)))) return say_page(Deed::removed, nullptr);
    say_page(Deed::removed, &ground::page_removed);
}

void PageJudge::hiding(const PageUnits& before, const PageUnits& after) {
    if (before.draft == after.draft || (owns_all(before) && owns_all(after))) return;
    say_page(after.draft ? Deed::removed : Deed::added, &ground::page_hidden);
}

void PageJudge::fields(const PageUnits* before, const PageUnits& after) {
    if (before != nullptr) {
        for (const auto& each : before->fields) field(&each, after.field(each.name));
    }
    for (const auto& each : after.fields) {
        if (find(before, each.name) == nullptr) field(nullptr, &each);
    }
}

bool PageJudge::same_where_locked(const FieldUnit* before, const FieldUnit* after) const {
    const auto* any = before != nullptr ? before : after;
    if (any->field == nullptr || !has_locked_columns(*any->field)) return true;
    const auto locked = [&](const Field& column) {
        return !column.editors.empty() && !rights_.has(id_, column.editors);
    };
    const auto of = [&](const FieldUnit* unit) {
        return unit == nullptr ? std::string{} : canonical_where(*unit->given, *any->field, locked);
    };
    return of(before) == of(after);
}

void PageJudge::field(const FieldUnit* before, const FieldUnit* after) {
    if (before != nullptr && after != nullptr && before->value == after->value) return;
    const auto* unit = after != nullptr ? after : before;
    const bool allowed = may_field(unit->field) && same_where_locked(before, after);
    const auto& roles = roles_of_field(*type_, unit->field);
    auto& ruling = say(UnitKind::field,
                       before == nullptr  ? Deed::added
                       : after == nullptr ? Deed::removed
                                          : Deed::changed,
                       allowed ? nullptr : &ground::field_closed, {unit->name, words(roles)});
    ruling.unit = ruling.name = unit->name;
    ruling.roles = roles;
    if (after != nullptr) ruling.at = after->at;
}

void PageJudge::sections(const PageUnits* before, const PageUnits& after) {
    if (before != nullptr) {
        for (const auto& each : before->sections) section(&each, after.section(each.id));
    }
    for (const auto& each : after.sections) {
        if (before == nullptr || before->section(each.id) == nullptr) section(nullptr, &each);
    }
}

void PageJudge::section(const SectionUnit* before, const SectionUnit* after) {
    if (before != nullptr && after != nullptr && before->seen == after->seen) return;
    const auto* unit = before != nullptr ? before : after;
    const auto& roles = roles_of_section(*type_, unit->id);
    const Rule* ground = after == nullptr ? &ground::section_gone : &ground::section_closed;
    if (rights_.has(id_, roles)) ground = nullptr;
    const auto& heading = unit->heading.empty() ? unit->id : unit->heading;
    auto& ruling = say(UnitKind::section,
                       before == nullptr  ? Deed::added
                       : after == nullptr ? Deed::removed
                                          : Deed::changed,
                       ground, {heading, words(roles)});
    ruling.unit = unit->id;
    ruling.name = heading;
    ruling.roles = roles;
    if (after != nullptr) ruling.at = after->at;
}

/// Sections that are not the actor's keep their order among themselves.
void PageJudge::order(const PageUnits& before, const PageUnits& after) {
    std::vector<const SectionUnit*> was, is;
    for (const auto& each : before.sections) {
        if (!may_section(each.id) && after.section(each.id) != nullptr) was.push_back(&each);
    }
    for (const auto& each : after.sections) {
        if (!may_section(each.id) && before.section(each.id) != nullptr) is.push_back(&each);
    }
    for (std::size_t i = 0; i < is.size(); ++i) {
        if (is[i]->id == was[i]->id) continue;
        auto& ruling = say(UnitKind::section, Deed::moved, &ground::section_moved, {is[i]->heading});
        ruling.unit = is[i]->id;
        ruling.name = is[i]->heading;
        ruling.roles = roles_of_section(*type_, is[i]->id);
        ruling.at = is[i]->at;
        return;
    }
}

/// A heading that is new must be what it looks like.
void PageJudge::headings(const PageUnits* before, const PageUnits& after) {
    for (const auto& each : after.sections) {
        const auto* old = before == nullptr ? nullptr : before->section(each.id);
        if (each.heading.empty() || (old != nullptr && old->heading == each.heading)) continue;
        std::string like;
        if (has_invisible(each.heading)) like = skeleton(each.heading);
        const auto bare = skeleton(each.heading);
        for (const auto& rule : type_->sections) {
            const bool is_it = type_->section(each.id) == &rule;
            for (const auto* spelt : {&rule.heading.sv, &rule.heading.en}) {
                if (!is_it && !spelt->empty() && skeleton(*spelt) == bare) like = *spelt;
            }
        }
        // Headings of no rule may be had by several: what is like another one on the page is a disguise too.
        for (const auto& other : after.sections) {
            if (other.id != each.id && other.heading != each.heading && skeleton(other.heading) == bare)
                like = other.heading;
        }
        if (like.empty()) continue;
        auto& ruling = say(UnitKind::section, Deed::changed, &ground::heading_disguised, {each.heading, like});
        ruling.unit = each.id;
        ruling.name = each.heading;
        ruling.at = each.at;
    }
}

/// A subheading must not have the anchor that a section answers to.
void PageJudge::anchors(const PageUnits* before, const PageUnits& after) {
    std::set<std::string_view> taken;
    for (const auto& rule : type_->sections) taken.insert(rule.id);
    for (const auto& each : after.sections) taken.insert(each.id);
    if (before != nullptr) {
        for (const auto& each : before->sections) taken.insert(each.id);
    }
    std::set<std::string> old;
    if (before != nullptr) {
        for (const auto& section : before->source.document.sections) {
            for (const auto& each : section.subheadings) old.insert(each.anchor);
        }
    }
    for (const auto& section : after.source.document.sections) {
        for (const auto& each : section.subheadings) {
            if (!taken.contains(each.anchor) || old.contains(each.anchor) || may_section(each.anchor)) continue;
            auto& ruling = say(UnitKind::section, Deed::changed, &ground::anchor_taken, {each.text, each.anchor});
            ruling.unit = each.anchor;
            ruling.name = each.text;
            ruling.roles = roles_of_section(*type_, each.anchor);
            ruling.at = each.at;
        }
    }
}

/// Whose the address is, or lies below: a page that the actor may not edit. Empty: nobody's, or the actor's own.
std::string PageJudge::owner_of_address(std::string_view alias) const {
    for (auto id = folded_address(alias); !id.empty(); id = above(id)) {
        const bool is_there = standing_page(sides_.before, id).has_value();
        const auto* type = rights_.law().schema.of_page(id);
        if (is_there && type != nullptr) return rights_.has(id, type->editors) ? std::string{} : "/" + id + "/";
    }
    return {};
}

void PageJudge::addresses(const PageUnits* before, const PageUnits& after) {
    const auto old = aliases_of(before);
    std::set<std::string> known;
    for (const auto& each : old) known.insert(folded_address(each));
    for (const auto& alias : aliases_of(&after)) {
        const auto folded = folded_address(alias);
        if (old.contains(alias) || known.contains(folded)) continue;
        std::string owner = folded.empty() || has_invisible(alias) ? "/" : owner_of_address(alias);
        // Where a page stands, its address is taken, whoever has it.
        if (owner.empty() && standing_page(sides_.after, folded)) owner = "/" + folded + "/";
        if (owner.empty()) continue;
        auto& ruling = say(UnitKind::field, Deed::changed, &ground::address_taken, {alias, owner});
        ruling.unit = ruling.name = "aliases";
        const auto* unit = after.field("aliases");
        if (unit != nullptr) ruling.at = unit->at;
    }
}

}  // namespace knav
