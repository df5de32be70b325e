#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "graph/rules/rules.hpp"

namespace knav {

namespace {

/// Types that inherit a field share its declaration, and so its values.
using Declaration = std::tuple<std::string_view, Position, std::string_view>;
using Holders = std::unordered_map<std::string, PageNo>;

class UniqueCheck {
public:
    explicit UniqueCheck(const RuleCheck& check) : check_(check) {}

    void look_at(PageNo page) {
        page_ = page;
        for (const auto& field : check_.graph.page(page).type->fields) {
            const auto* value = check_.graph.page(page).values().find(field.name);
            if (value == nullptr) continue;
            if (field.unique) among_pages(field, *value);
            look_below(field, *value);
        }
    }

private:
    void among_pages(const Field& field, const Value& value) {
        for (const auto& element : value.array()) among_pages(field, element);
        const auto written = value.kind() == ValueKind::array ? std::string{} : value.written();
        if (written.empty()) return;
        const auto [holder, is_first] = holders_[{field.file, field.at, field.name}].emplace(written, page_);
        if (!is_first) report(value, written, holder->second);
    }

    /// Tables in lists, at any depth: unique within their own list.
    void look_below(const Field& field, const Value& value) {
        if (field.fields.empty()) return;
        for (const auto& column : field.fields) {
            std::set<std::string, std::less<>> seen;
            for (const auto& entry : value.array()) {
                const auto* cell = entry.table().find(column.name);
                if (cell == nullptr) continue;
                if (column.unique && !seen.insert(cell->written()).second) report(*cell, cell->written(), page_);
                look_below(column, *cell);
            }
        }
        for (const auto& entry : value.table().entries()) {
            if (const auto* column = field.find(entry.key)) look_below(*column, entry.value);
        }
    }

    void report(const Value& value, const std::string& written, PageNo holder) const {
        check_.found.error(check_.of(page_, value), rule::field_unique, {written, check_.graph.page(holder).path});
    }

    const RuleCheck& check_;
    PageNo page_ = no_page;
    std::map<Declaration, Holders> holders_;
};

bool any_unique(const std::vector<Field>& fields) {
    for (const auto& field : fields) {
        if (field.unique || any_unique(field.fields)) return true;
    }
    return false;
}

}  // namespace

void check_unique(const RuleCheck& check) {
    UniqueCheck unique{check};
    std::set<PageNo> pages;  // by id, whatever their types
    for (const auto& type : check.schema.types) {
        if (!any_unique(type.fields)) continue;
        for (const auto page : check.graph.of_type(type.name)) {
            if (check.graph.page(page).type == &type) pages.insert(page);
        }
    }
    for (const auto page : pages) unique.look_at(page);
}

}  // namespace knav
