#include "site/gathered.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace knav {
namespace {

void sort_unique(std::vector<PageNo>& pages) {
    std::sort(pages.begin(), pages.end());
    pages.erase(std::unique(pages.begin(), pages.end()), pages.end());
}

std::vector<Occurrence> newest_first(const Graph& graph, const Chronicle& chronicle, const std::vector<PageNo>& pages) {
    std::vector<Occurrence> all;
    all.reserve(pages.size());
    for (const auto page : pages)
        all.push_back({page, graph.page(page).type, graph.page(page).date, chronicle.announced(page)});
    std::sort(all.begin(), all.end(), [](const Occurrence& one, const Occurrence& other) {
        return std::tie(other.date, one.page) < std::tie(one.date, other.page);
    });
    return all;
}

const Term* term_of(const Schema& schema, const Field& field, std::string_view value) {
    const auto vocabulary = schema.vocabularies.find(field.vocabulary);
    return vocabulary == schema.vocabularies.end() ? nullptr : vocabulary->second.find(value);
}

/// The pages that explain the words a record uses: roles that a call asks for or that an action waits for.
class WordPages {
public:
    WordPages(const Graph& graph, const Schema& schema) : graph_(graph), schema_(schema) {
        for (const auto& type : schema.types) {
            auto& fields = fields_[&type];
            for (const auto& field : type.fields) {
                if (is_explained(field)) fields.push_back(&field);
            }
        }
    }

    std::vector<PageNo> of(const Page& page) {
        found_.clear();
        for (const auto* field : fields_.find(page.type)->second) look_at(*field, page.values());
        return found_;
    }

private:
    /// Whether any value of the field, or of one below it, has a page that explains it.
    [[nodiscard]] bool is_explained(const Field& field) const {
        const auto one = [this](const Field& each) { return is_explained(each); };
        if (std::any_of(field.item.begin(), field.item.end(), one)) return true;
        if (std::any_of(field.fields.begin(), field.fields.end(), one)) return true;
        const auto vocabulary = schema_.vocabularies.find(field.vocabulary);
        if (field.kind != FieldKind::enumeration || vocabulary == schema_.vocabularies.end()) return false;
        const auto& terms = vocabulary->second.terms;
        return std::any_of(terms.begin(), terms.end(), [](const Term& term) { return !term.page.empty(); });
    }

    void look_at(const Field& field, const Table& table) {
        const auto* value = table.find(field.name);
        if (value == nullptr) return;
        if (field.kind == FieldKind::enumeration) add(field, value->text());
        if (!field.item.empty() && field.item.front().kind == FieldKind::enumeration) {
            for (const auto& each : value->array()) add(field.item.front(), each.text());
        }
        if (!field.is_list_of_tables()) return;
        for (const auto& row : value->array()) {
            for (const auto& column : field.fields) look_at(column, row.table());
        }
    }

    void add(const Field& field, std::string_view value) {
        const auto* term = term_of(schema_, field, value);
        const auto page = term == nullptr || term->page.empty() ? no_page : graph_.find(term->page);
        if (page != no_page) found_.push_back(page);
    }

    const Graph& graph_;
    const Schema& schema_;
    std::unordered_map<const PageType*, std::vector<const Field*>> fields_;  // those that are explained
    std::vector<PageNo> found_;
};

class Gatherer {
public:
    Gatherer(const Graph& graph, const Schema& schema) : graph_(graph), words_(graph, schema) {
        const auto count = graph.pages().size();
        own_.resize(count);
        givers_.resize(count);
        taken_from_.resize(count);
        state_.resize(count, State::open);
    }

    void gather() {
        const auto& pages = graph_.pages();
        for (PageNo number = 0; number < pages.size(); ++number) {
            follow_references(number);
            if (!happens(*pages[number].type)) continue;
            give_upward(number);
            for (const auto word : words_.of(pages[number])) give(number, word);
        }
        for (PageNo number = 0; number < pages.size(); ++number) static_cast<void>(whole(number));
        for (auto& each : givers_) sort_unique(each);
    }

