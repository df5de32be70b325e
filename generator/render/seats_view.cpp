#include <algorithm>
#include <map>

#include "render/format.hpp"
#include "render/page_parts.hpp"
#include "render/values.hpp"

namespace knav {
namespace {

constexpr int leaving_within_months = 3;  // W56: who leaves soon is said in time

struct SeatLook {
    std::string_view word;
    std::string_view tone;
    std::string_view symbol;
};

SeatLook look_of(SeatState state) {
    switch (state) {
        case SeatState::filled: return {"filled", "done", "●"};
        case SeatState::vacant: return {"vacant", "warning", "○"};
        case SeatState::unknown: return {"unknown_holder", "neutral", "?"};
    }
    return {};
}

class SeatsView {
public:
    SeatsView(const Lens& lens, const Field& field, std::vector<Seat> seats)
        : lens_(lens), field_(field), seats_(std::move(seats)) {}

    View whole() {
        View view;
        const auto& label = field_.label.in(lens_.language());
        view.set("label", label.empty() ? field_.name : label);
        view.set("rows", rows(SeatPhase::now))
            .set("coming", rows(SeatPhase::coming))
            .set("earlier", rows(SeatPhase::earlier));
        view.set("vacancies", count(SeatState::vacant)).set("unknowns", count(SeatState::unknown));
        return std::move(view.set("balance", balance()).set("competences", competences()));
    }

private:
    std::size_t count(SeatState state) const {
        return static_cast<std::size_t>(std::count_if(seats_.begin(), seats_.end(), [&](const Seat& seat) {
            return seat.state == state && seat.phase == SeatPhase::now;
        }));
    }

    View::List rows(SeatPhase phase) {
        View::List rows;
        for (const auto& seat : seats_) {
            if (seat.phase == phase) rows.push_back(row(seat));
        }
        return rows;
    }

    View row(const Seat& seat) {
        const auto look = look_of(seat.state);
        View item;
        set_role(item, seat.role);
        set_reference(item, seat, "person", "holder", "holder_url");
        set_reference(item, seat, "region", "region", "region_url");
        item.set("period", period_in_words(seat.from, seat.until, lens_)).set("state", lens_.word(look.word));
        item.set("competence", label_in(seat, "competence")).set("municipality", label_in(seat, "municipality"));
        item.set("tone", look.tone).set("symbol", look.symbol).set("note", note(seat)).set("since", false);
        item.set("vacant", seat.state == SeatState::vacant).set("unknown", seat.state == SeatState::unknown);
        return std::move(item.set("filled", seat.state == SeatState::filled).set("leaving", leaving(seat)));
    }

    void set_role(View& item, const std::string& role) {
        const auto* column = field_.find("role");
        const auto* term = column == nullptr ? nullptr : term_of(lens_, *column, role);
        const auto page = term == nullptr || term->page.empty() ? no_page : lens_.find(term->page);
        item.set("role",
                 term == nullptr || term->label.in(lens_.language()).empty() ? role : term->label.in(lens_.language()));
        item.set("role_url", page == no_page ? std::string{} : lens_.settings().link(lens_.card(page).url));
    }

    void set_reference(View& item, const Seat& seat, std::string_view key, std::string_view name,
                       std::string_view url_name) {
        const auto id = seat.entry == nullptr ? std::string_view{} : seat.entry->text(key);
        const auto page = id.empty() ? no_page : lens_.find(id);
        item.set(name, page == no_page ? std::string{} : std::string{lens_.card(page).title});
        item.set(url_name, page == no_page ? std::string{} : lens_.settings().link(lens_.card(page).url));
    }

    /// The label of the term in one of the seat's columns; empty if it has none.
    std::string label_in(const Seat& seat, std::string_view key) const {
        const auto* column = field_.find(key);
        const auto value = seat.entry == nullptr ? std::string_view{} : seat.entry->text(key);
        const auto* term = column == nullptr ? nullptr : term_of(lens_, *column, value);
        const auto label = term == nullptr ? std::string{} : term->label.in(lens_.language());
        return label.empty() ? std::string{value} : label;
    }

    std::string note(const Seat& seat) const {
        if (seat.entry != nullptr && !seat.entry->text("note").empty()) return std::string{seat.entry->text("note")};
        return seat.rule == nullptr ? std::string{} : seat.rule->note.in(lens_.language());
    }

    std::string leaving(const Seat& seat) const {
        if (!seat.until || seat.phase != SeatPhase::now) return {};
        if (lens_.compared_to_today(add_months(*seat.until, -leaving_within_months)) > 0) return {};
        return fill(lens_.word("seat_leaving"), {in_words(*seat.until, lens_)});
    }

    // How the seats of today spread over the regions: "Östergötland 4".
    View::List balance() {
        std::map<std::string, std::size_t> regions;
        for (const auto& seat : seats_) {
            const auto id =
                seat.entry == nullptr || seat.phase != SeatPhase::now ? std::string_view{} : seat.entry->text("region");
            if (!id.empty()) ++regions[std::string{id}];
        }
        View::List items;
        for (const auto& [id, count] : regions) {
            const auto page = lens_.find(id);
            View item;
            item.set("label", page == no_page ? id : std::string{lens_.card(page).title}).set("count", count);
            items.push_back(std::move(item));
        }
        return items;
    }

    // Which competences the seats of today bring, most of them first; the seats that don't say stand last.
    View::List competences() {
        std::map<std::string, std::size_t> counts;
        std::size_t silent = 0;
        for (const auto& seat : seats_) {
            if (seat.phase != SeatPhase::now) continue;
            const auto label = label_in(seat, "competence");
            ++(label.empty() ? silent : counts[label]);
        }
        if (counts.empty()) return {};
        std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const auto& l, const auto& r) { return l.second > r.second; });
        if (silent > 0) sorted.emplace_back(lens_.word("competence_not_said"), silent);
        View::List items;
        for (auto& [label, count] : sorted) {
            View item;
            item.set("label", std::move(label)).set("count", count);
            items.push_back(std::move(item));
        }
        return items;
    }

    const Lens& lens_;
    const Field& field_;
    std::vector<Seat> seats_;
};

}  // namespace

View seats_view(const Lens& lens, PageNo number) {
    const auto& page = lens.page(number);
    const auto* field = seats_field(*page.type);
    if (field == nullptr) return false;
    auto seats = lens.seats(number);
    if (seats.empty()) return false;
    return SeatsView{lens, *field, std::move(seats)}.whole();
}

}  // namespace knav
