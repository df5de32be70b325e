#include "search/words.hpp"

#include <algorithm>
#include <array>

#include "text/eight_bytes.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

// Folded: with å, ä and ö gone, changed vowels need no rule of their own (ledamöter, tänder). The genitive's s comes off
// first. One letter only after a vowel: "mötet", "möten", but not "plant".
constexpr std::array<std::string_view, 27> all_endings = {
    "a",  "ad", "ade",  "an",  "ande", "ar", "are", "arna", "ast", "at",   "de", "e", "en", "ende",
    "er", "et", "erna", "ern", "ets",  "it", "n",   "na",   "or",  "orna", "r",  "t", "te"};

constexpr std::array<std::string_view, 157> all_stop_words = {
    "aldrig", "all",      "alla",    "allt",   "alltid", "an",     "and",    "andra",   "annan",    "annat",   "annu",
    "ar",     "arbetade", "arbetar", "att",    "av",     "bade",   "bara",   "betyder", "bland",    "blev",    "bli",
    "blir",   "blivit",   "bor",     "borde",  "da",     "dar",    "de",     "dem",     "den",      "denna",   "deras",
    "dess",   "dessa",    "det",     "detta",  "dig",    "din",    "dit",    "dock",    "du",       "efter",   "eller",
    "en",     "er",       "era",     "ert",    "ett",    "fanns",  "far",    "fick",    "finnas",   "finns",   "for",
    "fran",   "galler",   "gar",     "genom",  "gor",    "gora",   "ha",     "han",     "handlar",  "hans",    "har",
    "hennes", "heter",    "hittar",  "hittas", "hon",    "hos",    "hur",    "i",       "in",       "inga",    "ingen",
    "inget",  "innebar",  "inom",    "inte",   "ja",     "jag",    "jobbar", "kan",     "kommande", "kunde",   "lite",
    "man",    "maste",    "med",     "mellan", "men",    "menas",  "mer",    "mig",     "min",      "mot",     "mycket",
    "nagon",  "nagot",    "nagra",   "nar",    "nasta",  "nej",    "ni",     "nu",      "och",      "ocksa",   "of",
    "om",     "oss",      "pa",      "sa",     "sadan",  "sadana", "sadant", "samt",    "senast",   "senaste", "ser",
    "sig",    "sin",      "sina",    "sitt",   "sitter", "sjalv",  "ska",    "skall",   "skulle",   "som",     "ta",
    "the",    "till",     "tills",   "to",     "under",  "upp",    "ur",     "ut",      "vad",      "var",     "vara",
    "vare",   "varfor",   "varit",   "vart",   "vem",    "vems",   "vi",     "via",     "vid",      "vidare",  "vilka",
    "vilken", "vilket",   "vill"};

// Who asks with one of these wants a group or a person rather than minutes that mention them.
constexpr std::array<std::string_view, 20> all_people_words = {
    "ansvarar",     "ansvarig",   "chef",        "foretradare", "kontakt",       "kontakta",   "kontaktperson",
    "koordinator",  "ledamot",    "medlem",      "ordforande",  "processledare", "processtod", "processtodjare",
    "representant", "samordnare", "sekreterare", "vem",         "vems",          "vilka"};

bool is_vowel(char c) { return std::string_view{"aeiouy"}.find(c) != std::string_view::npos; }

/// Whether -n, -t or -r alone can hang on a word that ends so.
bool carries(char ending, char last) {
    return (ending == 'r' ? std::string_view{"aeo"} : std::string_view{"aeiouy"}).find(last) != std::string_view::npos;
}

/// A copy with A to Z small: other capitals are few, and made so when a word is cut out.
std::string in_small_letters(std::string_view text) {
    std::string small(text.size(), '\0');
    for (std::size_t i = 0; i < text.size(); i += EightBytes::size) {
        const EightBytes bytes{text, i};
        bytes.with(bytes.within('A', 'Z') >> 2).write(small, i);  // 0x20 for each
    }
    return small;
}

/// Bytes of words as they stand: small ASCII letters and digits, and those that the characters from ß to ÿ are made of.
constexpr auto stands_as_is = [] {
    std::array<bool, 256> set{};
    for (unsigned c = '0'; c <= '9'; ++c) set[c] = true;
    for (unsigned c = 'a'; c <= 'z'; ++c) set[c] = true;
    for (unsigned c = 0x9F; c <= 0xBF; ++c) set[c] = c != 0xB7;  // ÷
    set[0xC3] = true;
    return set;
}();

/// Where the run of characters ends that are part of a word as they stand: a to z, digits, and from ß to ÿ but for ÷.
/// The text is UTF-8: what comes first of two bytes is taken for such a character, and taken back if the second is not.
std::size_t end_of_plain(std::string_view text, std::size_t at) {
    auto end = at;
    while (end < text.size() && stands_as_is[static_cast<unsigned char>(text[end])]) ++end;
    return end > at && text[end - 1] == '\xC3' ? end - 1 : end;
}

