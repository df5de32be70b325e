#include "events/rows.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "events/significance.hpp"

namespace knav {

namespace {

constexpr std::size_t most_pairs = 250'000;  // pairs of rows

bool same_value(const Value* one, const Value* other) {
    if (one == nullptr || other == nullptr) return one == other;
    return digest_of(*one) == digest_of(*other);
}

/// How much two rows are alike; 0: they are not the same. The first column names a row: a seat of another role is another
/// seat; a goal in other words may be the same goal if enough of the rest is.
int likeness(const Field& field, const Table& before, const Table& after) {
    int alike = 0, filled = 0;
    for (std::size_t i = 0; i < field.fields.size(); ++i) {
        const auto& column = field.fields[i];
        const auto* one = before.find(column.name);
        const auto* other = after.find(column.name);
        if (one == nullptr && other == nullptr) continue;
        ++filled;
        const bool same = same_value(one, other);
        if (i > 0) {
            alike += same ? 2 : 0;
        } else if (same) {
            alike += 5;
        } else if (column.kind == FieldKind::enumeration || column.kind == FieldKind::reference) {
            return 0;
        } else if (one != nullptr && other != nullptr && !is_worth_telling(one->text(), other->text())) {
            alike += 4;
        }
    }
    return alike >= 4 || (alike > 0 && filled == 1) ? alike : 0;
}

class RowMatcher {
public:
    RowMatcher(const Field& field, const Array& before, const Array& after)
        : field_(field), before_(before), after_(after), was_(after.size()), taken_(before.size()) {}

    std::vector<RowPair> run() {
        match_equal();
        match_alike();
        std::vector<RowPair> pairs;
        for (std::size_t i = 0; i < after_.size(); ++i) pairs.push_back({was_[i], i});
        for (std::size_t j = 0; j < before_.size(); ++j) {
            if (!taken_[j]) pairs.push_back({j, std::nullopt});
        }
        return pairs;
    }

private:
    void match_equal() {
        std::vector<Digest> old_rows;
        for (const auto& row : before_) old_rows.push_back(digest_of(row));
        for (std::size_t i = 0; i < after_.size(); ++i) {
            const auto digest = digest_of(after_[i]);
            for (std::size_t j = 0; j < before_.size(); ++j) {
                if (taken_[j] || old_rows[j] != digest) continue;
                take(i, j);
                break;
            }
        }
    }

    void match_alike() {
        if (before_.size() * after_.size() > most_pairs) return;
        std::vector<std::tuple<int, std::size_t, std::size_t, std::size_t>> alike;
        for (std::size_t i = 0; i < after_.size(); ++i) {
            for (std::size_t j = 0; j < before_.size(); ++j) {
                if (was_[i] || taken_[j]) continue;
                const auto how_much = likeness(field_, before_[j].table(), after_[i].table());
                if (how_much > 0) alike.emplace_back(-how_much, i > j ? i - j : j - i, i, j);
            }
        }
        std::sort(alike.begin(), alike.end());
        for (const auto& [how_much, apart, i, j] : alike) {
            if (!was_[i] && !taken_[j]) take(i, j);
        }
    }

    void take(std::size_t after, std::size_t before) {
        was_[after] = before;
        taken_[before] = true;
    }

    const Field& field_;
    const Array& before_;
    const Array& after_;
    std::vector<std::optional<std::size_t>> was_;
    std::vector<bool> taken_;
};

}  // namespace

std::vector<RowPair> match_rows(const Field& field, const Array& before, const Array& after) {
    return RowMatcher{field, before, after}.run();
}

}  // namespace knav
