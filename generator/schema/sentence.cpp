#include "schema/sentence.hpp"

#include <algorithm>

namespace knav {

namespace {

/// Calls `text` with what stands between names, `name` with each name.
template <class Text, class Name>
void take_apart(std::string_view sentence, Text text, Name name) {
    while (!sentence.empty()) {
        const auto open = sentence.find('{');
        const auto close = sentence.find('}', open == sentence.npos ? 0 : open);
        if (open == sentence.npos || close == sentence.npos) return text(sentence);
        if (open > 0) text(sentence.substr(0, open));
        name(sentence.substr(open + 1, close - open - 1));
        sentence.remove_prefix(close + 1);
    }
}

using ValueOf = std::function<std::string(std::string_view)>;

/// A piece without brackets. `complete` becomes false when a name has no value.
std::string filled(std::string_view piece, const ValueOf& value_of, bool& complete) {
    std::string out;
    take_apart(
        piece, [&](std::string_view text) { out += text; },
        [&](std::string_view name) {
            const auto value = value_of(name);
            complete = complete && !value.empty();
            out += value;
        });
    return out;
}

}  // namespace

std::vector<std::string_view> names_in(std::string_view sentence) {
    std::vector<std::string_view> names;
    take_apart(
        sentence, [](std::string_view) {}, [&](std::string_view name) { names.push_back(name); });
    return names;
}

bool is_well_formed(std::string_view sentence) {
    char open = 0;  // the brace or bracket that waits for its counterpart
    bool in_brackets = false;
    for (const char c : sentence) {
        if (c == '{' && open != '{')
            open = '{';
        else if (c == '}' && open == '{')
            open = 0;
        else if (c == '[' && open == 0 && !in_brackets)
            in_brackets = true;
        else if (c == ']' && open == 0 && in_brackets)
            in_brackets = false;
        else if (c == '{' || c == '}' || c == '[' || c == ']')
            return false;
    }
    return open == 0 && !in_brackets;
}

std::string said(std::string_view sentence, const ValueOf& value_of) {
    std::string out;
    while (!sentence.empty()) {
        const auto open = std::min(sentence.find('['), sentence.size());
        bool complete = true;
        out += filled(sentence.substr(0, open), value_of, complete);
        sentence.remove_prefix(open);
        if (sentence.empty()) break;
        const auto close = std::min(sentence.find(']'), sentence.size());
        complete = true;
        const auto optional = filled(sentence.substr(1, close - 1), value_of, complete);
        if (complete) out += optional;
        sentence.remove_prefix(std::min(close + 1, sentence.size()));
    }
    return out;
}

}  // namespace knav
