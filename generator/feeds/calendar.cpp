#include "feeds/calendar.hpp"

#include <algorithm>
#include <tuple>

#include "feeds/deadlines.hpp"

namespace knav {
namespace {

constexpr int kept_months = 12;
constexpr std::int64_t sequence_epoch = 1'577'836'800;  // 2020-01-01

struct Moment {
    DateTime time;
    bool whole_day = false;
};

std::optional<Moment> moment_of(const Value* value) {
    if (value == nullptr) return {};
    if (const auto* day = value->as<Date>()) return Moment{{*day, {}, {}}, true};
    if (const auto* time = value->as<DateTime>()) return Moment{*time, false};
    return {};
}

// "{weekday}" in a vocabulary's rule: the start's place among its weekdays in the month, "2TU"; a fifth one is the last.
std::string weekday_in_month(const Date& day) {
    static constexpr std::string_view names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    const auto nth = (day.day - 1) / 7 + 1;
    return (nth == 5 ? std::string{"-1"} : std::to_string(nth)) +
           std::string{names[static_cast<std::size_t>(weekday(day) - 1)]};
}

class EntryReader {
public:
    EntryReader(const Lens& lens, PageNo number)
        : lens_(lens), number_(number), page_(lens.page(number)), card_(lens.card(number)) {
        host_ = lens.settings().tag.substr(0, lens.settings().tag.find(','));
    }

    void whole_page(std::vector<CalendarEntry>& entries) {
        add_itself(entries);
        for (const auto& deadline : deadlines_of(lens_, number_)) add_deadline(entries, deadline);
    }

    // What concerns one role: the rows that wait for it or, without such, the page as a whole.
    void for_role(std::vector<CalendarEntry>& entries, PageNo role) {
        const auto deadlines = deadlines_of(lens_, number_);
        const auto before = entries.size();
        const bool rows = std::any_of(deadlines.begin(), deadlines.end(),
                                      [&](const Deadline& each) { return each.is_row() && each.role == role; });
        for (const auto& deadline : deadlines) {
            if (rows ? deadline.role == role : !deadline.is_row()) add_deadline(entries, deadline);
        }
        if (!rows && entries.size() == before) add_itself(entries);
    }

    void reviews(std::vector<CalendarEntry>& entries) {
        if (const auto* by = page_.values().find("review_by"); by != nullptr && by->as<Date>() != nullptr)
            add_review(entries, *by->as<Date>(), "", "");
        for (const auto& rule : page_.type->sections) {
            const auto& ids = page_.record->section_ids;
            if (rule.review_months == 0 || std::find(ids.begin(), ids.end(), rule.id) == ids.end()) continue;
            const auto* changed = lens_.last_change(number_, "#" + rule.id);
            if (changed == nullptr || changed->when == 0) continue;  // what is not known to be old is not due
            const auto due = add_months(stockholm_time(changed->when).date, static_cast<int>(rule.review_months));
            add_review(entries, due, rule.id, rule.heading.in(lens_.language()));
        }
    }

private:
    /// `units` are those of the page's fields and sections that decide what the entry says, besides its title and summary.
    CalendarEntry begun(std::string_view name, std::vector<std::string> units) const {
        CalendarEntry entry;
        entry.uid = std::string{lens_.first_id(number_)} + (name.empty() ? "" : "/" + std::string{name}) + "@" + host_;
        entry.url = lens_.settings().absolute(card_.url);
        entry.category = card_.type->label.in(lens_.language());
        count_changes(entry, std::move(units));
        return entry;
    }

    // Each change of what the entry says is one more, whatever the clocks said that it was made by, and also where a merge
    // threw it away. Where the history breaks off they can't be counted, and the minute of the last one stands for their number.
    void count_changes(CalendarEntry& entry, std::vector<std::string> units) const {
        bool counted = true;
        for (const auto common : {std::string_view{"title"}, std::string_view{"summary"}, unit_place})
            units.emplace_back(common);
        for (const auto& unit : units) {
            const auto changes = lens_.changes(number_, unit);
            if (changes.last != nullptr) entry.changed = std::max(entry.changed, changes.last->when);
            entry.sequence += changes.count;
            counted = counted && changes.whole;
        }
        if (!counted)
            entry.sequence = static_cast<std::uint32_t>(std::max<std::int64_t>(entry.changed - sequence_epoch, 0) / 60);
    }

    bool long_past(const Date& last) const { return lens_.compared_to_today(add_months(last, kept_months)) < 0; }

    void add_itself(std::vector<CalendarEntry>& entries) {
        const auto start = moment_of(calendar_value(page_, CalendarPart::start));
        if (!start) return;
        std::vector<std::string> units;
        for (const auto& field : page_.type->fields) {
            const bool of_itself = field.calendar != CalendarPart::none && field.calendar != CalendarPart::deadline &&
                                   field.calendar != CalendarPart::day;
            if (of_itself) units.push_back(field.name);
        }
        auto entry = begun("", std::move(units));
        entry.start = start->time;
        entry.whole_day = start->whole_day;
        if (const auto end = moment_of(calendar_value(page_, CalendarPart::end))) entry.end = end->time;
        entry.repeats = rule(start->time.date);
        if (const auto until = moment_of(calendar_value(page_, CalendarPart::until))) entry.until = until->time.date;
        if (entry.repeats.empty() && long_past(entry.end ? entry.end->date : entry.start.date)) return;
        entry.summary = card_.title;
        entry.description = card_.summary;
        entry.location = place();
        if (const auto* link = calendar_value(page_, CalendarPart::link); link != nullptr && !link->text().empty())
            entry.description += (entry.description.empty() ? "" : "\n") + std::string{link->text()};
        entry.status = status();
        entries.push_back(std::move(entry));
    }

