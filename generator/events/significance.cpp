#include "events/significance.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "text/ascii.hpp"
#include "text/utf8.hpp"

namespace knav {

namespace {

constexpr std::size_t enough = 3;        // words
constexpr std::size_t few_words = 8;     // in so short a text each word counts
constexpr std::size_t most_unlike = 60;  // unlike words on either side; with more it is no matter of spelling

using Words = std::map<std::string, std::size_t, std::less<>>;  // how many times each

/// Words that turn a sentence round, say how binding it is or what its limit is, and those that say when.
constexpr std::array weighty = {"inte",     "ej",       "aldrig",    "utan",     "ingen",    "inga",     "inget",
                                "nej",      "not",      "no",        "never",    "without",  "måndag",   "tisdag",
                                "onsdag",   "torsdag",  "fredag",    "måndagar", "tisdagar", "onsdagar", "torsdagar",
                                "fredagar", "januari",  "februari",  "mars",     "april",    "maj",      "juni",
                                "juli",     "augusti",  "september", "oktober",  "november", "december", "vilande",
                                "avslutad", "inställt", "inställd",  "vakant",   "bör",      "måste",    "högst",
                                "lägst",    "minst",    "störst",    "före",     "efter"};

bool is_weighty(std::string_view word) {
    if (word.find_first_of("0123456789@") != word.npos) return true;
    return std::find(weighty.begin(), weighty.end(), word) != weighty.end();
}

/// Where a link's address ends that begins at `at`, just after "](" or "[[id|"; else `at`.
std::size_t past_address(std::string_view text, std::size_t at) {
    if (at >= 2 && text.substr(at - 2, 2) == "](") return std::min(text.find(')', at), text.size());
    if (at >= 2 && text.substr(at - 2, 2) == "[[") {
        const auto end = std::min(text.find("]]", at), text.size());
        const auto label = text.find('|', at);
        if (label < end) return label;
    }
    return at;
}

/// Past "12." at the beginning of a line, which numbers an item of a list and says nothing.
std::size_t past_list_number(std::string_view text, std::size_t at) {
    if (at > 0 && text[at - 1] != '\n') return at;
    const auto end = text.find_first_not_of("0123456789", at);
    const bool numbered =
        end != text.npos && end > at && end + 1 < text.size() && text[end] == '.' && text[end + 1] == ' ';
    return numbered ? end + 1 : at;
}

/// The words of a text in lower case; an address of mail counts as one, so does "2026-03-12".
Words words_of(std::string_view text, std::size_t& count) {
    Words words;
    for (std::size_t at = 0; at < text.size();) {
        at = past_list_number(text, past_address(text, at));
        auto end = at;
        while (end < text.size() && is_word_byte(text[end])) {
            ++end;
            const bool joint =
                end + 1 < text.size() && std::string_view{"@.-:/"}.find(text[end]) != std::string_view::npos;
            if (joint && is_word_byte(text[end + 1])) ++end;
        }
        if (end > at) {
            ++words[lower(text.substr(at, end - at))];
            ++count;
        }
        at = std::max(end, at + 1);
    }
    return words;
}

/// What `words` has over what `others` has, word by word.
std::vector<std::string> beyond(const Words& words, const Words& others) {
    std::vector<std::string> left;
    for (const auto& [word, times] : words) {
        const auto found = others.find(word);
        const auto there = found == others.end() ? 0 : found->second;
        for (std::size_t i = there; i < times; ++i) left.push_back(word);
    }
    return left;
}

/// Letters to add, drop, change or swap (Damerau's distance, of neighbours), but never more than `most` + 1.
std::size_t distance(const std::u32string& one, const std::u32string& other, std::size_t most) {
    if (one.size() > other.size() + most || other.size() > one.size() + most) return most + 1;
    std::vector<std::size_t> before_last(other.size() + 1), last(other.size() + 1), row(other.size() + 1);
    for (std::size_t j = 0; j <= other.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= one.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= other.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] == other[j - 1] ? 0U : 1U)});
            const bool swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        std::swap(before_last, last);
        std::swap(last, row);
    }
    return last.back();
}

std::u32string letters(std::string_view word) {
    std::u32string out;
    for (std::size_t at = 0; at < word.size();) out += next_code_point(word, at);
    return out;
}

/// A word as its spelling is compared, for the comparison is with every other.
struct Spelling {
    explicit Spelling(std::string_view word) : weighty(is_weighty(word)) {
        if (weighty) return;
        folded = fold(word);
        points = letters(word);
    }

    [[nodiscard]] bool is_like(const Spelling& other) const {
        if (weighty || other.weighty) return false;
        if (folded == other.folded) return true;
        const auto shortest = std::min(points.size(), other.points.size());
        if (shortest < 4) return false;
        const std::size_t most = shortest < 7 ? 1 : 2;
        return distance(points, other.points, most) <= most;
    }

    bool weighty;
    std::string folded;
    std::u32string points;
};

/// Takes away words that differ by spelling only, two written as one, and one as two.
void drop_spellings(std::vector<std::string>& gone, std::vector<std::string>& come) {
    if (gone.size() > most_unlike || come.size() > most_unlike) return;
    std::vector<Spelling> others{come.begin(), come.end()};
    std::erase_if(gone, [&](const std::string& word) {
        if (others.empty()) return false;
        const Spelling spelling{word};
        const auto same =
            std::find_if(others.begin(), others.end(), [&](const Spelling& other) { return spelling.is_like(other); });
        if (same == others.end()) return false;
        come.erase(come.begin() + (same - others.begin()));
        others.erase(same);
        return true;
    });
    const auto drop_joined = [](std::vector<std::string>& whole, std::vector<std::string>& parts) {
        std::erase_if(whole, [&](const std::string& word) {
            for (auto first = parts.begin(); first != parts.end(); ++first) {
                if (!word.starts_with(*first)) continue;
                const auto rest = word.substr(first->size());
                const auto second = std::find(parts.begin(), parts.end(), rest[0] == '-' ? rest.substr(1) : rest);
                if (rest.empty() || second == parts.end() || second == first) continue;
                const auto said = *second;
                parts.erase(first);
                parts.erase(std::find(parts.begin(), parts.end(), said));
                return true;
            }
            return false;
        });
    };
    drop_joined(gone, come);
    drop_joined(come, gone);
}

std::size_t weight(const std::vector<std::string>& words) {
    std::size_t sum = 0;
    for (const auto& word : words) sum += is_weighty(word) ? enough : 1;
    return sum;
}

}  // namespace

bool is_worth_telling(std::string_view before, std::string_view after) {
    if (before == after) return false;
    std::size_t words_before = 0, words_after = 0;
    const auto old_words = words_of(before, words_before);
    const auto new_words = words_of(after, words_after);
    auto gone = beyond(old_words, new_words);
    auto come = beyond(new_words, old_words);
    drop_spellings(gone, come);
    const auto changed = std::max(weight(gone), weight(come));
    return changed >= (std::min(words_before, words_after) <= few_words ? 1 : enough);
}

}  // namespace knav
