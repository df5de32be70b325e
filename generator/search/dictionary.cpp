#include "search/dictionary.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "text/utf8.hpp"

namespace knav::search {
namespace {

/// A suffix rule: a word that ends in the ending added may come from one with another ending, if that has the flag and
/// fits the condition. Rules that lead to the same word stand together: it is looked up once.
struct Suffix {
    char flag = 0;
    std::string_view condition;
};
struct Suffixes {
    std::string_view stripped;
    std::vector<Suffix> rules;
};

std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::array<std::string_view, 5> columns_of(std::string_view line) {
    std::array<std::string_view, 5> columns;
    for (auto& column : columns) {
        const auto begin = std::min(line.find_first_not_of(" \t"), line.size());
        const auto end = std::min(line.find_first_of(" \t", begin), line.size());
        column = line.substr(begin, end - begin);
        line.remove_prefix(end);
    }
    return columns;
}

/// The last character of `word`, taken off.
char32_t take_last(std::string_view& word) {
    std::size_t begin = word.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(word[begin]) & 0xC0U) == 0x80U) --begin;
    std::size_t at = begin;
    const auto c = next_code_point(word, at);
    word.remove_suffix(word.size() - begin);
    return c;
}

/// A condition such as "[^m]er$" or ".": held up against the word's end, from behind.
bool fits(std::string_view condition, std::string_view word) {
    if (condition.ends_with('$')) condition.remove_suffix(1);
    while (!condition.empty()) {
        if (word.empty()) return false;
        const auto c = take_last(word);
        if (condition.back() == ']') {
            const auto open = condition.rfind('[');
            if (open == std::string_view::npos) return false;
            auto set = condition.substr(open + 1, condition.size() - open - 2);
            condition.remove_suffix(condition.size() - open);
            const bool negated = set.starts_with('^');
            if (negated) set.remove_prefix(1);
            bool among = false;
            for (std::size_t at = 0; at < set.size();) among = next_code_point(set, at) == c || among;
            if (among == negated) return false;
        } else {
            const auto wanted = take_last(condition);
            if (wanted != U'.' && wanted != c) return false;
        }
    }
    return true;
}

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace

struct Dictionary::Tables {
    std::shared_ptr<const DictionaryFiles> files;
    // Upper-case entries are names; asked words are in lower case, and names take part as such.
    std::unordered_map<std::string, std::string, Hash, std::equal_to<>> flags;
    std::unordered_map<std::string_view, std::vector<Suffixes>> by_added;
    std::size_t longest = 0;
    char begin_flag = 0, middle_flag = 0, only_inside = 0, forbidden = 0;

    void read_affixes(std::string_view text) {
        while (!text.empty()) {
            const auto columns = columns_of(take_line(text));
            const char flag = columns[1].empty() ? '\0' : columns[1][0];
            if (columns[0] == "COMPOUNDBEGIN") begin_flag = flag;
            if (columns[0] == "COMPOUNDMIDDLE") middle_flag = flag;
            if (columns[0] == "ONLYINCOMPOUND") only_inside = flag;
            if (columns[0] == "FORBIDDENWORD") forbidden = flag;
            if (columns[0] != "SFX" || columns[4].empty()) continue;
            const auto stripped = columns[2] == "0" ? std::string_view{} : columns[2];
            const auto added = columns[3];
            // A suffix with flags of its own makes parts of compounds; those are found by their linking letters.
            if (added.find('/') != std::string_view::npos || added == "0") continue;
            longest = std::max(longest, added.size());
            auto& all = by_added[added];
            auto same =
                std::find_if(all.begin(), all.end(), [&](const Suffixes& one) { return one.stripped == stripped; });
            if (same == all.end()) same = all.insert(all.end(), {stripped, {}});
            same->rules.push_back({flag, columns[4]});
        }
    }

    void read_words(std::string_view text) {
        take_line(text);  // the count
        flags.reserve(text.size() / 14);
        while (!text.empty()) {
            auto line = take_line(text);
            line = line.substr(0, line.find_first_of(" \t"));
            const auto slash = line.find('/', 1);
            const auto word = line.substr(0, slash);
            if (word.empty()) continue;
            const auto marks = slash == std::string_view::npos ? std::string_view{} : line.substr(slash + 1);
            if (forbidden != 0 && marks.find(forbidden) != std::string_view::npos) continue;
            flags[lower(word)] += marks;
        }
    }
};

Digest DictionaryFiles::digest() const { return Hasher{}.add(affixes).add(words).finish(); }

Dictionary::Dictionary() : tables_(std::make_unique<Tables>()) {}
Dictionary::Dictionary(std::shared_ptr<const DictionaryFiles> files) : tables_(std::make_unique<Tables>()) {
    tables_->files = std::move(files);
    tables_->read_affixes(tables_->files->affixes);
    tables_->read_words(tables_->files->words);
}
Dictionary::~Dictionary() = default;

std::vector<std::string> Dictionary::lemmas(std::string_view word) const {
    std::vector<std::string> found;
    const auto& tables = *tables_;
    const auto add = [&](std::string_view lemma) {
        if (std::find(found.begin(), found.end(), lemma) == found.end()) found.emplace_back(lemma);
    };
    const auto listed = tables.flags.find(word);
    const auto is_word = [&](const std::string& marks) {
        return tables.only_inside == 0 || marks.find(tables.only_inside) == std::string::npos;
    };
    if (listed != tables.flags.end() && is_word(listed->second)) add(word);
    std::string base;
    for (std::size_t length = 1; length <= std::min(tables.longest, word.size() - 1); ++length) {
        const auto rules = tables.by_added.find(word.substr(word.size() - length));
        if (rules == tables.by_added.end()) continue;
        for (const auto& [stripped, of_base] : rules->second) {
            base.assign(word.substr(0, word.size() - length)).append(stripped);
            const auto entry = tables.flags.find(std::string_view{base});
            if (entry == tables.flags.end() || !is_word(entry->second)) continue;
            const bool fitting = std::any_of(of_base.begin(), of_base.end(), [&](const Suffix& rule) {
                return entry->second.find(rule.flag) != std::string::npos && fits(rule.condition, base);
            });
            if (fitting) add(base);
        }
    }
    std::sort(found.begin(), found.end(), [](const std::string& one, const std::string& other) {
        return one.size() != other.size() ? one.size() > other.size() : one < other;
    });
    return found;
}

bool Dictionary::lists(std::string_view word) const {
    const auto found = tables_->flags.find(word);
    if (found == tables_->flags.end()) return false;
    return tables_->only_inside == 0 || found->second.find(tables_->only_inside) == std::string::npos;
}

bool Dictionary::knows(std::string_view word) const { return !word.empty() && (lists(word) || !lemmas(word).empty()); }

bool Dictionary::begins_compound(std::string_view word) const {
    const auto found = tables_->flags.find(word);
    if (found == tables_->flags.end()) return false;
    const auto has = [&](char flag) { return flag != 0 && found->second.find(flag) != std::string::npos; };
    return has(tables_->begin_flag) || has(tables_->middle_flag);
}

bool Dictionary::empty() const { return tables_->flags.empty(); }

}  // namespace knav::search
