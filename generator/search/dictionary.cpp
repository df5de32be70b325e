#include "search/dictionary.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <mutex>
#include <optional>

#include "search/text_arena.hpp"
#include "search/word_numbers.hpp"
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

/// What a byte of a line of the list is: part of a word, and perhaps one that is to be changed to lower case, or its end.
enum class Byte : unsigned char { lower, other, slash, blank, line_end };

constexpr auto kind_of_byte = [] {
    std::array<Byte, 256> kinds{};  // small ASCII letters; and å ä ö é and their like, which are 0xC3 and from 0xA0 on
    for (unsigned c = 'A'; c <= 'Z'; ++c) kinds[c] = Byte::other;
    for (unsigned c = 0x80; c < 0x100; ++c) kinds[c] = c == 0xC3 || (c >= 0xA0 && c < 0xC0) ? Byte::lower : Byte::other;
    kinds['/'] = Byte::slash;
    kinds[' '] = kinds['\t'] = kinds['\r'] = Byte::blank;
    kinds['\n'] = Byte::line_end;
    return kinds;
}();

Byte kind_of(char c) { return kind_of_byte[static_cast<unsigned char>(c)]; }

struct Listed {
    std::string_view word, flags;
    bool is_lower = true;
};

/// "kunskap/AGX": the line at `at`, which is moved to the next.
Listed read_line(std::string_view text, std::size_t& at) {
    Listed line;
    const auto begin = at;
    if (text[at] == '/') ++at;  // a word may begin with one
    for (; at < text.size() && kind_of(text[at]) <= Byte::other; ++at)
        line.is_lower = line.is_lower && kind_of(text[at]) == Byte::lower;
    line.word = text.substr(begin, at - begin);
    if (at < text.size() && text[at] == '/') {
        const auto first = ++at;
        while (at < text.size() && kind_of(text[at]) < Byte::blank) ++at;
        line.flags = text.substr(first, at - first);
    }
    if (at < text.size() && text[at] != '\n') at = std::min(text.find('\n', at), text.size());
    ++at;
    return line;
}

/// 150 000 words, each a view into the dictionary's file with a slash and its flags behind it: read each time that a site
/// is indexed.
class WordList {
public:
    /// Room for as many words as `text` may have.
    void reserve(std::string_view text) {
        words_.reserve(text.size() / 15);
        flags_.reserve(text.size() / 15);
    }

    void add(const Listed& line) {
        const auto size = static_cast<std::uint16_t>(line.flags.size());
        const auto number = line.is_lower ? words_.add(line.word) : add_lowered(line, lower(line.word));
        if (number < flags_.size()) return add_flags(number, line.flags);
        flags_.push_back(size);
        const auto word = words_[number];
        if (word.size() >= beginning) begins_[begins(word)] = true;
    }

    /// The flags of a word, if it is one.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view word) const {
        if (!may_begin(word)) return {};
        const auto number = words_.find(word);
        if (number == no_word) return {};
        return flags_of(number);
    }

    /// False of what surely no word begins as, going by its first bytes.
    [[nodiscard]] bool may_begin(std::string_view text) const {
        return text.size() < beginning || begins_[begins(text)];
    }
    static constexpr std::size_t beginning = 4;

    [[nodiscard]] bool empty() const { return flags_.empty(); }

private:
    static std::size_t begins(std::string_view text) {
        std::uint32_t first = 0;
        text.copy(reinterpret_cast<char*>(&first), beginning);
        return first * 0x9E3779B1U >> 16U;
    }

    [[nodiscard]] std::string_view flags_of(std::uint32_t number) const {
        const auto word = words_[number];
        return flags_[number] == 0 ? std::string_view{}
                                   : std::string_view{word.data() + word.size() + 1, flags_[number]};
    }

    /// Names: all is asked for in lower case.
    std::uint32_t add_lowered(const Listed& line, const std::string& word) {
        return words_.add(word, [&](std::string_view text) { return with_flags(text, line.flags); });
    }

    /// A word that is listed twice is one with the flags of both.
    void add_flags(std::uint32_t number, std::string_view more) {
        if (more.empty()) return;
        words_.replace(number, with_flags(words_[number], std::string{flags_of(number)} + std::string{more}));
        flags_[number] = static_cast<std::uint16_t>(flags_[number] + more.size());
    }

    std::string_view with_flags(std::string_view word, std::string_view flags) {
        return made_.keep(std::string{word} + "/" + std::string{flags}).substr(0, word.size());
    }

    WordNumbers words_;
    std::vector<std::uint16_t> flags_;  // how many, by the word's number
    std::bitset<1U << 16U> begins_;     // most of what is asked for is no word: this lies close at hand
    TextArena made_;                    // what does not stand so in the file
};

}  // namespace