    const Term* term(CalendarPart part) const {
        for (const auto& field : page_.type->fields) {
            if (field.calendar == part) return term_of_field(lens_, field, page_.values().text(field.name));
        }
        return nullptr;
    }

    std::string status() const {
        const auto* state = term(CalendarPart::state);
        return state == nullptr || state->calendar.empty() ? "CONFIRMED" : state->calendar;
    }

    // All that is said of the place, in the order of the schema: "Video", "Regionhuset".
    std::string place() const {
        std::string said;
        for (const auto& field : page_.type->fields) {
            if (field.calendar != CalendarPart::place) continue;
            const auto text = page_.values().text(field.name);
            if (text.empty()) continue;
            const auto* named = term_of_field(lens_, field, text);
            said +=
                (said.empty() ? "" : ", ") + (named == nullptr ? std::string{text} : named->label.in(lens_.language()));
        }
        return said;
    }

    std::string rule(const Date& start) const {
        const auto* repeats = term(CalendarPart::repeats);
        if (repeats == nullptr || repeats->calendar.empty()) return {};
        auto said = repeats->calendar;
        constexpr std::string_view slot = "{weekday}";
        if (const auto at = said.find(slot); at != std::string::npos)
            said.replace(at, slot.size(), weekday_in_month(start));
        return said;
    }

    void add_deadline(std::vector<CalendarEntry>& entries, const Deadline& deadline) {
        if (!deadline.day || deadline.done || long_past(*deadline.day)) return;
        auto entry = begun(deadline.name, {deadline.field->name});
        entry.start = {*deadline.day, {}, {}};
        entry.whole_day = true;
        entry.busy = deadline.field->calendar == CalendarPart::day;
        const auto& what = deadline.is_row() ? deadline.title : std::string{card_.title};
        entry.summary = deadline.label + ": " + what;
        if (!deadline.owner.empty()) entry.summary += " (" + deadline.owner + ")";
        entry.description = deadline.is_row() ? std::string{card_.title} : std::string{card_.summary};
        entries.push_back(std::move(entry));
    }

    void add_review(std::vector<CalendarEntry>& entries, const Date& day, std::string_view section,
                    std::string_view heading) {
        if (long_past(day)) return;
        const auto unit = section.empty() ? std::string{"review_by"} : "#" + std::string{section};
        auto entry = begun("ses-over" + (section.empty() ? "" : "/" + std::string{section}), {unit});
        entry.start = {day, {}, {}};
        entry.whole_day = true;
        entry.busy = false;
        entry.summary = lens_.word("review_entry") + ": " + std::string{card_.title};
        if (!heading.empty()) entry.summary += ", " + std::string{heading};
        if (!section.empty()) entry.url += "#" + std::string{section};
        entries.push_back(std::move(entry));
    }

    const Lens& lens_;
    PageNo number_;
    const Page& page_;
    Card card_;
    std::string host_;
};

void add_occurrences(std::vector<CalendarEntry>& entries, const Lens& lens, const std::vector<Occurrence>& occurrences,
                     PageNo role) {
    for (const auto& [page, type, date, announced] : occurrences) {
        if (!type->dated) continue;
        EntryReader reader{lens, page};
        if (role == no_page)
            reader.whole_page(entries);
        else
            reader.for_role(entries, role);
    }
}

void add_page(std::vector<CalendarEntry>& entries, const Lens& lens, PageNo page) {
    EntryReader own{lens, page};
    own.whole_page(entries);
    own.reviews(entries);
    add_occurrences(entries, lens, lens.gathered(page), lens.explains_role(page) ? page : no_page);
}

}  // namespace

Calendar read_calendar(const Lens& lens, const Scope& scope) {
    const auto& settings = lens.settings();
    Calendar calendar;
    calendar.id = tag_uri(settings, scope_name(lens, scope));
    const auto title = scope_title(lens, scope);
    calendar.title = scope.kind == Scope::Kind::site ? title : title + " – " + settings.title;
    calendar.description = scope.kind == Scope::Kind::page ? std::string{lens.card(scope.page).summary} : std::string{};
    calendar.home = settings.absolute(home_url(lens, scope));
    calendar.self = settings.absolute(feed_url(lens, scope, FeedFormat::calendar));
    auto& entries = calendar.entries;
    switch (scope.kind) {
        case Scope::Kind::site: add_occurrences(entries, lens, lens.occurrences(""), no_page); break;
        case Scope::Kind::type: add_occurrences(entries, lens, lens.occurrences(scope.type->name), no_page); break;
        case Scope::Kind::page: add_page(entries, lens, scope.page); break;
        case Scope::Kind::vacancies: break;
    }
    std::stable_sort(entries.begin(), entries.end(), [](const CalendarEntry& one, const CalendarEntry& other) {
        return std::tuple{unix_seconds(one.start), one.uid} < std::tuple{unix_seconds(other.start), other.uid};
    });
    // Two rows that say the same are one.
    const auto same = [](const CalendarEntry& one, const CalendarEntry& other) { return one.uid == other.uid; };
    entries.erase(std::unique(entries.begin(), entries.end(), same), entries.end());
    return calendar;
}

}  // namespace knav
