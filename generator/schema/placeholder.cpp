#include "schema/placeholder.hpp"

#include "text/ascii.hpp"

namespace knav {

namespace {

struct Phrase {
    std::string_view text;  // ASCII, lower case where case does not matter
    bool any_case;
};

// "todo" is a word in some languages, and XXX is thirty in Roman numerals: those are known by their case.
constexpr Phrase phrases[] = {{"lorem ipsum", true}, {"domannamn.se", true}, {"example text", true},
                              {"exempeltext", true}, {"xxx", false},         {"TODO", false},
                              {"FIXME", false}};

bool begins_with(std::string_view text, const Phrase& phrase) {
    if (text.size() < phrase.text.size()) return false;
    if (text.size() > phrase.text.size() && is_word_byte(text[phrase.text.size()])) return false;
    for (std::size_t i = 0; i < phrase.text.size(); ++i) {
        if ((phrase.any_case ? ascii_lower(text[i]) : text[i]) != phrase.text[i]) return false;
    }
    return true;
}

/// Whether a phrase may begin with this byte: the cheap question, asked at every word.
bool may_begin(char c) {
    const char low = ascii_lower(c);
    return low == 'l' || low == 'd' || low == 'e' || low == 'x' || low == 't' || low == 'f';
}

}  // namespace

std::string_view find_placeholder(std::string_view text) {
    bool in_word = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool begins = !in_word && may_begin(text[i]);
        in_word = is_word_byte(text[i]);
        if (!begins) continue;
        for (const auto& phrase : phrases) {
            if (begins_with(text.substr(i), phrase)) return text.substr(i, phrase.text.size());
        }
    }
    return {};
}

}  // namespace knav
