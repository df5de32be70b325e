#include <algorithm>
#include <optional>

#include "graph/query.hpp"
#include "graph/rules/rules.hpp"

namespace knav {

namespace {

/// Seconds, or days at their first second; nothing if the value is no date.
std::optional<std::int64_t> moment(const Value& value, bool whole_days) {
    if (const auto* day = value.as<Date>()) return unix_seconds({*day, {}, {}});
    const auto* time = value.as<DateTime>();
    if (time == nullptr) return std::nullopt;
    return unix_seconds(whole_days ? DateTime{time->date, {}, {}} : *time);
}

/// A day and a time of that day stand level.
bool is_later(const Value& left, const Value& right) {
    const bool whole_days = left.kind() == ValueKind::date || right.kind() == ValueKind::date;
    const auto a = moment(left, whole_days), b = moment(right, whole_days);
    return a && b && *a > *b;
}

/// One [[rules]] entry held up against one page.
class Condition {
public:
    Condition(const RuleCheck& check, const PageRule& rule, PageNo page)
        : check_(check), rule_(rule), page_(page), values_(check.graph.page(page).values()) {}

    void look() const {
        if (!applies()) return;
        require();
        count();
        compare();
    }

private:
    [[nodiscard]] bool applies() const {
        return std::all_of(rule_.when.begin(), rule_.when.end(), [this](const auto& wanted) {
            const auto values = values_at(values_, wanted.first);
            return std::find(values.begin(), values.end(), wanted.second) != values.end();
        });
    }

    void require() const {
        for (const auto& field : rule_.require) {
            const auto values = values_at(values_, field);
            const auto* value = values_.find(field);
            const bool is_table = value != nullptr && (value->as<Table>() != nullptr || !value->array().empty());
            const auto says = [](const std::string& text) { return !text.empty(); };
            if (is_table || std::any_of(values.begin(), values.end(), says)) continue;
            report(check_.opening(page_), rule::field_required, {field});
        }
    }

    void count() const {
        if (rule_.relation.empty()) return;
        const auto count = check_.graph.related(page_, rule_.relation).size();
        if (count >= rule_.min) return;
        const auto limit = (check_.language == Language::sv ? "minst " : "at least ") + std::to_string(rule_.min);
        const auto* value = values_.find(rule_.relation.substr(0, rule_.relation.find('.')));
        report(value == nullptr ? check_.opening(page_) : check_.of(page_, *value), rule::relation_count,
               {rule_.relation, std::to_string(count), limit});
    }

    void compare() const {
        const auto* first = values_.find(rule_.before);
        const auto* last = values_.find(rule_.after);
        if (first == nullptr || last == nullptr || !is_later(*first, *last)) return;
        report(check_.of(page_, *last), rule::date_order, {rule_.after, rule_.before});
    }

    /// In the schema's own words, if it has any.
    void report(Place place, const Rule& rule, std::vector<std::string> arguments) const {
        const auto& message = rule_.message.in(check_.language);
        if (message.empty()) {
            check_.found.add({rule_.severity, std::move(place), &rule, std::move(arguments), {}});
        } else {
            check_.found.add({rule_.severity, std::move(place), &rule::rule_broken, {message}, {}});
        }
    }

    const RuleCheck& check_;
    const PageRule& rule_;
    PageNo page_;
    const Table& values_;
};

}  // namespace

void check_conditions(const RuleCheck& check) {
    for (PageNo page = 0; page < check.graph.pages().size(); ++page) {
        for (const auto& rule : check.graph.page(page).type->rules) Condition{check, rule, page}.look();
    }
}

}  // namespace knav
