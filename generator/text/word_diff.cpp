#include "text/word_diff.hpp"

#include <algorithm>
#include <cstddef>

namespace knav {

namespace {

using Words = std::vector<std::string_view>;

constexpr std::size_t most_edits = 800;  // words; the square of it is what is remembered

/// Words with the spaces after them; a line end stands alone.
Words words_of(std::string_view text) {
    Words words;
    for (std::size_t at = 0; at < text.size();) {
        auto end = at + 1;
        if (text[at] != '\n') {
            while (end < text.size() && text[end] != ' ' && text[end] != '\n') ++end;
            while (end < text.size() && text[end] == ' ') ++end;
        }
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

std::string_view bare(std::string_view word) {
    const auto end = word.find_last_not_of(' ');
    return end == word.npos ? std::string_view{} : word.substr(0, end + 1);
}

bool same(std::string_view one, std::string_view other) { return bare(one) == bare(other); }

class WordDiff {
public:
    WordDiff(std::string_view before, std::string_view after) : before_(words_of(before)), after_(words_of(after)) {}

    std::vector<DiffPiece> run() {
        const auto shortest = std::min(before_.size(), after_.size());
        std::size_t begin = 0, end = 0;
        while (begin < shortest && same(before_[begin], after_[begin])) ++begin;
        while (end < shortest - begin && same(before_[before_.size() - 1 - end], after_[after_.size() - 1 - end]))
            ++end;
        add(DiffKind::same, after_, 0, begin);
        compare(begin, before_.size() - end, begin, after_.size() - end);
        add(DiffKind::same, after_, after_.size() - end, after_.size());
        return std::move(pieces_);
    }

private:
    using Row = std::vector<std::size_t>;  // by diagonal: how far into `before` one comes

    void compare(std::size_t b0, std::size_t b1, std::size_t a0, std::size_t a1) {
        std::vector<Row> rows;
        if (b0 == b1 || a0 == a1 || !search(b0, b1, a0, a1, rows)) {
            add(DiffKind::removed, before_, b0, b1);
            add(DiffKind::added, after_, a0, a1);
            return;
        }
        walk_back(b0, b1, a0, a1, rows);
    }

    /// Row d holds how far one comes with d edits, for diagonals -d, -d+2 ... d. False if it takes too many.
    bool search(std::size_t b0, std::size_t b1, std::size_t a0, std::size_t a1, std::vector<Row>& rows) const {
        const auto n = static_cast<std::ptrdiff_t>(b1 - b0), m = static_cast<std::ptrdiff_t>(a1 - a0);
        for (std::ptrdiff_t d = 0; d <= n + m && d <= static_cast<std::ptrdiff_t>(most_edits); ++d) {
            rows.emplace_back(static_cast<std::size_t>(d) + 1);
            for (std::ptrdiff_t k = -d; k <= d; k += 2) {
                auto x = start(rows, d, k);
                while (x < n && x - k < m && x - k >= 0 && same_at(b0, a0, x, x - k)) ++x;
                rows.back()[index(d, k)] = static_cast<std::size_t>(x);
                if (x >= n && x - k >= m) return true;
            }
        }
        return false;
    }

    static std::size_t index(std::ptrdiff_t d, std::ptrdiff_t k) { return static_cast<std::size_t>((k + d) / 2); }

    /// Whether diagonal k of row d is best reached by adding a word, from the diagonal above.
    static bool came_by_adding(const std::vector<Row>& rows, std::ptrdiff_t d, std::ptrdiff_t k) {
        if (k == -d) return true;
        if (k == d) return false;
        const auto& last = rows[static_cast<std::size_t>(d - 1)];
        return last[index(d - 1, k - 1)] < last[index(d - 1, k + 1)];
    }

    static std::ptrdiff_t start(const std::vector<Row>& rows, std::ptrdiff_t d, std::ptrdiff_t k) {
        if (d == 0) return 0;
        const auto& last = rows[static_cast<std::size_t>(d - 1)];
        if (came_by_adding(rows, d, k)) return static_cast<std::ptrdiff_t>(last[index(d - 1, k + 1)]);
        return static_cast<std::ptrdiff_t>(last[index(d - 1, k - 1)]) + 1;
    }

    [[nodiscard]] bool same_at(std::size_t b0, std::size_t a0, std::ptrdiff_t x, std::ptrdiff_t y) const {
        return same(before_[b0 + static_cast<std::size_t>(x)], after_[a0 + static_cast<std::size_t>(y)]);
    }

    void walk_back(std::size_t b0, std::size_t b1, std::size_t a0, std::size_t a1, const std::vector<Row>& rows) {
        std::vector<DiffPiece> words;  // from the end
        auto x = static_cast<std::ptrdiff_t>(b1 - b0), y = static_cast<std::ptrdiff_t>(a1 - a0);
        for (auto d = static_cast<std::ptrdiff_t>(rows.size()) - 1; d >= 0; --d) {
            const auto k = x - y;
            const auto from = start(rows, d, k);
            for (; x > from; --x, --y) words.push_back({DiffKind::same, after_[a0 + static_cast<std::size_t>(y - 1)]});
            if (d == 0) break;
            if (came_by_adding(rows, d, k))
                words.push_back({DiffKind::added, after_[a0 + static_cast<std::size_t>(--y)]});
            else
                words.push_back({DiffKind::removed, before_[b0 + static_cast<std::size_t>(--x)]});
        }
        std::reverse(words.begin(), words.end());
        removed_first(words);
        for (const auto& word : words) add_word(word.kind, word.text);
    }

    /// Between two words that stayed, all that went before all that came.
    static void removed_first(std::vector<DiffPiece>& words) {
        for (auto at = words.begin(); at != words.end();) {
            const auto end =
                std::find_if(at, words.end(), [](const auto& word) { return word.kind == DiffKind::same; });
            std::stable_partition(at, end, [](const auto& word) { return word.kind == DiffKind::removed; });
            at = end == words.end() ? end : end + 1;
        }
    }

    void add(DiffKind kind, const Words& words, std::size_t begin, std::size_t end) {
        for (auto i = begin; i < end; ++i) add_word(kind, words[i]);
    }

    /// Words that stand side by side in their text become one piece.
    void add_word(DiffKind kind, std::string_view word) {
        if (!pieces_.empty() && pieces_.back().kind == kind &&
            pieces_.back().text.data() + pieces_.back().text.size() == word.data()) {
            auto& last = pieces_.back().text;
            last = {last.data(), last.size() + word.size()};
        } else {
            pieces_.push_back({kind, word});
        }
    }

    Words before_, after_;
    std::vector<DiffPiece> pieces_;
};

}  // namespace

std::vector<DiffPiece> word_diff(std::string_view before, std::string_view after) {
    return WordDiff{before, after}.run();
}

}  // namespace knav
