#include "text/nearest.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "text/utf8.hpp"

namespace knav {

namespace {

/// Which of 64 groups of bytes occur. Every byte of one text that the other lacks costs an edit, so two masks give a
/// lower bound on the distance, and nearly all candidates fall there.
std::uint64_t bytes_in(std::string_view text) {
    std::uint64_t mask = 0;
    for (const char c : text) mask |= std::uint64_t{1} << (static_cast<std::uint8_t>(c) & 63);
    return mask;
}

int least_distance(std::uint64_t left, std::uint64_t right) {
    return std::max(std::popcount(left & ~right), std::popcount(right & ~left));
}

std::string_view last_part(std::string_view id) { return id.substr(id.rfind('/') + 1); }

/// Lower is better; `none` is no likeness. A slip of the finger beats all else; then a word not written to its end,
/// then the right page in the wrong folder, then what merely looks alike.
constexpr std::size_t none = SIZE_MAX;
constexpr std::size_t slip = 2;

std::size_t likeness(std::string_view word, std::string_view candidate, std::size_t distance, std::size_t limit) {
    if (distance <= slip && distance <= limit) return distance;
    if (word.size() >= 3 && candidate.starts_with(word)) return 1000 + candidate.size();
    const bool are_ids = word.find('/') != word.npos || candidate.find('/') != candidate.npos;
    if (are_ids && last_part(word).size() >= 3 && last_part(word) == last_part(candidate)) return 100000;
    return distance <= limit ? 1000000 + distance : none;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit) {
    const auto difference = left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
    if (difference > limit) return limit + 1;
    // Three rows of the table are enough to see swapped neighbours.
    std::vector<std::size_t> before(right.size() + 1), above(right.size() + 1), row(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        row[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (left[i - 1] != right[j - 1])});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
            least = std::min(least, row[j]);
        }
        if (least > limit) return limit + 1;
        before.swap(above);
        above.swap(row);
    }
    return std::min(above[right.size()], limit + 1);
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates) {
    const std::string wanted = fold(word);
    const std::uint64_t wanted_bytes = bytes_in(wanted);
    const std::size_t limit = std::max<std::size_t>(2, wanted.size() / 3);
    std::size_t best = none;
    std::optional<std::string> found;
    for (const auto candidate : candidates) {
        const std::string folded = fold(candidate);
        const bool near = static_cast<std::size_t>(least_distance(wanted_bytes, bytes_in(folded))) <= limit;
        const std::size_t distance = near ? edit_distance(wanted, folded, limit) : limit + 1;
        // A word that would be replaced whole ("ab" for "xy") is no likeness.
        const bool all_replaced = distance >= std::max(wanted.size(), folded.size());
        const std::size_t score = likeness(wanted, folded, all_replaced && distance > 0 ? limit + 1 : distance, limit);
        if (score < best) {
            best = score;
            found = std::string{candidate};
        }
    }
    return found;
}

}  // namespace knav
