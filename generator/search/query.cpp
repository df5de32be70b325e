#include "search/query.hpp"

#include <algorithm>

#include "search/words.hpp"
#include "text/utf8.hpp"

namespace knav::search {
namespace {

constexpr std::size_t longest = 256, most_words = 12;

/// The query as far as it is read, with one kind of quotation mark. Counted in units of UTF-16.
std::string quotes_alike(std::string_view query) {
    std::string out;
    std::size_t units = 0;
    for (std::size_t at = 0; at < query.size();) {
        const auto c = next_code_point(query, at);
        units += c > 0xFFFF ? 2 : 1;
        if (units > longest) break;
        append_utf8(out, c == U'“' || c == U'”' ? U'"' : c);
    }
    return out;
}

/// Whether the word is a form of one that asks for people.
bool asks_for_people(const std::string& folded) {
    const auto people = people_words();
    const auto stems = stems_of(folded);
    return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) {
        return std::find(people.begin(), people.end(), stem) != people.end();
    });
}

bool ends_in_word(std::string_view text) {
    std::size_t at = text.size();
    while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0U) == 0x80U) {
    }
    const auto low = lower(text.substr(at));
    std::size_t begin = 0;
    return !low.empty() && is_word_character(next_code_point(low, begin));
}

}  // namespace

Asked parse_query(std::string_view query) {
    Asked asked;
    std::string open;
    const auto text = quotes_alike(query);
    for (std::size_t at = 0; at < text.size();) {
        const auto close = text[at] == '"' ? text.find('"', at + 1) : std::string::npos;
        if (close == std::string::npos) {
            open += text[at++];
            continue;
        }
        const auto inside = text.substr(at + 1, close - at - 1);
        if (auto words = words_of(inside); !words.empty()) asked.phrases.push_back(std::move(words));
        open += " " + inside + " ";
        at = close + 1;
    }
    auto all = words_of(open);
    all.resize(std::min(all.size(), most_words));
    bool people = false, others = false;
    for (const auto& word : all) {
        const auto folded = fold(word);
        const bool said = !is_stop_word(folded), for_people = asks_for_people(folded);
        if (said) asked.words.push_back(word);
        people = people || for_people;
        others = others || (said && !for_people);
    }
    asked.people = people && others;  // "ordförande" alone is about the role
    if (asked.words.empty())
        asked.words = std::move(all);
    else if (asked.phrases.empty() && ends_in_word(open) && is_stop_word(fold(all.back())))
        asked.unfinished = all.back();
    return asked;
}

}  // namespace knav::search