struct Dictionary::Tables {
    std::shared_ptr<const DictionaryFiles> files;
    std::once_flag read;
    // Upper-case entries are names; asked words are in lower case, and names take part as such.
    WordList flags;
    WordNumbers added;  // endings, by which suffixes are found
    std::vector<std::vector<Suffixes>> by_added;
    std::size_t longest = 0;
    char begin_flag = 0, middle_flag = 0, only_inside = 0, forbidden = 0;

    /// Whether a word with these flags is one by itself.
    [[nodiscard]] bool is_word(std::string_view marks) const {
        return only_inside == 0 || marks.find(only_inside) == std::string_view::npos;
    }

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
            const auto ending = columns[3];
            // A suffix with flags of its own makes parts of compounds; those are found by their linking letters.
            if (ending.find('/') != std::string_view::npos || ending == "0") continue;
            longest = std::max(longest, ending.size());
            const auto number = added.add(ending);
            if (number == by_added.size()) by_added.emplace_back();
            auto& all = by_added[number];
            auto same =
                std::find_if(all.begin(), all.end(), [&](const Suffixes& one) { return one.stripped == stripped; });
            if (same == all.end()) same = all.insert(all.end(), {stripped, {}});
            same->rules.push_back({flag, columns[4]});
        }
    }

    void read_words(std::string_view text) {
        take_line(text);  // the count
        flags.reserve(text);
        for (std::size_t at = 0; at < text.size();) {
            const auto line = read_line(text, at);
            const bool is_forbidden = forbidden != 0 && line.flags.find(forbidden) != std::string_view::npos;
            if (!line.word.empty() && !is_forbidden) flags.add(line);
        }
    }
};

DictionaryFiles::DictionaryFiles(std::string_view affixes, std::string_view words, std::shared_ptr<const void> owner)
    : affixes_(affixes), words_(words), owner_(std::move(owner)), digest_(Hasher{}.add(affixes).add(words).finish()) {}

Dictionary::Dictionary() : Dictionary(std::make_shared<DictionaryFiles>()) {}
Dictionary::Dictionary(std::shared_ptr<const DictionaryFiles> files) : tables_(std::make_unique<Tables>()) {
    digest_ = files->digest();
    tables_->files = std::move(files);
}
Dictionary::~Dictionary() = default;

const Dictionary::Tables& Dictionary::tables() const {
    std::call_once(tables_->read, [this] {
        tables_->read_affixes(tables_->files->affixes());
        tables_->read_words(tables_->files->words());
    });
    return *tables_;
}

/// take(lemma) for each word of which `word` is a form, until one says that it is enough; some come more than once.
template <class Take>
void Dictionary::each_lemma(std::string_view word, Take take) const {
    const auto& tables = this->tables();
    const auto listed = tables.flags.find(word);
    if (listed && tables.is_word(*listed) && take(word) == Enough::yes) return;
    std::string base;
    // Where no word begins so, only what is left of hardly anything may be one.
    const auto least = tables.flags.may_begin(word) ? 1 : word.size() - WordList::beginning + 1;
    for (auto length = least; length <= std::min(tables.longest, word.size() - 1); ++length) {
        const auto rules = tables.added.find(word.substr(word.size() - length));
        if (rules == no_word) continue;
        for (const auto& [stripped, of_base] : tables.by_added[rules]) {
            base.assign(word.substr(0, word.size() - length)).append(stripped);
            const auto flags = tables.flags.find(base);
            if (!flags || !tables.is_word(*flags)) continue;
            const bool fitting = std::any_of(of_base.begin(), of_base.end(), [&](const Suffix& rule) {
                return flags->find(rule.flag) != std::string_view::npos && fits(rule.condition, base);
            });
            if (fitting && take(std::string_view{base}) == Enough::yes) return;
        }
    }
}

std::vector<std::string> Dictionary::lemmas(std::string_view word) const {
    std::vector<std::string> found;
    each_lemma(word, [&](std::string_view lemma) {
        if (std::find(found.begin(), found.end(), lemma) == found.end()) found.emplace_back(lemma);
        return Enough::no;
    });
    std::sort(found.begin(), found.end(), [](const std::string& one, const std::string& other) {
        return one.size() != other.size() ? one.size() > other.size() : one < other;
    });
    return found;
}

bool Dictionary::knows(std::string_view word) const {
    bool known = false;
    if (word.empty()) return known;
    each_lemma(word, [&](std::string_view) {
        known = true;
        return Enough::yes;
    });
    return known;
}

bool Dictionary::lists_as_part(std::string_view word) const {
    const auto flags = tables().flags.find(word);
    if (!flags) return false;
    if (tables().is_word(*flags)) return true;
    const auto has = [&](char flag) { return flag != 0 && flags->find(flag) != std::string_view::npos; };
    return has(tables().begin_flag) || has(tables().middle_flag);
}

bool Dictionary::empty() const { return tables().flags.empty(); }

}  // namespace knav::search
