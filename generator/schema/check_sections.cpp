#include "schema/check_sections.hpp"

#include <algorithm>
#include <optional>

#include "text/nearest.hpp"
#include "text/slug.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// The index of the rule a heading belongs to. Most headings are written just as the schema has them.
std::size_t find_rule(const std::string& heading, const std::vector<SectionRule>& rules) {
    const auto index_of = [&](auto fits) {
        const auto found = std::find_if(rules.begin(), rules.end(), fits);
        return found == rules.end() ? none : static_cast<std::size_t>(found - rules.begin());
    };
    const auto exact = index_of([&](const SectionRule& rule) {
        return !heading.empty() && (rule.heading.sv == heading || rule.heading.en == heading);
    });
    if (exact != none || rules.empty()) return exact;
    const auto folded = folded_heading(heading);
    const auto spelt = index_of([&](const SectionRule& rule) {
        return std::find(rule.spellings.begin(), rule.spellings.end(), folded) != rule.spellings.end();
    });
    if (spelt != none) return spelt;
    const auto slug = slugify(heading);
    return index_of([&](const SectionRule& rule) { return rule.id == slug && slug != "lead"; });
}

/// Marks a longest run of sections that already stand in the schema's order: the fewest others are then out of place,
/// and a single section moved to the top is one mistake, not one for each it was moved past.
std::vector<bool> in_order(const std::vector<std::size_t>& rules) {
    std::vector<std::size_t> length(rules.size(), 0), before(rules.size(), none);
    std::size_t last = none;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i] == none) continue;
        length[i] = 1;
        for (std::size_t j = 0; j < i; ++j) {
            if (rules[j] == none || rules[j] >= rules[i] || length[j] + 1 <= length[i]) continue;
            length[i] = length[j] + 1;
            before[i] = j;
        }
        if (last == none || length[i] > length[last]) last = i;
    }
    std::vector<bool> ordered(rules.size(), false);
    for (; last != none; last = before[last]) ordered[last] = true;
    return ordered;
}

/// One page's sections on their way through the checks.
class SectionCheck {
public:
    SectionCheck(const PageCheck& check, const Document& document, const PageType& type)
        : check_(check), document_(document), type_(type), rule_of_(document.sections.size(), none) {}

    void match() {
        for (std::size_t i = 0; i < document_.sections.size(); ++i) {
            const auto& section = document_.sections[i];
            const auto rule = i == 0 ? lead_rule() : find_rule(section.heading, type_.sections);
            if (rule == none) {
                if (i > 0 && !type_.other_sections) report_unknown(section);
            } else if (const auto first = std::find(rule_of_.begin(), rule_of_.end(), rule); first != rule_of_.end()) {
                const auto& earlier = document_.sections[static_cast<std::size_t>(first - rule_of_.begin())];
                check_.found.error(check_.at(section.at), rule::section_twice,
                                   {section.heading, std::to_string(earlier.at.line)});
            } else {
                rule_of_[i] = rule;
            }
        }
    }

    void check_order() const {
        if (!type_.sections_in_order) return;
        const auto ordered = in_order(rule_of_);
        for (std::size_t i = 0; i < rule_of_.size(); ++i) {
            if (rule_of_[i] != none && !ordered[i]) report_order(i);
        }
    }

    void check_contents(Position opening) const {
        for (std::size_t rule = 0; rule < type_.sections.size(); ++rule) {
            const auto found = std::find(rule_of_.begin(), rule_of_.end(), rule);
            if (found != rule_of_.end()) {
                check_words(type_.sections[rule], static_cast<std::size_t>(found - rule_of_.begin()));
            } else if (type_.sections[rule].required) {
                check_.found.error(check_.at(opening), rule::section_missing, {name_of(rule)});
            }
        }
    }

    /// The schema's ids first, so that no other heading can take one.
    [[nodiscard]] std::vector<std::string> ids() const {
        std::vector<std::string> ids(rule_of_.size());
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (i == 0)
                ids[i] = "lead";
            else if (rule_of_[i] != none)
                ids[i] = type_.sections[rule_of_[i]].id;
        }
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (!ids[i].empty()) continue;
            std::string id = document_.sections[i].anchor;
            for (int number = 2; std::find(ids.begin(), ids.end(), id) != ids.end(); ++number) {
                id = document_.sections[i].anchor + "-" + std::to_string(number);
            }
            ids[i] = std::move(id);
        }
        return ids;
    }

private:
    [[nodiscard]] std::size_t lead_rule() const {
        const auto* rule = type_.section("lead");
        return rule == nullptr ? none : static_cast<std::size_t>(rule - type_.sections.data());
    }

    /// The rule's heading in the language spoken; its id for the lead, which has none.
    [[nodiscard]] const std::string& name_of(std::size_t rule) const {
        const auto& heading = type_.sections[rule].heading.in(check_.language);
        return heading.empty() ? type_.sections[rule].id : heading;
    }

    void report_unknown(const Section& section) const {
        std::vector<std::string_view> known;
        for (const auto& rule : type_.sections) {
            if (!rule.heading.sv.empty()) known.push_back(rule.heading.sv);
            if (!rule.heading.en.empty()) known.push_back(rule.heading.en);
        }
        check_.found.error(check_.at(section.at), rule::section_unknown, {section.heading},
                           nearest(section.heading, known).value_or(""));
    }

    /// Says which section of the page it should follow, or stand before if it should be first.
    void report_order(std::size_t section) const {
        std::size_t previous = none, next = none;
        for (const auto rule : rule_of_) {
            if (rule == none) continue;
            if (rule < rule_of_[section] && (previous == none || rule > previous)) previous = rule;
            if (rule > rule_of_[section] && (next == none || rule < next)) next = rule;
        }
        check_.found.error(check_.at(document_.sections[section].at), rule::section_order,
                           {document_.sections[section].heading, previous == none ? name_of(next) : std::string{},
                            previous == none ? std::string{} : name_of(previous)});
    }

    void check_words(const SectionRule& rule, std::size_t index) const {
        const auto& section = document_.sections[index];
        const bool shows_more = std::any_of(section.holes.begin(), section.holes.end(), [](const Hole& hole) {
            return hole.kind == HoleKind::transclusion || hole.kind == HoleKind::image;
        });
        const auto& name = index == 0 ? rule.id : section.heading;
        if (section.words == 0 && rule.required) {
            if (!shows_more) check_.found.warning(check_.at(section.at), rule::section_empty, {name});
            return;
        }
        // What another page lends is not counted here, so too few words may be enough.
        const bool too_few = !shows_more && rule.min_words && section.words < *rule.min_words;
        const bool too_many = rule.max_words && section.words > *rule.max_words;
        if (!too_few && !too_many) return;
        check_.found.error(check_.at(section.at), rule::section_words,
                           {name, std::to_string(section.words), limits(rule.min_words, rule.max_words)});
    }

    const PageCheck& check_;
    const Document& document_;
    const PageType& type_;
    std::vector<std::size_t> rule_of_;  // for each section of the document, the index of its rule
};

}  // namespace

std::string folded_heading(std::string_view heading) {
    std::string spaced;
    for (const char c : heading) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space)
            spaced.push_back(c);
        else if (!spaced.empty() && spaced.back() != ' ')
            spaced.push_back(' ');
    }
    if (spaced.ends_with(' ')) spaced.pop_back();
    return lower(spaced);
}

std::vector<std::string> check_sections(const PageCheck& check, const Document& document, const PageType& type,
                                        Position opening) {
    SectionCheck sections{check, document, type};
    sections.match();
    sections.check_order();
    sections.check_contents(opening);
    return sections.ids();
}

}  // namespace knav
