#include "search/page_words.hpp"

#include <algorithm>
#include <optional>

#include "search/shards.hpp"
#include "search/words.hpp"
#include "text/eight_bytes.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr std::size_t most_words = 8;

bool is_capital(char32_t c) { return (c >= U'A' && c <= U'Z') || c == U'Å' || c == U'Ä' || c == U'Ö'; }

/// Two to eight characters without spaces, at least two of them capitals.
bool is_abbreviation(std::string_view text) {
    int capitals = 0, characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters) {
        const auto c = next_code_point(text, at);
        if (c == U' ' || c == U',' || c == U'.') return false;
        capitals += is_capital(c) ? 1 : 0;
    }
    return characters >= 2 && characters <= 8 && capitals >= 2;
}

/// The fewest last words whose letters, from behind, spell the abbreviation, its first letter at the first word's start.
std::optional<std::size_t> first_word_of(std::string_view letters, const std::vector<std::string>& words) {
    std::size_t letter = letters.size();
    for (std::size_t back = 1; back <= std::min(words.size(), most_words); ++back) {
        const auto word = fold(words[words.size() - back]);
        for (std::size_t at = word.size(); at-- > 0 && letter > 0;) {
            if (letter == 1 && at != 0) continue;  // the first letter begins a word
            if (word[at] == letters[letter - 1]) --letter;
        }
        if (letter == 0) return words.size() - back;
    }
    return {};
}

}  // namespace

Document Document::words_only() const {
    Document copy;
    copy.title = title;
    copy.texts = texts;
    copy.abbreviations = abbreviations;
    copy.names = names;
    return copy;
}

void Document::seal() {
    Hasher hasher;
    for (const auto& text : texts) hasher.add(text);
    for (const auto& name : names) hasher.add(name);
    for (const auto& each : abbreviations) {
        hasher.add(each.abbreviation);
        for (const auto& word : each.words) hasher.add(word);
    }
    digest = hasher.finish();
}

namespace {

/// A glossary in running text: "VRI vårdrelaterade infektioner." is a sentence of an abbreviation and what it is.
void add_told(std::string_view sentence, std::vector<Abbreviation>& found) {
    const auto begin = sentence.find_first_not_of(" \t\n:–-");
    if (begin == std::string_view::npos) return;
    sentence.remove_prefix(begin);
    const auto space = sentence.find(' ');
    if (space == std::string_view::npos || space > 16 || sentence.size() > 100) return;
    if (!is_abbreviation(sentence.substr(0, space))) return;
    auto words = words_of(sentence.substr(space));
    std::string letters;
    for (const auto& part : words_of(sentence.substr(0, space))) letters += fold(part);
    if (words.empty() || words.size() > most_words || first_word_of(letters, words) != 0U) return;
    std::erase_if(words, [](const std::string& word) { return is_stop_word(fold(word)); });
    if (!words.empty()) found.push_back({letters, std::move(words)});
}

}  // namespace

std::vector<Abbreviation> abbreviations_in(std::string_view text) {
    std::vector<Abbreviation> found;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = find_byte(text, begin, [](EightBytes bytes) { return bytes.equal('.') | bytes.equal('\n'); });
        add_told(text.substr(begin, end - begin), found);
        begin = end + 1;
    }
    for (auto open = text.find('('); open != std::string_view::npos; open = text.find('(', open + 1)) {
        const auto close = text.find(')', open);
        if (close == std::string_view::npos) break;
        const auto inside = text.substr(open + 1, close - open - 1);
        if (inside.size() > 16 || !is_abbreviation(inside)) continue;
        auto begin = open > 200 ? open - 200 : 0;
        const auto stop = text.substr(begin, open - begin).find_last_of(".!?;:");
        if (stop != std::string_view::npos) begin += stop + 1;
        const auto before = words_of(text.substr(begin, open - begin));
        std::string letters;
        for (const auto& part : words_of(inside)) letters += fold(part);
        const auto first = first_word_of(letters, before);
        if (!first || letters.size() < 2) continue;
        Abbreviation each{letters, {}};
        for (std::size_t i = *first; i < before.size(); ++i) {
            if (!is_stop_word(fold(before[i]))) each.words.push_back(before[i]);
        }
        if (!each.words.empty()) found.push_back(std::move(each));
    }
    return found;
}

namespace {

/// The words of a name that tell it from others.
std::vector<std::string> telling_words(std::string_view name) {
    auto words = words_of(name);
    std::erase_if(words, [](const std::string& word) { return is_stop_word(fold(word)); });
    return words;
}

/// What a page is called: its title, what the title says in brackets is the short form of it, and its other names.
std::vector<std::vector<std::string>> names_of(const Document& document) {
    std::vector<std::vector<std::string>> names{telling_words(document.title)};
    for (const auto& name : document.names) names.push_back(telling_words(name));
    const std::string_view title = document.title;
    const auto open = title.rfind(" (");
    if (open != std::string_view::npos && title.ends_with(')')) {
        const auto inside = title.substr(open + 2, title.size() - open - 3);
        if (is_abbreviation(inside)) {
            names.push_back(telling_words(inside));
            names.push_back(telling_words(title.substr(0, open)));
        }
    }
    return names;
}

}  // namespace

std::uint32_t WordCounter::number(std::string_view word) {
    const auto its = words_.add(word, [this](std::string_view text) { return texts_.keep(text); });
    if (its == places_.size()) places_.push_back(0);
    return its;
}

CountedWord& WordCounter::counted(std::string_view word) {
    const auto its = number(word);
    if (places_[its] == 0) {
        page_.push_back({its, {}, 0});
        places_[its] = static_cast<std::uint32_t>(page_.size());
    }
    return page_[places_[its] - 1];
}

PageWords WordCounter::count(const Document& document) {
    PageWords page;
    for (std::size_t field = 0; field < field_count; ++field) {
        WordReader reader{document.texts[field]};
        for (auto word = reader.next(); !word.empty(); word = reader.next()) {
            auto& count = counted(word).counts[field];
            if (count < 255) ++count;
            ++page.lengths[field];
        }
    }
    for (const auto& name : names_of(document)) {
        if (name.size() > longest_name) continue;
        for (const auto& word : name) {
            auto& shortest = counted(word).name;
            if (shortest == 0 || name.size() < shortest) shortest = static_cast<std::uint8_t>(name.size());
        }
    }
    page.abbreviations = document.abbreviations;
    for (auto& each : abbreviations_in(document.texts[body])) {
        if (std::find(page.abbreviations.begin(), page.abbreviations.end(), each) == page.abbreviations.end())
            page.abbreviations.push_back(std::move(each));
    }
    for (const auto& each : page_) places_[each.word] = 0;
    page.words = page_;
    page_.clear();
    return page;
}

}  // namespace knav::search