/// The character at `at`, which is moved past it, in lower case: if it is part of a word without standing in it as it
/// is. If not, 0; in ASCII there are no such.
char32_t other_of_word(std::string_view text, std::size_t& at) {
    if (at >= text.size() || static_cast<unsigned char>(text[at]) < 0x80) return 0;
    const auto c = lower(next_code_point(text, at));
    return is_word_character(c) ? c : 0;
}

void add(std::vector<std::string>& to, std::string_view word) {
    if (word.size() < 3 || std::find(to.begin(), to.end(), word) != to.end()) return;
    to.emplace_back(word);
}

}  // namespace

bool is_word_character(char32_t c) {
    if (c < 0x80) return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z');
    if (c < 0x2000) return c >= 0xC0 && c != 0xD7 && c != 0xF7;
    return c >= 0x2C00 && c < 0xD800;
}

WordReader::WordReader(std::string_view text)
    : small_(in_small_letters(is_surely_nfc(text) ? text : nfc(text))), text_(small_) {}

std::string_view WordReader::next() {
    while (at_ < text_.size()) {
        const auto begin = at_;
        at_ = end_of_plain(text_, begin);
        auto after = at_;
        const bool goes_on = other_of_word(text_, after) != 0;
        if (goes_on) {
            word_ = text_.substr(begin, at_ - begin);
            finish_word();
        } else if (at_ == begin) {
            at_ = std::max(after, begin + 1);
            continue;
        }
        const auto end = at_;
        at_ += hanging();
        return goes_on ? std::string_view{word_} : text_.substr(begin, end - begin);
    }
    return {};
}

/// The rest of a word that is to be changed to lower case.
void WordReader::finish_word() {
    auto after = at_;
    for (auto c = other_of_word(text_, after); c != 0; c = other_of_word(text_, after)) {
        append_utf8(word_, c);
        at_ = end_of_plain(text_, after);
        word_.append(text_, after, at_ - after);
        after = at_;
    }
}

/// What hangs on an abbreviation: ":s", ":er", ":arna" is too long to be one. Its length, or 0.
std::size_t WordReader::hanging() const {
    if (at_ >= text_.size() || text_[at_] != ':') return 0;
    std::size_t end = at_ + 1;
    int letters = 0;
    while (end < text_.size()) {
        auto next = end;
        const auto c = lower(next_code_point(text_, next));
        if (!is_word_character(c)) break;
        const bool swedish = (c >= U'a' && c <= U'z') || c == U'å' || c == U'ä' || c == U'ö';
        if (!swedish || ++letters > 3) return 0;
        end = next;
    }
    return letters == 0 ? 0 : end - at_;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    WordReader reader{text};
    for (auto word = reader.next(); !word.empty(); word = reader.next()) words.emplace_back(word);
    return words;
}

std::vector<std::string> stems_of(std::string_view folded) {
    std::vector<std::string> stems;
    add(stems, folded);
    if (folded.ends_with('s')) add(stems, folded.substr(0, folded.size() - 1));
    const auto whole = stems;
    for (const auto& word : whole) {
        for (const auto ending : all_endings) {
            if (!word.ends_with(ending) || word.size() < ending.size() + 3) continue;
            const auto rest = std::string_view{word}.substr(0, word.size() - ending.size());
            if (ending.size() == 1 && !is_vowel(ending[0]) && !carries(ending[0], rest.back())) continue;
            add(stems, rest);
        }
    }
    const auto cut = stems;
    for (const auto& word : cut) {
        const auto size = word.size();
        if (size < 4) continue;
        const bool loses_e = word[size - 2] == 'e' &&
                             std::string_view{"lrn"}.find(word[size - 1]) != std::string_view::npos &&
                             !is_vowel(word[size - 3]);
        if (loses_e) add(stems, word.substr(0, size - 2) + word[size - 1]);
        if (word[size - 1] == word[size - 2] && (word[size - 1] == 'm' || word[size - 1] == 'n'))
            add(stems, word.substr(0, size - 1));
    }
    return stems;
}

std::string name_key(std::string_view folded) {
    std::string key;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        char c = folded[i];
        const char next = i + 1 < folded.size() ? folded[i + 1] : '\0';
        if (c == 'h' && i > 0) continue;  // th, ch, gh, and silent elsewhere
        if (c == 'w') c = 'v';
        if (c == 'q') c = 'k';
        if (c == 'c') c = next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
        if (c == 'z') c = 's';
        if (c == 'x') {
            if (!key.ends_with('k')) key += 'k';
            c = 's';
        }
        if (key.empty() || key.back() != c) key += c;
    }
    if (key.size() > 3 && key.ends_with('s')) key.pop_back();
    return key;
}

std::span<const std::string_view> endings() { return all_endings; }
std::span<const std::string_view> stop_words() { return all_stop_words; }
std::span<const std::string_view> people_words() { return all_people_words; }

bool is_stop_word(std::string_view folded) {
    return std::binary_search(all_stop_words.begin(), all_stop_words.end(), folded);
}

}  // namespace knav::search
