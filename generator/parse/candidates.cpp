// Words that the glossary may know: abbreviations in running text.
#include <algorithm>
#include <array>

#include "parse/text_pieces.hpp"

namespace knav {

namespace {

constexpr std::size_t longest_abbreviation = 32;  // bytes

enum class Letter : unsigned char { none, capital, lower, digit };

/// The letter at `i` and its length in bytes. Of letters beyond ASCII only Å, Ä and Ö count as capitals.
struct Seen {
    Letter letter = Letter::none;
    std::size_t length = 1;
};

constexpr std::array<Letter, 256> letters = [] {
    std::array<Letter, 256> made{};
    for (unsigned char c = 'A'; c <= 'Z'; ++c) made[c] = Letter::capital;
    for (unsigned char c = 'a'; c <= 'z'; ++c) made[c] = Letter::lower;
    for (unsigned char c = '0'; c <= '9'; ++c) made[c] = Letter::digit;
    return made;
}();

inline Seen letter_at(std::string_view run, std::size_t i) {
    if (i >= run.size()) return {};
    const char c = run[i];
    if (c != '\xC3' || i + 1 == run.size()) return {letters[static_cast<unsigned char>(c)], 1};
    const char second = run[i + 1];
    return {second == '\x85' || second == '\x84' || second == '\x96' ? Letter::capital : Letter::lower, 2};
}

/// One part between hyphens: how far its last capital or digit reaches, and what it holds up to there.
struct Part {
    std::size_t end = 0;   // of the letters, all of them
    std::size_t core = 0;  // just past the last capital or digit; the part's begin if it has none
    std::size_t capitals = 0;
    bool mixed = false;  // lower-case letters before the last capital: "KiS"
};

Part read_part(std::string_view run, std::size_t begin) {
    Part part{begin, begin, 0, false};
    bool lower_seen = false;
    for (Seen seen = letter_at(run, begin); seen.letter != Letter::none; seen = letter_at(run, part.end)) {
        part.end += seen.length;
        if (part.end - begin > longest_abbreviation) break;
        if (seen.letter == Letter::lower) {
            lower_seen = true;
            continue;
        }
        part.core = part.end;
        part.capitals += seen.letter == Letter::capital ? 1 : 0;
        part.mixed = lower_seen;
    }
    return part;
}

bool is_ending(std::string_view tail) {
    static constexpr std::array<std::string_view, 15> endings = {
        "s", "n", "r", "t", "er", "en", "et", "ar", "ers", "ens", "ets", "erna", "arna", "ernas", "arnas"};
    return tail.empty() || std::find(endings.begin(), endings.end(), tail) != endings.end();
}

/// Parts of file names and addresses are not words: "RMPO_ny.pdf", "RMPO@example.org", "WWW.EXAMPLE.ORG".
bool goes_on_as_name(std::string_view run, std::size_t end) {
    if (end >= run.size()) return false;
    if (run[end] == '@' || run[end] == '_') return true;
    return run[end] == '.' && letter_at(run, end + 1).letter != Letter::none;
}

}  // namespace

std::size_t read_abbreviation(std::string_view run, std::size_t begin) {
    std::size_t end = begin;
    std::size_t capitals = 0;
    bool mixed = false;
    for (std::size_t at = begin;;) {
        const Part part = read_part(run, at);
        const bool joins = part.core > at && letter_at(run, at).letter != Letter::lower;
        if (!joins) break;
        const std::string_view tail = run.substr(part.core, part.end - part.core);
        mixed = mixed || part.mixed;
        if (!is_ending(tail) || (mixed && !tail.empty())) {
            if (at == begin) return 0;
            break;
        }
        end = part.core;
        capitals += part.capitals;
        if (!tail.empty() || part.end >= run.size() || run[part.end] != '-') break;
        at = part.end + 1;
    }
    if (capitals < 2 || end - begin > longest_abbreviation || goes_on_as_name(run, end)) return 0;
    return end - begin;
}

}  // namespace knav