    const std::vector<std::vector<PageNo>>& pages() const { return own_; }
    std::vector<std::vector<PageNo>> take_givers() { return std::move(givers_); }

private:
    enum class State : char { open, under_way, done };

    void give(PageNo occurrence, PageNo to) {
        if (occurrence == to) return;
        if (graph_.page(occurrence).example && !graph_.page(to).example) return;
        own_[to].push_back(occurrence);
    }

    // To the page it lies below; if that is only a folder in something that can be followed, to that as well.
    void give_upward(PageNo number) {
        auto up = graph_.page(number).parent;
        if (up == no_page) return;
        give(number, up);
        std::vector<PageNo> folders;
        for (; up != no_page && !graph_.page(up).type->follow; up = graph_.page(up).parent) folders.push_back(up);
        if (up == no_page) return;
        for (const auto folder : folders) give(number, folder);
        give(number, up);
    }

    void follow_references(PageNo number) {
        const auto& type = *graph_.page(number).type;
        for (const auto& relation : graph_.outgoing(number)) {
            const auto news = relation.field->news;
            if (news == Spread::down) taken_from_[number].push_back(relation.to);
            if (news == Spread::up && happens(type)) give(number, relation.to);
            if (news == Spread::up && type.follow) givers_[relation.to].push_back(number);
        }
    }

    // With what those that give to it have; a circle stops where it closes.
    const std::vector<PageNo>& whole(PageNo number) {
        if (state_[number] != State::open) return own_[number];
        state_[number] = State::under_way;
        auto all = std::move(own_[number]);
        own_[number].clear();
        for (const auto* sources : {&givers_[number], &taken_from_[number]}) {
            for (const auto source : *sources) {
                for (const auto each : whole(source)) {
                    if (graph_.page(number).example || !graph_.page(each).example) all.push_back(each);
                }
            }
        }
        sort_unique(all);
        own_[number] = std::move(all);
        state_[number] = State::done;
        return own_[number];
    }

    const Graph& graph_;
    WordPages words_;
    std::vector<std::vector<PageNo>> own_, givers_, taken_from_;
    std::vector<State> state_;
};

}  // namespace

std::optional<std::int64_t> Occurrence::news_since() const {
    if (!date) return std::nullopt;
    const auto day = unix_seconds(*date);
    return announced == 0 ? day : std::min(day, announced);
}

Gathered::Gathered(const Graph& graph, const Schema& schema, const Chronicle& chronicle) {
    Gatherer gatherer{graph, schema};
    gatherer.gather();
    at_.reserve(graph.pages().size());
    for (const auto& pages : gatherer.pages()) at_.push_back(newest_first(graph, chronicle, pages));
    givers_ = gatherer.take_givers();
    std::vector<PageNo> real;
    for (PageNo number = 0; number < graph.pages().size(); ++number) {
        const auto& page = graph.page(number);
        if (happens(*page.type) && !page.example) real.push_back(number);
    }
    everywhere_ = newest_first(graph, chronicle, real);
}

std::vector<Vacancy> vacancies_of(const Graph& graph, const Schema& schema, const Date& today) {
    std::vector<Vacancy> all;
    for (PageNo number = 0; number < graph.pages().size(); ++number) {
        const auto& page = graph.page(number);
        const auto* field = seats_field(*page.type);
        if (field == nullptr || page.example) continue;
        const auto* role = field->find("role");
        for (auto& seat : seats_of(page, today)) {
            if (seat.state != SeatState::vacant || seat.phase != SeatPhase::now) continue;
            const auto* term = role == nullptr ? nullptr : term_of(schema, *role, seat.role);
            const auto explained = term == nullptr || term->page.empty() ? no_page : graph.find(term->page);
            all.push_back({number, std::move(seat), explained});
        }
    }
    return all;
}

Digest digest_of(const Graph& graph, std::span<const Vacancy> vacancies) {
    Hasher hasher;
    for (const auto& [group, seat, role] : vacancies) {
        hasher.add(graph.page(group).id).add(seat.role).add(seat.from ? iso(*seat.from) : "");
        hasher.add(seat.entry == nullptr ? Digest{} : digest_of(*seat.entry));
    }
    return hasher.finish();
}

}  // namespace knav
